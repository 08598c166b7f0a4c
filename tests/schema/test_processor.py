"""numpy is told to sort without AVX-512 where that is slow, and nowhere else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ZEN4 = "processor : 0\nvendor_id : AuthenticAMD\ncpu family : 25\nflags : fpu avx2 avx512f\n\nprocessor : 1\n"
ZEN3, ZEN5, INTEL = (
    ZEN4.replace(" avx512f", ""),
    ZEN4.replace(": 25", ": 26"),
    ZEN4.replace("AuthenticAMD", "GenuineIntel").replace(": 25", ": 6"),
)
ASKING = "import os; from pathlib import Path; from schema.processor import prefer_quick_sort as prefer; "
TELLING = "print(os.environ.get('NPY_DISABLE_CPU_FEATURES'), end='')"


def told(cpuinfo: Path, before: str = "pass", **environment: str) -> str:
    """What the variable is after asking, in a new interpreter."""
    code = f"{before}; {ASKING}prefer(Path({str(cpuinfo)!r})); {TELLING}"
    clean = {name: value for name, value in os.environ.items() if name != "NPY_DISABLE_CPU_FEATURES"}
    run = subprocess.run(
        [sys.executable, "-c", code], env=clean | environment, capture_output=True, text=True, check=True
    )
    return run.stdout


@pytest.mark.parametrize(
    ("text", "variable"),
    [(ZEN4, "X86_V4"), (ZEN3, "None"), (ZEN5, "None"), (INTEL, "None")],
    ids=("zen 4", "zen 3", "zen 5", "intel"),
)
def test_only_zen_4_is_told(tmp_path: Path, text: str, variable: str) -> None:
    path = tmp_path / "cpuinfo"
    path.write_text(text)

    assert told(path) == variable


def test_nobody_is_overruled(tmp_path: Path) -> None:
    path = tmp_path / "cpuinfo"
    path.write_text(ZEN4)

    assert told(path, NPY_DISABLE_CPU_FEATURES="") == ""
    assert told(path, before="import numpy") == "None"
    assert told(tmp_path / "none") == "None"


def test_the_name_is_one_that_numpy_knows() -> None:
    code = "import numpy as np; print('X86_V4' in np._core._multiarray_umath.__cpu_features__)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "True"
