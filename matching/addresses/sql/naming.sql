-- reads resolve_said: one row a distinct naming of a place, down to its number, whatever is written around it
CREATE OR REPLACE TEMP TABLE resolve_naming AS
SELECT
    (row_number() OVER ())::INTEGER AS naming_id,
    bool_or(has_inner) AS has_inner,
    outside, street, community, grp, hamlet, road, crossing, number, compound,
    'text' AS rule,
    NULL::VARCHAR AS sign
FROM resolve_said
GROUP BY outside, street, community, grp, hamlet, road, crossing, number, compound
