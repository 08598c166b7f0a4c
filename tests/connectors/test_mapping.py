"""Batches become relations: exact rows for small deliveries, and every row accounted for."""

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb

from connectors.source import (
    AddressMap,
    Coded,
    Csv,
    Each,
    EmploymentLink,
    EnterpriseMap,
    FireIncidentMap,
    Other,
    OwnershipLink,
    PersonMap,
    PremisesLink,
    RepresentationLink,
    ResidenceLink,
    Table,
    Unless,
    When,
    looks_like_enterprise,
)
from schema.records import Person
from schema.relations import attributes
from tests.connectors import toy
from tests.connectors.mapped import counts, identity, mapped, said
from tests.connectors.toy import Hub

MENTION = ("record_id", "system", "table_name", "source_key", "field", "batch_id", "observed_at")


def test_a_row_becomes_records_with_ids_from_its_raw_key(tmp_path: Path) -> None:
    hub, result = mapped(tmp_path, toy.people(), "编号,姓名,电话", " 7 ,张 三,13957163842", "8,李四,12345")
    assert counts(result) == (2, 0, 2, 0, 0, 1)
    first, second = sorted(hub.relation(result, "person"), key=lambda row: row["source_key"])
    assert {name: first[name] for name in (*MENTION, "name", "phones")} == {
        "record_id": identity("7", "姓名"),
        "system": "toy",
        "table_name": "people",
        "source_key": "7",
        "field": "姓名",
        "batch_id": "toy.people.000001",
        "observed_at": datetime.fromisoformat("2024-01-05"),
        "name": "张三",
        "phones": ["13957163842"],
    }
    assert second["phones"] is None
    (rejection,) = hub.relation(result, "rejection")
    assert rejection["rule"].startswith("phone.")
    assert {name: rejection[name] for name in ("system", "table_name", "source_key", "field", "column")} == {
        "system": "toy", "table_name": "people", "source_key": "8", "field": "姓名", "column": "电话",
    }  # fmt: skip


def test_relations_have_the_columns_and_types_of_the_records_sorted_by_id(tmp_path: Path) -> None:
    hub, result = mapped(tmp_path, toy.people(), "编号,姓名,电话", *(f"{n},张三{n},13957163842" for n in range(50)))
    with duckdb.connect() as connection:
        file = hub.home / result.folder / "person.parquet"
        described = connection.execute(f"DESCRIBE SELECT * FROM '{file}'").fetchall()
    assert [row[:2] for row in described] == [(a.name, a.duckdb_type) for a in attributes(Person)]
    ids = [row["record_id"] for row in hub.relation(result, "person")]
    assert ids == sorted(ids)


def test_rows_without_a_key_and_repeated_keys_go_to_quarantine(tmp_path: Path) -> None:
    hub, result = mapped(
        tmp_path,
        toy.people(),
        "编号,姓名,电话",
        "1,张三,",
        "\u3000,无键,",
        "1,张三,",
        "2,李四,",
        "2,李四四,",
        "1,张三,",
    )
    assert counts(result) == (6, 0, 2, 4, 0, 0)
    assert said(hub.relation(result, "person"), "source_key", "name") == [("1", "张三"), ("2", "李四四")]
    assert hub.relation(result, "quarantine") == [
        {"row_number": 1, "source_key": "1", "reason": "row.repeated"},
        {"row_number": 2, "source_key": None, "reason": "key.missing"},
        {"row_number": 3, "source_key": "1", "reason": "row.repeated"},
        {"row_number": 4, "source_key": "2", "reason": "key.repeated"},
    ]
    assert hub.relation(result, "touched") == []


def test_only_what_a_table_describes_is_in_every_row(tmp_path: Path) -> None:
    table = toy.people(
        records=(
            EnterpriseMap(name="单位"),
            AddressMap(text="地址", address_code="码"),
            PersonMap(name="姓名", phone="电话"),
        ),
        links=(PremisesLink(role="seat"), RepresentationLink(role="owner")),
    )
    rows = ("1,宏达公司,文一路1号,,张三,", "2,,,,,13957163842", "3,,,AB12,无,")
    hub, result = mapped(tmp_path, table, "编号,单位,地址,码,姓名,电话", *rows)
    assert said(hub.relation(result, "enterprise"), "source_key", "field") == [
        ("1", "单位"),
        ("2", "单位"),
        ("3", "单位"),
    ]
    assert said(hub.relation(result, "address"), "source_key", "address_code") == [("1", None), ("3", "AB12")]
    assert said(hub.relation(result, "person"), "source_key", "name") == [("1", "张三")]
    assert said(
        hub.relation(result, "premises"), "source_key", "field", "role", "enterprise_record_id", "address_record_id"
    ) == [
        ("1", "地址", "seat", identity("1", "单位"), identity("1", "地址")),
        ("3", "地址", "seat", identity("3", "单位"), identity("3", "地址")),
    ]
    assert said(
        hub.relation(result, "representation"), "source_key", "field", "person_record_id", "enterprise_record_id"
    ) == [("1", "姓名", identity("1", "姓名"), identity("1", "单位"))]


def test_conditions_split_a_column_between_persons_and_enterprises(tmp_path: Path) -> None:
    table = toy.people(
        records=(
            PersonMap(name="户名", when=Unless("户名", test=looks_like_enterprise)),
            EnterpriseMap(name="户名", when=When("户名", test=looks_like_enterprise)),
            AddressMap(text="地址"),
        ),
        links=(ResidenceLink(role="customer"), PremisesLink(role="customer"), OwnershipLink(role="owner")),
    )
    hub, result = mapped(
        tmp_path, table, "编号,户名,地址", "1,张三,文一路1号", "2,杭州宏达有限公司,文一路2号", "3,,文一路3号"
    )
    assert said(hub.relation(result, "person"), "source_key", "name") == [("1", "张三"), ("3", None)]
    assert said(hub.relation(result, "enterprise"), "source_key") == [("2",)]
    assert said(hub.relation(result, "residence"), "source_key") == [("1",), ("3",)]
    assert said(hub.relation(result, "ownership"), "person_record_id", "enterprise_record_id") == [
        (identity("1", "户名"), None),
        (None, identity("2", "户名")),
        (identity("3", "户名"), None),
    ]


