-- reads nothing: the table of texts cut by themselves, empty
CREATE OR REPLACE TEMP TABLE resolve_cut (
    text_id INTEGER,
    head VARCHAR,
    tail VARCHAR,
    open VARCHAR,
    is_address BOOLEAN,
    is_beside BOOLEAN
)
