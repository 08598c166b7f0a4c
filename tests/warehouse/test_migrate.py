"""What is known of the migrations without alembic is what alembic says of them."""

from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from warehouse import migrate


@pytest.mark.parametrize("store", ["workshop", "control"])
def test_the_names_of_the_files_are_the_revisions_in_order(store: str) -> None:
    folder = Path(migrate.__file__).parent / "migrations" / store
    scripts = list(ScriptDirectory(str(folder)).walk_revisions())
    assert migrate.revisions(store) == tuple(script.revision for script in reversed(scripts))
