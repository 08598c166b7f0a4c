"""Nights: what changed is compared with everything, and the partition is that of comparing everything anew.

`whole` links all records and writes down what it knew, `night` finds what changed since and links only what that
touches, `arrival` asks what one record not yet known would be linked with.  docs/matching.md says why they agree.
"""
