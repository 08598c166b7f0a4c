"""The departments' file formats."""
