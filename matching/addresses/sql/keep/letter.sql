-- reads resolve_letter: what the reference tells of the sites' buildings
CREATE OR REPLACE TABLE resolve_kept.letter AS
FROM resolve_letter
