-- reads {kind}_membership
SELECT count(*) FROM {kind}_membership WHERE record_id = cluster_id
