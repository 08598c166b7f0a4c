-- reads place: the tree of places under the name by which matching looks places up
CREATE OR REPLACE TEMP VIEW resolve_place AS SELECT * FROM place
