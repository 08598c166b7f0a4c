-- frees the memory of the places before the golden records are written
DROP TABLE {kind}_standing
