"""Benches: what the hub costs, and how it compares with other engines on the same records."""
