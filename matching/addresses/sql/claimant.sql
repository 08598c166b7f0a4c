-- reads resolve_mention: all records
CREATE OR REPLACE TEMP VIEW resolve_claimant AS
FROM resolve_mention
