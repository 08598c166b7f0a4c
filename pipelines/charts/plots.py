"""Charts of the evaluation: lines, columns, columns mirrored at the base line, and bars in rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from pipelines.charts.frame import HEIGHT, WIDTH, Frame, Key, Mark, legend
from pipelines.charts.svg import Scale, drawing, element, hint, label

Point = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """A named line through points in ascending order of x."""

    name: str
    colour: str
    points: Sequence[Point]
    is_dashed: bool = False
    dots: bool = False


@dataclass(frozen=True)
class Column:
    """Values at one place of the x axis, one a series."""

    at: float
    name: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class Row:
    """A bar in a row: from 0 to its value, to the left where it is negative."""

    name: str
    value: float
    words: str
    colour: str


def lines(title: str, frame: Frame, found: Sequence[Line], marks: Sequence[Mark] = ()) -> str:
    """Lines over one x axis."""
    drawn = [frame.grid(), frame.marks(marks)]
    for line in found:
        places = " ".join(f"{frame.x(x):.1f},{frame.y(y):.1f}" for x, y in line.points)
        dashes = {"stroke_dasharray": "5 4"} if line.is_dashed else {}
        drawn.append(element("polyline", points=places, fill="none", stroke=line.colour, stroke_width=2.2, **dashes))
        drawn += [_dot(frame, line, x, y) for x, y in line.points]
    return legend([Key(line.name, line.colour, line.is_dashed) for line in found]) + drawing(
        WIDTH, HEIGHT, title, *drawn
    )


def _dot(frame: Frame, line: Line, x: float, y: float) -> str:
    words = f"{line.name}: {frame.y_axis.write(y)} at {frame.x_axis.write(x)}"
    radius = 3.2 if line.dots else 5
    shown = {"fill": line.colour} if line.dots else {"fill": "transparent"}
    return element("circle", hint(words), cx=frame.x(x), cy=frame.y(y), r=radius, **shown)


def columns(title: str, frame: Frame, found: Sequence[Column], keys: Sequence[Key]) -> str:
    """Columns beside each other, a colour a series; the x axis names them."""
    slot = (frame.x.end - frame.x.start) / max(len(found), 1)
    wide = slot * 0.78 / len(keys)
    every = max(len(found) // 12, 1)
    drawn = [_across(frame)]
    for number, column in enumerate(found):
        left = frame.x.start + slot * number + slot * 0.11
        for series, (value, key) in enumerate(zip(column.values, keys, strict=True)):
            top = frame.y(value)
            words = f"{column.name}, {key.name}: {value:,.0f}"
            place = {"x": left + wide * series, "y": top, "width": wide, "height": frame.y.start - top}
            drawn.append(element("rect", hint(words), fill=key.colour, rx=1.5, **place))
        if number % every == 0:
            drawn.append(label(left + slot * 0.39, frame.y.start + 18, column.name))
    return legend(keys) + drawing(WIDTH, HEIGHT, title, *drawn, frame.titles())


def _across(frame: Frame) -> str:
    found = [
        element("line", x1=frame.x.start, x2=frame.x.end, y1=frame.y(tick), y2=frame.y(tick), class_="grid")
        + label(frame.x.start - 7, frame.y(tick) + 4, frame.y_axis.write(tick), "end")
        for tick in frame.y.ticks()
    ]
    base = element("line", x1=frame.x.start, x2=frame.x.end, y1=frame.y.start, y2=frame.y.start, class_="axis")
    return "".join(found) + base


def mirrored(title: str, frame: Frame, found: Sequence[Column], keys: tuple[Key, Key], marks: Sequence[Mark]) -> str:
    """Two series on one logarithmic scale, the first upwards from the middle, the second downwards.

    Columns stand on the x axis from their place to one further.
    """
    middle = (frame.y.start + frame.y.end) / 2
    up = Scale(0, frame.y_axis.high, middle, frame.y.end, is_log=True)
    wide = frame.x(frame.x.low + 1) - frame.x.start
    drawn = [_both_ways(frame, up, middle), frame.x_ticks(), frame.titles(), frame.marks(marks)]
    for column in found:
        for value, key, sign in zip(column.values, keys, (1, -1), strict=True):
            if value:
                height = middle - up(value)
                place = {"x": frame.x(column.at), "y": middle - height if sign > 0 else middle, "height": height}
                words = f"{column.name}: {key.name} {value:,.0f}"
                drawn.append(element("rect", hint(words), width=wide * 0.9, fill=key.colour, **place))
    drawn.append(element("line", x1=frame.x.start, x2=frame.x.end, y1=middle, y2=middle, class_="axis"))
    return legend(keys) + drawing(WIDTH, HEIGHT, title, *drawn)


def _both_ways(frame: Frame, up: Scale, middle: float) -> str:
    found = []
    for tick in up.ticks(3):
        for y in (up(tick), 2 * middle - up(tick)):
            found.append(element("line", x1=frame.x.start, x2=frame.x.end, y1=y, y2=y, class_="grid"))
            found.append(label(frame.x.start - 7, y + 4, frame.y_axis.write(tick), "end"))
    return "".join(found)


def bars(found: Sequence[Row], low: float, high: float) -> str:
    """Bars in rows between `low` (0 or below) and `high`; HTML, so that names stay readable on a narrow screen."""
    return f'<div class="bars">{"".join(_bar(row, low, high) for row in found)}</div>'


def _bar(row: Row, low: float, high: float) -> str:
    whole = (high - low) or 1.0
    left, right = (min(row.value, 0.0) - low) / whole, (max(row.value, 0.0) - low) / whole
    zero = f'<b style="left:{-low / whole:.2%}"></b>' if low < 0 else ""
    bar = f'<i style="left:{left:.2%};width:{max(right - left, 0.002):.2%};background:{row.colour}"></i>'
    return (
        f'<div class="row"><span class="name">{escape(row.name)}</span>'
        f'<span class="track">{zero}{bar}</span><span class="value">{escape(row.words)}</span></div>'
    )


def pairs_of_bars(rows: Sequence[tuple[str, float, float]], keys: tuple[Key, Key]) -> str:
    """Two shares a row, the first to the left of the middle and the second to the right."""
    drawn = []
    for name, one, other in rows:
        left = f'<i style="right:0;width:{one:.2%};background:{keys[0].colour}" title="{keys[0].name} {one:.3g}"></i>'
        right = (
            f'<i style="left:0;width:{other:.2%};background:{keys[1].colour}" title="{keys[1].name} {other:.3g}"></i>'
        )
        drawn.append(
            f'<div class="row two"><span class="name">{escape(name)}</span><span class="value">{_share(one)}</span>'
            f'<span class="track">{left}</span><span class="track">{right}</span>'
            f'<span class="value">{_share(other)}</span></div>'
        )
    return legend(keys) + f'<div class="bars">{"".join(drawn)}</div>'


def _share(value: float) -> str:
    return f"{value:.1%}" if value >= 0.001 else f"{value:.0e}"
