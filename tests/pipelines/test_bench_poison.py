"""`hub bench poison`: what is capped is said."""

from pipelines.bench.poison import measure


def test_poisoned_records_are_capped_in_every_rule_that_they_share_a_key_of() -> None:
    found = measure(records=2_000, poisoned=500, seed=3, runs=1)

    capped = {one.rule: one for one in found.capped}
    assert {"name and phone", "name and dwelling"} <= capped.keys()
    assert capped["name and phone"].pairs >= 500 * 499 // 2
    assert found.ratio > 0
    assert found.with_poison.seconds.keys() == found.without.seconds.keys()
