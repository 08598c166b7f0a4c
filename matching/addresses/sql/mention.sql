-- reads resolve_input and resolve_text: one row a record; those whose owner keeps the parts apart are the
-- reference; is_asked: its text is one to be read
CREATE OR REPLACE TEMP TABLE resolve_mention AS
SELECT
    input.record_id,
    text.text_id,
    input.address_code,
    coalesce(input.street, input.community, input.road, input.compound) IS NOT NULL AS is_reference,
    text.text_id IS NOT NULL AND resolve_says_more(input.address_text, input.road, input.compound) AS is_asked
FROM resolve_input AS input
LEFT JOIN resolve_text AS text ON text.text = trim(input.address_text)
