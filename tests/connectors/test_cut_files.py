"""A file of any format that is cut at any byte: refused, or the loss is told; and files that cannot be read at all."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.catalogue import SYSTEMS
from connectors.damage import DamagedFile
from connectors.landing import land
from connectors.readers.delimited import Delimited
from connectors.source import DeltaDrop
from schema.errors import DeliveryError, SourceUnreachable
from tests.connectors import toy
from tests.connectors.damage.goods import ALL, LINES, POWER, ROWS, Good, whole
from tests.connectors.toy import Hub

NOBODY = 65_534


@pytest.fixture(scope="module", params=ALL, ids=lambda good: good.system)
def first_night(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Good, Path, bytes]:
    """A home that has taken in the first night, and the whole file of the second."""
    good: Good = request.param
    folder = tmp_path_factory.mktemp(good.system)
    hub = Hub(folder, SYSTEMS[good.system])
    good.deliver(hub.drop, night=1)
    hub.land()
    return good, folder, whole(good, night=2)


def cuts(content: bytes) -> st.SearchStrategy[int]:
    """Anywhere, and right before, in and behind line ends."""
    ends = [place for place, byte in enumerate(content) if byte == ord("\n")]
    near = st.sampled_from(ends or [len(content) // 2]).flatmap(lambda end: st.integers(end - 1, end + 1))
    return (st.integers(1, len(content) - 1) | near).filter(lambda length: 0 < length < len(content))


@settings(max_examples=8)
@given(data=st.data())
def test_no_file_cut_anywhere_loses_a_row_silently(first_night: tuple[Good, Path, bytes], data: st.DataObject) -> None:
    good, base, content = first_night
    length = data.draw(cuts(content))
    with TemporaryDirectory() as name:
        shutil.copytree(base, name, dirs_exist_ok=True)
        hub = Hub(Path(name), SYSTEMS[good.system])
        good.deliver(hub.drop, night=2).write_bytes(content[:length])
        try:
            landing = land(hub.system, hub.location, hub.home)
        except DeliveryError:
            return
        key = hub.system.tables[0].key[0]
        left = {row[key] for row in hub.landed(landing.batches[0])}
        before = {next(iter(good.row(number).values())) for number in range(1, ROWS + 1)}
        assert landing.remarks or before <= left


def test_nothing_but_the_control_file_tells_that_plain_changes_were_cut(tmp_path: Path) -> None:
    """The checksum does, wherever the cut is."""
    reader = Delimited(columns=("操作", "编号", "姓名", "电话"), done=".ok")
    hub = Hub(tmp_path, toy.system(toy.people(reader=reader), delivery=DeltaDrop("yh_*.txt", operation="操作")))
    whole = "A|1|张三|\nA|2|李四|1\n".encode()
    (hub.drop / "yh_20240501.ok").write_text(f"2 {hashlib.md5(whole).hexdigest()}")
    for length in range(len(whole)):
        (hub.drop / "yh_20240501.txt").write_bytes(whole[:length])
        with pytest.raises(DeliveryError):
            hub.land()


@contextmanager
def nobody() -> Iterator[Path]:
    """A folder in which this process, root or not, is a user without any right but those that a file gives to all."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        is_root = os.geteuid() == 0
        if is_root:
            os.seteuid(NOBODY)
        try:
            yield Path(name)
        finally:
            if is_root:
                os.seteuid(0)


def test_a_file_or_folder_that_the_hub_may_not_read_is_told() -> None:
    with nobody() as folder:
        hub = Hub(folder, SYSTEMS[POWER.system])
        file = POWER.deliver(hub.drop, night=1)
        file.chmod(0)
        with pytest.raises(DamagedFile, match=r"ydkh_202404\.csv: it cannot be read \(PermissionError\)"):
            hub.land()
        hub.drop.chmod(0)
        with pytest.raises(SourceUnreachable, match=r"its folder cannot be read \(PermissionError\)"):
            hub.land()
        hub.drop.chmod(0o700)
        file.chmod(0o600)
        assert hub.sync().recorded == ROWS


def test_packed_changes_that_unpack_to_more_than_agreed_are_refused(tmp_path: Path) -> None:
    file = LINES.deliver(tmp_path, night=1)
    reader = SYSTEMS[LINES.system].tables[0].reader
    assert isinstance(reader, Delimited)
    small = Delimited(reader.columns, reader.encoding, done=".ok", limit=1000)
    wanted = SYSTEMS[LINES.system].wanted(SYSTEMS[LINES.system].tables[0])
    with pytest.raises(DeliveryError, match=r"yh_20240501\.txt\.gz: it holds more than 1,000 bytes"):
        toy.rows_of(small.read(file, wanted))
