"""What of the flow is Prefect's: a network that comes back is waited for, a damaged delivery is not."""

from importlib import import_module

import pytest

from connectors.damage import DamagedFile
from pipelines import prefect_server, steps
from pipelines.settings import Settings
from schema.errors import SourceUnreachable
from tests.pipelines import homes


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return homes.make_city(tmp_path_factory.mktemp("flows") / "demo", systems=["police_hukou"])


def test_only_the_network_is_tried_again(given: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with prefect_server.prefect_server(given.home) as server:
        server.wait()
        # Prefect reads its settings when it is imported
        prefect, flows = import_module("prefect"), import_module("pipelines.flows")
        caller, attempts = flows.PrefectCaller(), []

        def land(error: Exception) -> str:
            attempts.append(type(error))
            if attempts.count(SourceUnreachable) > 1:
                return "landed"
            raise error

        monkeypatch.setattr(steps, "land", land)

        @prefect.flow
        def night() -> str:
            with pytest.raises(DamagedFile):
                caller.now(steps.land, DamagedFile("cut short"))
            return str(caller.now(steps.land, SourceUnreachable("no answer")))

        assert night() == "landed"
    assert attempts == [DamagedFile, SourceUnreachable, SourceUnreachable]
