-- reads read_names (handed over): the gazetteer of the run, with a digest of all its names
INSERT INTO gazetteer BY NAME
WITH digest AS (
    SELECT coalesce(md5(string_agg(concat_ws('|', part, name, official, street, community, kind), chr(10) ORDER BY ALL)), '') AS version
    FROM read_names
)
SELECT
    part AS place_part,
    name AS place_name,
    official AS official_name,
    nullif(street, '') AS street,
    nullif(community, '') AS community,
    kind AS name_kind,
    systems AS source_systems,
    digest.version[:16] AS gazetteer_version
FROM read_names, digest
