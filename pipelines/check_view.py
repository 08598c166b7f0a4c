"""What `hub systems check` found, as a person reads it: a line a step, and what is behind the first rows."""

from collections.abc import Iterator

from rich.padding import Padding
from rich.text import Text

from connectors.trial import Trial
from pipelines.console import screen
from pipelines.system_check import Step

_INDENT = 4


def show(step: Step) -> None:
    """One step, at once, so that a slow one is seen to be slow."""
    console = screen()
    mark = ("✓ ", "green") if step.is_well else ("✗ ", "red")
    subject = step.what if step.table is None else f"{step.table}, {step.what}"
    console.print(Text.assemble(mark, (subject, "bold"), (f" {step.seconds:.1f} s", "dim"), f"  {step.finding}"))
    lines = [*(_behind(step.trial) if step.trial else ()), *((f"next: {step.next_step}",) if step.next_step else ())]
    for line in lines:
        console.print(Padding(Text(line), (0, 0, 0, _INDENT), expand=False))


def _behind(trial: Trial) -> Iterator[str]:
    for reason, count in trial.kept_apart.items():
        yield f"{count} rows kept apart: {reason}"
    for each in trial.refused:
        filled = trial.filled.get(each.column, each.values)
        yield f"{each.values} of {filled} values of {each.column} refused: {each.rule}"
    if trial.rows and trial.blank:
        yield f"blank in every row: {', '.join(trial.blank)}"
