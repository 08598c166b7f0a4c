-- reads resolve_reference and resolve_home: the division of each street; under '' that of the home, with its name
CREATE OR REPLACE TEMP TABLE resolve_division AS
SELECT street, min(division_code) AS division_code, NULL AS name
FROM resolve_reference
WHERE street IS NOT NULL
GROUP BY street
UNION ALL
SELECT '', code, name FROM resolve_home
