-- reads place_name_mention: the register of names as the address model takes it
CREATE OR REPLACE TEMP VIEW place_name_input AS
SELECT address_record_id, former_place_names, place_aliases
FROM place_name_mention
WHERE address_record_id IS NOT NULL
