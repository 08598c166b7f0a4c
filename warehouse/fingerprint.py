"""What a release is made from and by what, each as one digest."""

from collections.abc import Iterable
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable

import duckdb

from schema.linkage import Kind
from schema.published_tables import PUBLISHED
from schema.records import RELATIONS
from schema.tables import record_table
from warehouse import statements
from warehouse.ddl import create_script

_INPUTS = (
    *map(record_table, RELATIONS),
    *(f"{kind}_membership" for kind in Kind),
    "place",
    "rejection",
    "quarantine",
    "system",
    "matching_model",
)


def of_content(connection: duckdb.DuckDBPyConnection) -> str:
    """A digest of all that a release is made from: the workshop's rows in any order, and this package's rules."""
    whole = sha256(_rules().encode())
    for table in _INPUTS:
        row = statements.run(connection, "table_digest", table=table).fetchone()
        whole.update(f"{table}={row}".encode())
    return whole.hexdigest()


def of_code() -> str:
    """A digest of the rules, of the code of this package, and of DuckDB's version.

    What another version built is not carried on: nobody could prove that it would come out the same.
    """
    code = _texts(file for file in resources.files("warehouse").iterdir() if file.name.endswith(".py"))
    return sha256("\n".join((_rules(), code, duckdb.__version__)).encode()).hexdigest()


def _rules() -> str:
    return "\n".join((_texts(resources.files("warehouse").joinpath("sql").iterdir()), create_script(PUBLISHED)))


def _texts(files: Iterable[Traversable]) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(files, key=lambda file: file.name))
