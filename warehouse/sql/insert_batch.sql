-- the manifest and the counts of one mapped batch
INSERT INTO applied_batch BY NAME
SELECT
    $batch_id AS batch_id,
    $system AS system,
    $table_name AS table_name,
    $sequence AS sequence,
    $delivery AS delivery,
    $sha256 AS sha256,
    $content_digest AS content_digest,
    $source AS source,
    $position AS position,
    $landed_at AS landed_at,
    $delivered_at AS delivered_at,
    $received AS received,
    $unchanged AS unchanged,
    $recorded AS recorded,
    $quarantined AS quarantined,
    $deleted AS deleted,
    $rejected AS rejected,
    $applied_at AS applied_at
