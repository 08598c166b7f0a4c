"""What numpy must be told of the processor before it is imported.

AMD's Zen 4 runs the AVX-512 instruction that numpy's sort packs its numbers with (VPCOMPRESSQ to memory) in microcode:
a sort takes five times as long as with AVX2, 51 against 10 nanoseconds a number here, and sorting is what blocking
does.  numpy reads the variable at its import; whoever has set it, or has imported numpy already, is left alone.
"""

import os
import sys
from pathlib import Path

_VARIABLE, _AVX512 = "NPY_DISABLE_CPU_FEATURES", "X86_V4"


def prefer_quick_sort(cpuinfo: Path = Path("/proc/cpuinfo")) -> None:
    """Leave AVX-512 out of numpy on a Zen 4, for this process and those that it starts."""
    if "numpy" not in sys.modules and _is_zen4(cpuinfo):
        os.environ.setdefault(_VARIABLE, _AVX512)


def _is_zen4(cpuinfo: Path) -> bool:
    """Family 25 is Zen 3, which has no AVX-512, and Zen 4, which has."""
    try:
        lines = cpuinfo.read_text(encoding="ascii", errors="replace").split("\n\n")[0].splitlines()
    except OSError:
        return False
    facts = {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    family = (facts.get("vendor_id"), facts.get("cpu family"))
    return family == ("AuthenticAMD", "25") and "avx512f" in facts.get("flags", "").split()
