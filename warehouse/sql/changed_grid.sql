-- reads one kind of event in the release before, and grid_place of both: those of a grid that lies elsewhere now change
INSERT INTO {relation}_changed
SELECT before.record_id
FROM previous.{relation} AS before
LEFT JOIN previous_grid_place AS earlier ON earlier.grid_code = before.grid_code
LEFT JOIN draft_grid_place AS now ON now.grid_code = before.grid_code
WHERE earlier.street IS DISTINCT FROM now.street OR earlier.community IS DISTINCT FROM now.community
