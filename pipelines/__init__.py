"""The runs, their Prefect flows, and the `hub` command."""

from schema.processor import prefer_quick_sort

prefer_quick_sort()
