-- reads resolve_letter: sites whose buildings have letters
CREATE OR REPLACE TABLE resolve_kept.letter AS
FROM resolve_letter
