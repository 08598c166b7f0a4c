"""Settings of every test: examples are not timed, and the same run gives the same examples."""

from hypothesis import settings

settings.register_profile("hub", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("hub")
