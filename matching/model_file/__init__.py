"""Linkage models written down as one TOML file: columns, cleaning, blocking rules, comparisons with levels; no code."""
