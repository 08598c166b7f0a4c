-- frees the memory of one kind's choices once they are written
DROP TABLE {kind}_choice