def test_codes_are_translated_and_unknown_ones_rejected(tmp_path: Path) -> None:
    table = toy.people(records=(PersonMap(name="姓名", cancelled=Coded("注销", {"1": "true", "0": "false"})),))
    hub, result = mapped(tmp_path, table, "编号,姓名,注销", "1,张三, 1", "2,李四,0", "3,王五,", "4,赵六,9")
    assert said(hub.relation(result, "person"), "is_cancelled") == [(True,), (False,), (None,), (None,)]
    assert said(hub.relation(result, "rejection"), "source_key", "column", "rule") == [
        ("4", "注销", "cancelled.unknown_code")
    ]


def test_a_link_reaches_the_rows_of_other_tables(tmp_path: Path) -> None:
    firm = Table("firms", key=("企业", "年"), reader=Csv(), records=(EnterpriseMap(name="名称"),))
    job = toy.people(
        records=(PersonMap(name="姓名"),),
        links=(
            EmploymentLink(
                role=Coded("职", {"L": "leader", "W": "worker"}),
                enterprise=Other("firms", key=("单位", "年度")),
                from_date="起",
                link_status=Coded("态", {"1": "active", "3": "ended"}),
            ),
        ),
    )
    hub = Hub(tmp_path, toy.system(job, firm))
    header = ["编号", "姓名", "单位", "年度", "职", "起", "态", "企业", "年", "名称"]
    rows = ["1,张三,F1,2020,L,20200301,1,F1,2020,宏达公司", "2,李四,,2020,W,,3,F2,2020,远大公司"]
    toy.write_csv(hub.drop / "people_1.csv", [row.split(",") for row in rows], header)
    result = hub.map(next(batch for batch in hub.land() if batch.table_name == "people"))
    (link,) = hub.relation(result, "employment")
    assert {name: link[name] for name in ("field", "role", "from_date", "to_date", "link_status")} == {
        "field": "单位", "role": "leader", "from_date": date(2020, 3, 1), "to_date": None, "link_status": "active",
    }  # fmt: skip
    assert link["person_record_id"] == identity("1", "姓名")
    assert link["enterprise_record_id"] == identity("F1|2020", "名称", table="firms")


def test_events_name_the_place_and_the_firm_of_their_row(tmp_path: Path) -> None:
    table = toy.people(
        records=(
            FireIncidentMap(event_number="编号", death_count="亡", loss_yuan="损失", address="地址"),
            AddressMap(text="地址"),
            AddressMap(text="报警地址"),
            EnterpriseMap(name="单位"),
        )
    )
    hub, result = mapped(
        tmp_path, table, "编号,亡,损失,地址,报警地址,单位", "H1,0,3.5万元,文一路1号,文二路2号,", "H2,,,,,宏达公司"
    )
    assert said(
        hub.relation(result, "fire_incident"), "field", "event_number", "death_count", "loss_yuan",
        "address_record_id", "enterprise_record_id",
    ) == [
        ("编号", "H1", 0, Decimal("35000.00"), identity("H1", "地址"), None),
        ("编号", "H2", None, None, None, identity("H2", "单位")),
    ]  # fmt: skip


def test_elements_of_arrays_yield_mentions_of_their_own(tmp_path: Path) -> None:
    natural = ("自然人",)
    each = Each(
        "dsr",
        records=(
            PersonMap(name="mc", when=When("lx", natural)),
            EnterpriseMap(name="mc", when=Unless("lx", natural)),
            AddressMap(text="dz"),
        ),
        links=(ResidenceLink(role="stated"), PremisesLink(role="stated")),
    )
    table = toy.people(records=(), each=(each,), reader=Csv(separator="|", quoted=False))
    parties = [{"lx": "自然人", "mc": "张三", "dz": "文一路1号"}, {"lx": "法人", "mc": '宏"达公司', "dz": None}]
    hub = Hub(tmp_path, toy.system(table))
    lines = ["1|" + json.dumps(parties, ensure_ascii=False), "2|[]", "3|", "4|非数组", '5|{"mc": "x"}']
    (hub.drop / "people_1.csv").write_text("编号|dsr\n" + "\n".join(lines) + "\n", encoding="utf-8")
    result = hub.sync()
    assert said(hub.relation(result, "person"), "record_id", "field", "name") == [
        (identity("1", "dsr[0]"), "dsr[0]", "张三")
    ]
    assert said(hub.relation(result, "enterprise"), "record_id", "field") == [(identity("1", "dsr[1]"), "dsr[1]")]
    assert said(hub.relation(result, "residence"), "field", "person_record_id", "address_record_id") == [
        ("dsr[0]", identity("1", "dsr[0]"), identity("1", "dsr[0]"))
    ]
    assert hub.relation(result, "premises") == []
    assert said(hub.relation(result, "rejection"), "source_key", "column", "rule") == [
        ("4", "dsr", "array.not_an_array"),
        ("5", "dsr", "array.not_an_array"),
    ]
    assert [row["reason"] for row in hub.relation(result, "quarantine")] == ["row.says_nothing"] * 4
    assert counts(result) == (5, 0, 1, 4, 0, 2)
