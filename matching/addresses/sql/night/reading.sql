-- reads resolve_kept.text: one row a text that was read
CREATE OR REPLACE TEMP VIEW resolve_reading AS
SELECT text_id, naming_id, building, unit, room, open, is_beside
FROM resolve_kept.text
WHERE naming_id IS NOT NULL
