-- reads resolve_naming: what namings stand for
CREATE OR REPLACE TEMP VIEW resolve_content AS
FROM resolve_naming
