"""Distinct texts of a delivered column become columns of a record, on every core where there are many."""
