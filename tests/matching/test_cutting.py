"""Texts cut by their halves: in the database as one by one, whatever the text."""

import random

import duckdb
import pyarrow as pa
from hypothesis import given, settings

from matching.addresses import reading, statements
from matching.addresses.workers import Bulk
from schema.normalize.address.halves import back_characters, plain_back, plain_front
from schema.normalize.address.texts import pieces
from tests.schema.test_addresses import FRAGMENTS, HABITS, anything

Cut = tuple[str, str, str, bool]
MORE = """撞 单 单亢 卓元 宝 不详 无 同上 现住 收货地址： 公寓
宿舍 门 户 园 〇 棕 ２ ／ ， 米 旁边 13800138000 0571- a\u202fb 𠀀"""


def as_halves_say(text: str) -> tuple[str, str] | None:
    front = text.rstrip(back_characters())
    begin, end = plain_front(front), plain_back(text[len(front) :])
    if begin is None or end is None or (end == ("", "") and not begin.is_whole):
        return None
    return begin.head + end.lead, end.tail


def invented(count: int) -> list[str]:
    """Texts of every kind and of every length up to those at which columns cut."""
    chance = random.Random(11)
    fragments = [*FRAGMENTS.split(), *MORE.split(), *"0123456789"]
    begins = [
        "",
        "浙江省杭州市余杭区乔司街道永和社区",
        "余杭区乔司街道石塘路88号永和苑小区",
        "安徽省阜阳市颍上县十八里铺镇宋洋村",
    ]
    return [chance.choice(begins) + "".join(chance.choices(fragments, k=chance.randint(1, 9))) for _ in range(count)]


@given(anything)
@settings(max_examples=300)
def test_plain_halves_say_how_a_text_is_cut(text: str) -> None:
    said, cut = as_halves_say(text), pieces(text)
    if said is not None and not cut.is_cut:
        assert cut._replace(parts=()) == (*said, "", (), True, False, False)


def test_most_habits_of_a_city_are_cut_by_halves() -> None:
    texts = [row[0] for row in HABITS if row[0].startswith("乔司街道永和苑")]
    assert sum(as_halves_say(text) is not None for text in texts) > len(texts) / 2


def cut_in_bulk(texts: list[str]) -> dict[str, Cut]:
    with duckdb.connect() as connection, Bulk(workers=1, pool_from=0) as bulk:
        table = pa.table({"text_id": pa.array(range(len(texts)), pa.int32()), "text": pa.array(texts, pa.string())})
        connection.register("given", table)
        connection.execute("CREATE TEMP TABLE resolve_text AS SELECT * FROM given")
        reading.cut(connection, None, bulk)
        found = connection.execute(
            "SELECT text, head, tail, open, is_beside FROM resolve_parse JOIN resolve_text USING (text_id)"
            " JOIN resolve_head_text USING (head_id) JOIN resolve_tail_text USING (tail_id)"
        ).fetchall()
        statements.drop_all(connection)
    return {text: tuple(cut) for text, *cut in found}


def test_the_database_cuts_as_one_by_one() -> None:
    texts = list(dict.fromkeys([*(row[0] for row in HABITS), *invented(4_000)]))
    by_themselves = {text: pieces(text) for text in texts}
    expected = {
        text: (cut.head, cut.tail, cut.open, cut.is_beside) for text, cut in by_themselves.items() if cut.is_address
    }
    assert cut_in_bulk(texts) == expected
    assert any(cut.is_cut and as_halves_say(text) for text, cut in by_themselves.items())
