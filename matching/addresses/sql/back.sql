-- reads nothing: the table of plain backs, empty
CREATE OR REPLACE TEMP TABLE resolve_back (back_id INTEGER, half VARCHAR, lead VARCHAR, tail VARCHAR)
