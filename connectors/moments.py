"""Cursor texts as points in time, for DuckDB: every ISO form, with or without offset, as local time of Shanghai."""

ZONE = "Asia/Shanghai"


def moment_sql(column: str) -> str:
    """An expression over a quoted text column: TIMESTAMP, null where the text is no time."""
    zoned = f"regexp_matches({column}, ':.*(Z|[+-][0-9]{{2}}(:?[0-9]{{2}})?)$')"
    return (
        f"CASE WHEN {zoned} THEN TRY_CAST({column} AS TIMESTAMPTZ) AT TIME ZONE '{ZONE}'"
        f" ELSE COALESCE(TRY_CAST({column} AS TIMESTAMP), TRY_STRPTIME({column}, '%Y%m%d')) END"
    )


def quoted(name: str) -> str:
    """A column name as DuckDB takes it."""
    return '"' + name.replace('"', '""') + '"'
