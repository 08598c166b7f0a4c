-- reads resolve_division and resolve_kept.division: whether the district is another
SELECT count(*)
FROM (
    SELECT division_code, name FROM resolve_division WHERE street = ''
    EXCEPT
    SELECT division_code, name FROM resolve_kept.division WHERE street = ''
)
