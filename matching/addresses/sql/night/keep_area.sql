-- reads resolve_area: those that are new, or called otherwise by now
INSERT INTO resolve_kept.area BY NAME
SELECT * FROM resolve_area WHERE area_id NOT IN (SELECT area_id FROM resolve_kept.area)
