"""Blocking, comparison, scoring, clustering and identity; knows records, and nothing of departments or stores."""

from schema.processor import prefer_quick_sort

prefer_quick_sort()
