"""The second city's databases and plain files, taken up again as rows and written as their owners write them."""

import csv
import gzip
import io
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from tests.second_city import deliver
from tests.second_city.later.desks import Row

Tables = dict[str, list[Row]]


class Store(Protocol):
    """How one system's rows lie in the folder of deliveries."""

    def read(self, folder: Path) -> Tables:
        """The newest state of every table."""
        ...

    def write(self, folder: Path, tables: Tables, day: date) -> None:
        """The next delivery; what is delivered in place is replaced."""
        ...


def newest(folder: Path, pattern: str) -> Path:
    """The last one by name."""
    return sorted(folder.glob(pattern))[-1]


@dataclass(frozen=True)
class Database:
    """Changed and new rows are written into the SQLite file."""

    file: str

    def read(self, folder: Path) -> Tables:
        with sqlite3.connect(folder / self.file) as connection:
            connection.row_factory = sqlite3.Row
            names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return {name: [dict(row) for row in connection.execute(f"SELECT * FROM {name}")] for name in names}

    def write(self, folder: Path, tables: Tables, day: date) -> None:
        before = self.read(folder)
        with sqlite3.connect(folder / self.file) as connection:
            for name, rows in tables.items():
                known = {tuple(row.values()) for row in before[name]}
                changed = [tuple(row.values()) for row in rows if tuple(row.values()) not in known]
                marks = ", ".join("?" * len(rows[0]))
                connection.executemany(f"INSERT OR REPLACE INTO {name} VALUES ({marks})", changed)
        connection.close()


@dataclass(frozen=True)
class Served:
    """Items of a service, in the order of their change."""

    file: str
    table: str

    def read(self, folder: Path) -> Tables:
        return {self.table: json.loads((folder / self.file).read_text(encoding="utf-8"))}

    def write(self, folder: Path, tables: Tables, day: date) -> None:
        items = sorted(tables[self.table], key=lambda item: str(item["gxsj"]))
        (folder / self.file).write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")


@dataclass(frozen=True)
class Separated:
    """CSV; a new file beside the old ones."""

    system: str
    table: str
    name: str
    encoding: str
    quote_all: bool = False

    def read(self, folder: Path) -> Tables:
        path = newest(folder / self.system, "*.csv")
        lines = list(csv.reader(io.StringIO(path.read_bytes().decode(self.encoding), newline="")))
        return {self.table: [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]}

    def write(self, folder: Path, tables: Tables, day: date) -> None:
        rows = tables[self.table]
        path = folder / self.system / f"{day:{self.name}}"
        deliver.csv_file(path, list(rows[0]), [list(row.values()) for row in rows], self.encoding, self.quote_all)


@dataclass(frozen=True)
class Tabbed:
    """Tab-separated, without quoting."""

    def read(self, folder: Path) -> Tables:
        lines = newest(folder / "tax_register", "*.tsv").read_text(encoding="utf-8").splitlines()
        header, *rows = (line.split("\t") for line in lines)
        return {"swdj": [dict(zip(header, row, strict=True)) for row in rows]}

    def write(self, folder: Path, tables: Tables, day: date) -> None:
        rows = tables["swdj"]
        lines = ["\t".join(rows[0]), *("\t".join(map(str, row.values())) for row in rows)]
        path = folder / "tax_register" / f"swdj_{day:%Y%m%d}.tsv"
        path.write_bytes("".join(f"{line}\n" for line in lines).encode())


@dataclass(frozen=True)
class Lines:
    """JSON lines, replaced in place or gzip'd beside the old ones."""

    system: str
    table: str
    name: str

    def read(self, folder: Path) -> Tables:
        data = newest(folder / self.system, "*.jsonl*").read_bytes()
        text = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode()
        return {self.table: [json.loads(line) for line in text.splitlines() if line]}

    def write(self, folder: Path, tables: Tables, day: date) -> None:
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in tables[self.table]).encode()
        path = folder / self.system / f"{day:{self.name}}"
        path.write_bytes(gzip.compress(text, mtime=0) if path.suffix == ".gz" else text)


