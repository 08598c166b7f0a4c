-- reads resolve_area: those that are called otherwise by now
DELETE FROM resolve_kept.area WHERE area_id IN (SELECT area_id FROM (FROM resolve_area EXCEPT FROM resolve_kept.area))
