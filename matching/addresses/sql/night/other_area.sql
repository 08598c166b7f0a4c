-- reads resolve_shown and resolve_kept.area: into resolve_area those of other districts that are shown
INSERT INTO resolve_area BY NAME
SELECT *
FROM resolve_kept.area
WHERE area_id IN (SELECT place FROM resolve_shown WHERE depth = 'area') AND area_id NOT IN (SELECT area_id FROM resolve_area)
