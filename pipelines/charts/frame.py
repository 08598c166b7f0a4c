"""The frame of a chart: axes with ticks and titles, grid lines, marks, a legend."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipelines.charts.svg import Scale, element, label

WIDTH, HEIGHT = 520.0, 300.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 58.0, 14.0, 34.0, 48.0


@dataclass(frozen=True)
class Axis:
    """From where to where, what stands beside it, and how a value is written."""

    low: float
    high: float
    title: str
    write: Callable[[float], str] = "{:g}".format
    is_log: bool = False


@dataclass(frozen=True)
class Mark:
    """A line across the chart at a value of the x axis, named at its top."""

    at: float
    name: str


@dataclass(frozen=True)
class Key:
    """One entry of the legend."""

    name: str
    colour: str
    is_dashed: bool = False


@dataclass(frozen=True)
class Frame:
    """The place between the axes."""

    x_axis: Axis
    y_axis: Axis

    @property
    def x(self) -> Scale:
        return Scale(self.x_axis.low, self.x_axis.high, _LEFT, WIDTH - _RIGHT, self.x_axis.is_log)

    @property
    def y(self) -> Scale:
        return Scale(self.y_axis.low, self.y_axis.high, HEIGHT - _BOTTOM, _TOP, self.y_axis.is_log)

    def grid(self) -> str:
        """Lines, ticks and titles of both axes."""
        across = [
            _line(_LEFT, self.y(tick), WIDTH - _RIGHT, self.y(tick), "grid")
            + label(_LEFT - 7, self.y(tick) + 4, self.y_axis.write(tick), "end")
            for tick in self.y.ticks()
        ]
        return "".join(across) + self.x_ticks() + self.titles()

    def x_ticks(self) -> str:
        """The ticks of the x axis and its base line."""
        ticks = [label(self.x(tick), HEIGHT - _BOTTOM + 18, self.x_axis.write(tick)) for tick in self.x.ticks(6)]
        return "".join(ticks) + _line(_LEFT, HEIGHT - _BOTTOM, WIDTH - _RIGHT, HEIGHT - _BOTTOM, "axis")

    def titles(self) -> str:
        """What the axes show."""
        middle = (_TOP + HEIGHT - _BOTTOM) / 2
        return label((_LEFT + WIDTH - _RIGHT) / 2, HEIGHT - 8, self.x_axis.title, class_="axis-title") + element(
            "g",
            label(0, 0, self.y_axis.title, class_="axis-title upright"),
            transform=f"translate(13 {middle:.0f}) rotate(-90)",
        )

    def marks(self, marks: Sequence[Mark]) -> str:
        """Dashed lines from top to bottom; names beside each other do not collide."""
        ordered = sorted(marks, key=lambda mark: mark.at)
        drawn = []
        for number, mark in enumerate(ordered):
            x = self.x(mark.at)
            is_last = number == len(ordered) - 1
            drawn.append(_line(x, _TOP - 6, x, HEIGHT - _BOTTOM, "mark"))
            drawn.append(
                label(x + (4 if is_last else -4), _TOP - 9, mark.name, "start" if is_last else "end", "mark-name")
            )
        return "".join(drawn)


def legend(keys: Sequence[Key]) -> str:
    """The legend as HTML, above the drawing."""
    items = "".join(f'<span class="key"><i style="{_swatch(key)}"></i>{key.name}</span>' for key in keys)
    return f'<div class="legend">{items}</div>'


def _swatch(key: Key) -> str:
    return f"border-top:3px dashed {key.colour};height:0" if key.is_dashed else f"background:{key.colour}"


def _line(x1: float, y1: float, x2: float, y2: float, class_: str) -> str:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)
