"""教育 中小学生学籍系统: pupils, one workbook a school and term, each with its own order of columns."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import numpy as np

from connectors.demo import describe, text
from connectors.demo.delivery import DemoSystem, Rhythm, Table, Way
from connectors.demo.dice import Dice, Ints
from connectors.demo.habits import Habits
from connectors.demo.text import Texts
from connectors.demo.truth import Mentions, person_entity
from connectors.demo.world import World
from connectors.demo.writers import workbook
from connectors.demo.writers.workbook import Cell, Sheet

ROWS, SCHOOLS = 100_000, 90
TERM = "2023-2024-2"


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    own, dice, people = habits.education, world.dice("education_students"), world.people
    age, local = people.age(), world.residents()
    pupils = local[(age[local] >= 6) & (age[local] < 18)]
    late = world.newcomers(dice("which"), 0.8)
    late = late[(age[late] >= 6) & (age[late] < 18)]
    person = np.concatenate([np.sort(dice("which").sample(pupils, world.grown(ROWS))), late])
    person = person[~np.isin(person, world.departed())]
    seen = describe.describe_people(world, person, person, own.person, dice)
    home = describe.homes_of(world, person, person, own.person, dice)
    address = world.writer.write(home, person, own.address, dice("address"))
    guardian = np.where(people.mother[person] >= 0, people.mother[person], people.father[person])
    guardian = np.where(guardian >= 0, guardian, people.head[person])
    school, name = _schools(world, person, home, dice("schools"))
    key = _registers(seen.resident_id, person, people.resident_id, dice)
    order = np.lexsort((person, school))
    columns = {
        "学籍号": key,
        "姓名": seen.name,
        "性别": text.pick(["男", "女"], seen.sex - 1),
        "出生日期": _births(seen.birth, school, dice),
        "身份证件号": seen.resident_id,
        "监护人": people.name.take(guardian),
        "监护人电话": seen.phone,
        "家庭住址": address.text,
        "学校": name,
    }
    columns = {title: column.take(order) for title, column in columns.items()}
    ordered = key.take(order)
    mentions = (
        Mentions("person", ordered, "姓名", person_entity(person[order])),
        Mentions("address", ordered, "家庭住址", address.entity.take(order), address.dwelling.take(order)),
    )
    return (Table("xj", ("学籍号",), columns, mentions),)


def _registers(shown: Texts, person: Ints, true: Texts, dice: Dice) -> Texts:
    """'G' and the id number; 'L' and a number of the school's own for who has shown none."""
    own = text.join("L330110", text.numbers(person, 12))
    return text.where(text.filled(shown), text.join("G", true.take(person)), own)


def _schools(world: World, person: Ints, home: Ints, dice: Dice) -> tuple[Ints, Texts]:
    """School by number and name, near home and by age."""
    count = int(np.clip(round(SCHOOLS * world.scale**0.5), 3, SCHOOLS))
    street = world.ground.sites.street[world.ground.addresses.site[home]]
    stage = np.select([world.people.age()[person] < 12, world.people.age()[person] < 15], [0, 1], 2)
    school = (street * 7 + stage * 31 + dice.integer(person, 0, 2)) % count
    kinds = ("小学", "实验学校", "中学", "第二小学", "外国语学校")
    names = [f"杭州市余杭区{short}{kind}" for kind in kinds for short in world.ground.streets.short.to_pylist()]
    return school, text.pick(names, school)


def _births(birth: Texts, school: Ints, dice: Dice) -> Texts:
    """As the school writes it: 20080901, '2008-09-01', or 'd…' for a real date."""
    form = dice("form").integer(school, 0, 3)
    dashed = text.groups(birth, (4, 2, 2), "-")
    return text.where(form == 0, birth, text.where(form == 1, dashed, text.join("d", dashed)))


def _cell(value: str, title: str) -> Cell:
    if title != "出生日期" or not value.startswith("d"):
        return value
    try:
        return datetime.fromisoformat(value[1:])
    except ValueError:
        # A month and day exchanged by mistake are no date to Excel either.
        return value[1:]


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    columns = {title: column.to_pylist() for title, column in tables[0].columns.items()}
    titles = list(columns)
    starts = [0, *(row for row in range(1, tables[0].rows) if columns["学校"][row] != columns["学校"][row - 1])]
    (folder / "xj").mkdir(exist_ok=True)
    written: set[Path] = set()
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], tables[0].rows], strict=True)):
        order = np.argsort(Dice(number, "columns").bits(np.arange(len(titles))))
        header = [titles[place] for place in order] if number % 3 else titles
        rows = [[_cell(columns[title][row], title) for title in header] for row in range(start, end)]
        sheet = Sheet("学籍", header, rows, date_formats={"出生日期": "yyyy/m/d"})
        path = folder / "xj" / f"{columns['学校'][start]}_{TERM}.xlsx"
        workbook.write(path, [sheet])
        written.add(path)
    # A school whose last pupil has gone hands in nothing any more.
    for path in set((folder / "xj").iterdir()) - written:
        path.unlink()


SYSTEM = DemoSystem("education_students", Way.DROP, _describe, _write, Rhythm.MONTHLY)
