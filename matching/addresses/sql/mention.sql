-- reads the address input: one row a record; those whose owner keeps the parts apart are the reference
CREATE OR REPLACE TEMP TABLE resolve_mention AS
SELECT
    record_id,
    nullif(trim(address_text), '') AS text,
    address_code,
    division_code,
    street,
    community,
    road,
    road_number,
    compound,
    building,
    unit,
    room,
    coalesce(street, community, road, compound) IS NOT NULL AS is_reference
FROM resolve_input