@dataclass(frozen=True)
class Permits:
    """One JSON document, the other encoding than last time."""

    def _content(self, folder: Path) -> tuple[dict[str, list[Row]], str]:
        data = (folder / "ecology_sources" / "pw.json").read_bytes()
        try:
            return json.loads(data.decode()), "utf-8"
        except UnicodeDecodeError:
            return json.loads(data.decode("gb18030")), "gb18030"

    def read(self, folder: Path) -> Tables:
        return {"pw": self._content(folder)[0]["items"]}

    def write(self, folder: Path, tables: Tables, day: date) -> None:
        encoding = {"utf-8": "gb18030", "gb18030": "utf-8"}[self._content(folder)[1]]
        text = json.dumps({"date": str(day), "items": tables["pw"]}, ensure_ascii=False, indent=1)
        (folder / "ecology_sources" / "pw.json").write_bytes(text.encode(encoding))


@dataclass(frozen=True)
class Mail:
    """Parquet, replaced in place."""

    def read(self, folder: Path) -> Tables:
        return {"tddz": pq.read_table(folder / "postal_delivery" / "tddz.parquet").to_pylist()}

    def write(self, folder: Path, tables: Tables, day: date) -> None:
        path = folder / "postal_delivery" / "tddz.parquet"
        pq.write_table(pa.Table.from_pylist(tables["tddz"]), path)


@dataclass(frozen=True)
class Widths:
    """Fixed width in bytes, replaced in place; values stay bytes, since some end inside a character."""

    columns: tuple[tuple[str, int], ...] = (
        ("户号", 12), ("户名", 40), ("地址", 80), ("电话", 16), ("口径", 6), ("状态", 1),
    )  # fmt: skip

    def read(self, folder: Path) -> Tables:
        rows: list[Row] = []
        for line in (folder / "water_customers" / "ysh.txt").read_bytes().splitlines():
            row: Row = {}
            start = 0
            for name, width in self.columns:
                row[name] = line[start : start + width]
                start += width
            rows.append(row)
        return {"ysh": rows}

    def write(self, folder: Path, tables: Tables, day: date) -> None:
        path = folder / "water_customers" / "ysh.txt"
        end = b"\r\n" if b"\r\n" in path.read_bytes() else b"\n"
        lines = [b"".join(_bytes(row[name]).ljust(width) for name, width in self.columns) for row in tables["ysh"]]
        path.write_bytes(end.join(lines) + end)


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("gb18030")


@dataclass(frozen=True)
class Subscribers:
    """Files of changes: the state is what all of them together leave; the next file brings the difference."""

    columns: tuple[str, ...] = (
        "用户编号", "证件类型", "证件号码", "客户名称", "联系电话", "装机地址", "入网日期", "状态",
    )  # fmt: skip

    def read(self, folder: Path) -> Tables:
        current: dict[str, Row] = {}
        for path in sorted((folder / "telecom_subscribers").glob("*.gz")):
            for line in gzip.decompress(path.read_bytes()).decode("gb18030").splitlines():
                operation, number, *rest = line.split("|")
                current.pop(number, None)
                if operation != "D":
                    current[number] = dict(zip(self.columns, [number, *rest], strict=True))
        return {"yh": list(current.values())}

    def write(self, folder: Path, tables: Tables, day: date) -> None:
        before = {row["用户编号"]: row for row in self.read(folder)["yh"]}
        after = {row["用户编号"]: row for row in tables["yh"]}
        lines: list[Sequence[object]] = [["D", number, *[""] * 7] for number in before if number not in after]
        lines += [
            ["U" if number in before else "A", *row.values()]
            for number, row in after.items()
            if before.get(number) != row
        ]
        digest_of_text = newest(folder / "telecom_subscribers", "*.ok").read_text().split()[1].isupper()
        path = folder / "telecom_subscribers" / f"yh_{day:%Y%m%d}.txt.gz"
        deliver.gzip_lines(path, lines, digest_of_text)
