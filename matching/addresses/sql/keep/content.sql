-- reads resolve_naming as it was read: what each naming says
CREATE OR REPLACE TABLE resolve_kept.content AS
SELECT naming_id, outside, street, community, grp, hamlet, road, crossing, number, compound FROM resolve_naming
