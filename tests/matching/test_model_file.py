"""A model file is a whole linkage model; what is wrong in it is said with its place."""

from pathlib import Path

import duckdb
import pytest

from matching import engine
from matching.columns import Column
from matching.evaluation import evaluate
from matching.loading import table_of
from matching.model import ModelError
from matching.model_file.building import linkage_model
from matching.model_file.reading import built_in, parse, read_model_file
from matching.model_file.records import UnreadableRecords, read_records
from matching.training import train
from matching.weights import adopted

BOATS = """
name = "boats"
records_per_entity = 2

[columns]
boat = { from = "Boat name", clean = ["letters"] }
owner = { clean = ["words"], missing = ["unknown"] }
built = { clean = ["date"] }
mark = { clean = ["digits"] }

[features]
both = { sorted = ["boat", "owner"] }
joined = { join = ["boat", "owner"] }
start = { of = "mark", start = 2 }
end = { of = "mark", end = 2 }
words = { of = "owner", words = true }
names = { gather = ["boat", "owner"] }

[[block]]
on = "boat"
[[block]]
on = ["mark", "start"]

[[compare]]
name = "boat"
levels = [{ same = "boat", frequency = "boat" }, { edits = { boat = 1 } }, { jaro_winkler = { boat = 0.8 } }]
[[compare]]
name = "mark"
levels = [{ same = ["mark", "end"], m = 0.95, u = 1e-6 }, { edits = { mark = 1 }, label = "one digit" }]
[[compare]]
name = "built"
levels = [{ same = "built" }]
"""


def csv(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(("cluster, Boat name, owner, built, mark", *rows)) + "\n", encoding="utf-8")
    return path


def test_records_are_cleaned_as_the_file_says(tmp_path: Path) -> None:
    file = csv(
        tmp_path / "boats.csv",
        "1, Sea-Wolf II, Unknown, 1999-02-30, No. １２-34",
        "1, Seawolf ii, J. O'Neil, 1999-02-28,",
    )

    records = read_records([file], parse(BOATS, "boats.toml"))

    assert records.cleaned.to_pylist() == [
        {"record_id": 0, "boat": "seawolfii", "owner": None, "built": None, "mark": "1234"},
        {"record_id": 1, "boat": "seawolfii", "owner": "j o neil", "built": "19990228", "mark": None},
    ]
    assert records.truth.to_pylist() == [{"record_id": 0, "entity": "1"}, {"record_id": 1, "entity": "1"}]


def values_of(column: Column, row: int) -> list[object]:
    codes = column.codes[column.record_of == row]
    return [column.values[int(code)].as_py() for code in codes if code >= 0]


def test_features_are_made_of_columns(tmp_path: Path) -> None:
    file = csv(tmp_path / "boats.csv", "1, Zora, Ann Bo, 19990228, 123456", "2, Zora, , ,")
    model = parse(BOATS, "boats.toml")

    table = table_of(read_records([file], model).cleaned, linkage_model(model))

    made = {name: [values_of(table[name], row) for row in (0, 1)] for name in model.features}
    assert made == {
        "both": [["ann bo zora"], []],
        "joined": [["zora ann bo"], []],
        "start": [["12"], []],
        "end": [["56"], []],
        "words": [["ann", "bo"], []],
        "names": [["zora", "ann bo"], ["zora"]],
    }


def linked(files: list[Path], text: str) -> list[int]:
    """The cluster of each record, with parameters as declared."""
    file = parse(text, "boats.toml")
    with duckdb.connect() as connection:
        records = connection.from_arrow(read_records(files, file).cleaned)
        return engine.link(connection, records, linkage_model(file)).memberships["cluster_id"].to_pylist()


SAME = ("1, Zora, Ann, 1999-02-28, 123456", "1, Zora, , 1999-02-28, 123456", "2, Zora, , 2001-01-01, 998877")


def test_records_that_agree_are_linked(tmp_path: Path) -> None:
    assert linked([csv(tmp_path / "boats.csv", *SAME)], BOATS) == [0, 0, 2]


def test_between_files_no_two_records_of_one_file_are_linked(tmp_path: Path) -> None:
    files = [csv(tmp_path / "a.csv", *SAME), csv(tmp_path / "b.csv", SAME[2])]

    assert linked(files, BOATS.replace("records_per_entity", "between_files = true\nrecords_per_entity")) == [
        0,
        1,
        2,
        2,
    ]


@pytest.mark.parametrize(
    ("before", "after", "where", "what"),
    [
        ("records_per_entity = 2", "", "records_per_entity", "Field required"),
        ("records_per_entity = 2", "records_per_entity = 1", "records_per_entity", "greater than 1"),
        ('clean = ["date"]', 'clean = ["day"]', r"columns\.built\.clean\.0", "'date'"),
        ('on = "boat"', 'by = "boat"', r"block\.0\.by", "no such word"),
        ("{ edits = { boat = 1 } }", '{ label = "near" }', r"compare\.0\.levels\.1", "at least one of same"),
        ("start = 2", "start = 2, end = 2", r"features\.start", "exactly one of start, end, words"),
        ("m = 0.95", "m = 1.5", r"compare\.1\.levels\.0\.m", "less than 1"),
        ('on = "boat"', 'on = "bout"', "model boats", "'bout'"),
        ("[columns]", "[columns", "boats.toml", "no TOML"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(before: str, after: str, where: str, what: str) -> None:
    assert before in BOATS
    with pytest.raises(ModelError, match=what) as raised:
        linkage_model(parse(BOATS.replace(before, after, 1), "boats.toml"))
    assert raised.match(where)


def test_a_model_file_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(ModelError, match="febrl3, febrl4"):
        read_model_file("febrl5")


def test_a_column_that_the_file_lacks_is_named(tmp_path: Path) -> None:
    file = tmp_path / "boats.csv"
    file.write_text("cluster,owner,built,mark\n1,a,b,c\n", encoding="utf-8")

    with pytest.raises(UnreadableRecords, match="no column Boat name"):
        read_records([file], parse(BOATS, "boats.toml"))


@pytest.mark.parametrize("name", built_in())
def test_models_that_come_with_the_hub_are_whole(name: str) -> None:
    model = read_model_file(name)

    assert linkage_model(model).comparisons
    assert model.name == name


def test_parameters_are_found_without_labels(tmp_path: Path) -> None:
    """Two records of each of 400 boats, the second with one slip: declared evenly, learnt from the data."""
    rows = []
    for number in range(400):
        name = f"{'abcdefghij'[number % 10]}{'klmnopqrst'[number // 10 % 10]}{'uvwxyz'[number % 6]}"
        mark, day = f"{number * 7919 % 1_000_000:06d}", f"19{number % 90 + 10}0{number % 9 + 1}11"
        rows.append(f"{number}, {name}, {number % 50}, {day}, {mark}")
        slip = {0: (name + "x", day, mark), 1: (name, "", mark), 2: (name, day, mark[:-1] + "x")}[number % 3]
        rows.append(f"{number}, {slip[0]}, {number % 50}, {slip[1]}, {slip[2]}")
    file = parse(BOATS, "boats.toml")
    model, records = linkage_model(file), read_records([csv(tmp_path / "boats.csv", *rows)], file)

    trained = adopted(model, train(model, table_of(records.cleaned, model), version="1"))

    with duckdb.connect() as connection:
        found = engine.link(connection, connection.from_arrow(records.cleaned), trained)
    assert evaluate(found.memberships, records.truth).f1 > 0.98
