-- reads resolve_kept.content: what namings stand for
CREATE OR REPLACE TEMP VIEW resolve_content AS
FROM resolve_kept.content
