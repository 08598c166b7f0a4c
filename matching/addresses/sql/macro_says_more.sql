-- reads nothing: whether a record's text says more than the parts that its owner keeps apart
CREATE OR REPLACE TEMP MACRO resolve_says_more(address_text, road, compound) AS
    NOT (
        coalesce(road, compound) IS NOT NULL
        AND coalesce(contains(address_text, compound), true) AND coalesce(contains(address_text, road), true)
    )
