-- reads resolved_places (handed over) and ledger: each place gets the entity id of its cluster, or one of its own key
INSERT INTO place BY NAME
SELECT
    resolved_places.*,
    coalesce(own.entity_id, format('A{:016x}', resolved_places.cluster_id)) AS address_id,
    CASE
        WHEN resolved_places.parent_cluster_id IS NOT NULL
            THEN coalesce(parent.entity_id, format('A{:016x}', resolved_places.parent_cluster_id))
    END AS parent_address_id
FROM resolved_places
LEFT JOIN ledger AS own ON own.kind = 'address' AND own.record_id = resolved_places.cluster_id
LEFT JOIN ledger AS parent ON parent.kind = 'address' AND parent.record_id = resolved_places.parent_cluster_id
