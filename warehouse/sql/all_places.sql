-- reads place: every address is written
CREATE OR REPLACE TEMP VIEW place_scope AS
SELECT * FROM place
