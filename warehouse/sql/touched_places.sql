-- reads place: the touched addresses are written
CREATE OR REPLACE TEMP VIEW place_scope AS
SELECT place.*
FROM place
SEMI JOIN address_touched AS touched ON touched.address_id = place.address_id
