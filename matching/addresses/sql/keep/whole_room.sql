-- reads resolve_whole_room: open numbers that are rooms
CREATE OR REPLACE TABLE resolve_kept.whole_room AS
FROM resolve_whole_room
