-- reads resolved_places (handed over) and ledger: each place gets the entity id of its cluster, or one of its own key
INSERT INTO place BY NAME
WITH known AS (
    SELECT
        resolved_places.*,
        coalesce(ledger.entity_id, format('A{:016x}', resolved_places.cluster_id)) AS address_id
    FROM resolved_places
    LEFT JOIN ledger ON ledger.kind = 'address' AND ledger.record_id = resolved_places.cluster_id
)

SELECT known.*, parent.address_id AS parent_address_id
FROM known
LEFT JOIN known AS parent ON parent.cluster_id = known.parent_cluster_id
