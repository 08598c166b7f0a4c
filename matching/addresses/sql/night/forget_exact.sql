-- reads resolve_cell: what records named in the places concerned
DELETE FROM resolve_kept.exact AS exact
USING resolve_cell AS cell
WHERE cell.place = exact.place AND cell.is_site = (exact.depth <> 'area')
    AND (exact.depth = 'area' OR (cell.building = exact.building AND cell.room = exact.room))
