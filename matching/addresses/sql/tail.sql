-- reads nothing: the table of numbered ends as read, empty
CREATE OR REPLACE TEMP TABLE resolve_tail (
    tail_id INTEGER,
    by_compound BOOLEAN,
    starts_with_number BOOLEAN,
    number VARCHAR,
    building VARCHAR,
    unit VARCHAR,
    room VARCHAR
)
