-- reads the golden records of the draft: its own line in the list of releases
INSERT INTO draft.release BY NAME
SELECT
    $release_number AS release_number,
    $published_at AS published_at,
    (SELECT count(*) FROM draft.person) AS person_count,
    (SELECT count(*) FROM draft.address) AS address_count,
    (SELECT count(*) FROM draft.enterprise) AS enterprise_count
