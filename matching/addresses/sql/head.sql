-- reads nothing: the table of names as read, empty
CREATE OR REPLACE TEMP TABLE resolve_head (
    head_id INTEGER,
    outside VARCHAR,
    street VARCHAR,
    community VARCHAR,
    grp VARCHAR,
    road VARCHAR,
    crossing VARCHAR,
    number VARCHAR,
    compound VARCHAR,
    building VARCHAR,
    unit VARCHAR,
    room VARCHAR,
    named_hamlet VARCHAR,
    hamlet VARCHAR,
    by_compound BOOLEAN
)
