-- reads nothing: the table of plain fronts, empty
CREATE OR REPLACE TEMP TABLE resolve_front (front_id INTEGER, half VARCHAR, head VARCHAR, is_whole BOOLEAN)
