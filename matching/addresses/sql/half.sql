-- reads resolve_text: the texts divided behind the last character that no numbered end can have; but those in one piece that
-- have none, or whose length may be that of a column of 80 or 100 bytes that cut them, in GB18030 or UTF-8
CREATE OR REPLACE TEMP TABLE resolve_half AS
WITH measured AS (
    SELECT text_id, text, regexp_replace(text, $back, '') AS front, length(text) AS length, strlen(text) AS in_utf_8
    FROM resolve_text
)
SELECT text_id, front, text[length(front) + 1:] AS back
FROM measured
WHERE front <> ''
    AND length + (in_utf_8 - length) // 2 NOT IN (79, 80, 99, 100)
    AND in_utf_8 NOT IN (98, 99, 100)
