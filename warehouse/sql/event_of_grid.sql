-- as event.sql, for events whose owner names the grid: where the place tells no street or community the grid does; where
-- the two tell different ones the place is believed, and nothing is taken from a grid of another street
INSERT INTO draft.{relation} BY NAME
SELECT
    mention.* REPLACE (coalesce(mention.grid_code, address.grid_code) AS grid_code),
    member.entity_id AS address_id,
    enterprise.entity_id AS enterprise_id,
    coalesce(address.street, grid.street) AS street,
    coalesce(
        address.community, CASE WHEN coalesce(address.street, grid.street) = grid.street THEN grid.community END
    ) AS community
FROM {relation}_scope AS mention
LEFT JOIN address_membership AS member ON member.record_id = mention.address_record_id
LEFT JOIN enterprise_membership AS enterprise ON enterprise.record_id = mention.enterprise_record_id
LEFT JOIN draft.address AS address ON address.address_id = member.entity_id
LEFT JOIN draft_grid_place AS grid
    ON grid.grid_code = mention.grid_code AND address.level IS DISTINCT FROM 'outside'
