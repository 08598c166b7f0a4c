"""SVG written by hand: elements with escaped attributes, and a scale from values to places."""

from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10


def element(name: str, *children: str, **attributes: object) -> str:
    """`<name …>children</name>`; an underscore in an attribute's name stands for a dash, one behind it for nothing."""
    words = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_plain(value))}"' for key, value in attributes.items()
    )
    return f"<{name}{words}>{''.join(children)}</{name}>" if children else f"<{name}{words}/>"


def label(x: float, y: float, words: str, anchor: str = "middle", class_: str = "tick") -> str:
    """A text; its size comes from the page's style, so that a narrow screen can enlarge it."""
    return element("text", escape(words), x=x, y=y, text_anchor=anchor, class_=class_)


def hint(words: str) -> str:
    """What shows when the pointer rests on the element."""
    return element("title", escape(words))


def drawing(width: float, height: float, title: str, *children: str) -> str:
    """A drawing that takes the width it is given."""
    return element("svg", hint(title), *children, viewBox=f"0 0 {width} {height}", role="img", aria_label=title)


@dataclass(frozen=True)
class Scale:
    """Values from `low` to `high` at places from `start` to `end`; `is_log`: by powers of ten, 0 at the start."""

    low: float
    high: float
    start: float
    end: float
    is_log: bool = False

    def __call__(self, value: float) -> float:
        if not self.is_log:
            share = (value - self.low) / ((self.high - self.low) or 1.0)
        else:
            # a power of ten below the first shows that there is something, and nothing is at the start
            share = 0.0 if value <= 0 else (log10(value) + 0.5) / (log10(max(self.high, 1.0)) + 0.5)
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)

    def ticks(self, count: int = 5) -> list[float]:
        """Round values for the axis."""
        if self.is_log:
            powers = ceil(log10(max(self.high, 1.0)) + 1e-9)
            step = max(ceil(powers / count), 1)
            return [10.0**power for power in range(0, powers + 1, step) if 10.0**power <= self.high]
        width = _round_step((self.high - self.low) / count)
        first = ceil(self.low / width - 1e-9)
        return [number * width for number in range(first, floor(self.high / width + 1e-9) + 1)]


def _round_step(rough: float) -> float:
    power = 10.0 ** floor(log10(rough)) if rough > 0 else 1.0
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= rough - 1e-12)


def _plain(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
