-- reads resolve_naming: the namings with `sign`, what names a site as one text
CREATE OR REPLACE TEMP TABLE resolve_naming AS
SELECT
    * REPLACE (
        CASE
            WHEN outside IS NULL AND (coalesce(number, compound) IS NOT NULL OR has_inner)
                THEN concat_ws('|', coalesce(street, ''), coalesce(community, ''), coalesce(hamlet, grp, ''), coalesce(road, ''),
                    coalesce(number, ''), coalesce(compound, ''))
        END AS sign
    )
FROM resolve_naming
