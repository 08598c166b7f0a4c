"""Columns that the enterprise model compares, made from the columns of Enterprise once per distinct value."""

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from matching.features import Derivation, Feature, derived, first_known, gathered, over_values
from schema.normalize.enterprises import (
    EnterpriseNameParts,
    enterprise_key,
    split_enterprise_name,
    tidy_enterprise_name,
)
from schema.normalize.names import compare_key
from schema.normalize.text import simplify


def _part(choose: Callable[[EnterpriseNameParts], str]) -> Derivation:
    def of_name(name: str) -> str | None:
        parts = split_enterprise_name(simplify(tidy_enterprise_name(name)).upper())
        return choose(parts).replace(" ", "") or None

    return over_values(of_name, pa.string())


def _branch(name: str) -> str:
    """The branch that a name gives; the head office has the branch ''."""
    return split_enterprise_name(simplify(tidy_enterprise_name(name)).upper()).branch


def _where_true(flags: pa.Array) -> pa.Array:
    return pc.if_else(pc.fill_null(flags, False), True, None)


FEATURES: tuple[Feature, ...] = (
    derived("firm_key", "enterprise_name", over_values(enterprise_key, pa.string())),
    derived("former_keys", "former_names", over_values(enterprise_key, pa.string())),
    gathered("all_firm_keys", "firm_key", "former_keys"),
    derived("core_key", "enterprise_name", _part(lambda parts: parts.trade_name + parts.industry)),
    derived("trade_name", "enterprise_name", _part(lambda parts: parts.trade_name)),
    derived("industry_word", "enterprise_name", _part(lambda parts: parts.industry)),
    derived("branch", "enterprise_name", over_values(_branch, pa.string())),
    derived("is_sign", "is_trade_sign", _where_true),
    first_known("any_code", "credit_code", "credit_code_claimed"),
    derived("representative", "legal_representative_name", over_values(compare_key, pa.string())),
)
