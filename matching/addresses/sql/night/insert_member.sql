-- reads resolve_news
INSERT INTO resolve_kept.member BY NAME
FROM resolve_news
