"""The landed text of each column type, computed by the source's own database for the fast path.

Every expression gives what `canonical` makes of the driver's value; a type that is not listed has no fast path.
"""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from connectors.readers.query import Expression

Form = Callable[[Expression], Expression]
_Type = sa.types.TypeEngine[Any]

REAL_MARK, BLOB_MARK = "\x01", "\x02"
"""What SQLite's form puts before a floating number and a blob: DuckDB finishes the one and gives up on the other."""


def text_form(dialect: str, column: _Type) -> Form | None:
    """The expression for a column of this type; None where the type has no fast path."""
    if dialect == "sqlite":
        return _sqlite
    return next((form for kinds, form in _FORMS.get(dialect, ()) if isinstance(column, kinds)), None)


def _itself(value: Expression) -> Expression:
    return value


def _as_text(value: Expression) -> Expression:
    return sa.cast(value, sa.Text)


def _as_char(value: Expression) -> Expression:
    return sa.cast(value, sa.CHAR)


def _no_fraction(text: Expression) -> Expression:
    return sa.func.replace(text, ".000000", "")


def _postgres_moment(value: Expression) -> Expression:
    zoned = getattr(value.type, "timezone", False)
    local = sa.func.timezone("Asia/Shanghai", value) if zoned else value
    return _no_fraction(sa.func.to_char(local, "YYYY-MM-DD HH24:MI:SS.US"))


def _mysql_decimal(value: Expression) -> Expression:
    """Without the zeros that fill the scale, where there is a fraction at all."""
    text = _as_char(value)
    trimmed = sa.func.regexp_replace(sa.func.regexp_replace(text, "0+$", ""), "[.]$", "")
    return sa.case((sa.func.locate(".", text) > 0, trimmed), else_=text)


def _sqlite(value: Expression) -> Expression:
    """SQLite types values, not columns; only a column of text holds nothing but texts (and bytes, which are texts)."""
    text = sa.cast(value, sa.Text)
    if isinstance(value.type, sa.CHAR):
        return sa.func.rtrim(text, " ")
    if isinstance(value.type, sa.String):
        return text
    kind = sa.func.typeof(value)
    return sa.case(
        (kind == "real", sa.literal(REAL_MARK).concat(sa.func.printf("%!.17g", value))),
        (kind == "blob", sa.literal(BLOB_MARK)),
        else_=text,
    )


_FORMS: dict[str, list[tuple[type[_Type] | tuple[type[_Type], ...], Form | None]]] = {
    "postgresql": [
        (sa.Float, None),
        (sa.Boolean, lambda value: _as_text(sa.cast(value, sa.Integer))),
        (sa.Numeric, lambda value: _as_text(sa.func.trim_scale(value))),
        ((sa.Integer, sa.Uuid, sa.String), _as_text),
        (sa.Date, lambda value: sa.func.to_char(value, "YYYY-MM-DD")),
        (sa.DateTime, _postgres_moment),
    ],
    "mysql": [
        (sa.Float, None),
        (sa.Numeric, _mysql_decimal),
        ((sa.Integer, sa.Date), _as_char),
        (sa.Enum, None),
        (sa.String, _itself),
        (sa.DateTime, lambda value: _no_fraction(sa.func.date_format(value, "%Y-%m-%d %H:%i:%s.%f"))),
    ],
}
_FORMS["mariadb"] = _FORMS["mysql"]
