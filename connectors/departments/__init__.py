"""One file a department: it declares what its systems deliver and what the columns mean, and does not program."""
