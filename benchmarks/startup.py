"""How soon licet answers: importing it, and one check as a whole process. Medians of whole processes.

python benchmarks/startup.py [--runs 9]
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
ORDER = ROOT / "examples/zte/period-5-denied.yaml"


def seconds(command: list[str], runs: int, expect: set[int]) -> list[float]:
    """Wall seconds of a command, `runs` times, after one run that is not counted."""
    found = []
    with tempfile.TemporaryDirectory() as data:
        for turn in range(runs + 1):
            start = time.perf_counter()
            done = subprocess.run(command, capture_output=True, check=False, env={"LICET_DATA": data, "PATH": "/usr/bin:/bin"})
            took = time.perf_counter() - start
            if done.returncode not in expect:
                sys.exit(f"{' '.join(command)} exited {done.returncode}\n{done.stderr.decode()}")
            if turn:
                found.append(took)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    python = sys.executable
    bare = statistics.median(seconds([python, "-c", "pass"], runs, {0}))
    imported = statistics.median(seconds([python, "-c", "import licet"], runs, {0}))
    checked = statistics.median(seconds([python, "-m", "licet", "check", str(ORDER), "--json"], runs, {4}))
    print(f"import licet            {1000 * (imported - bare):7.1f} ms above a bare interpreter's {1000 * bare:.0f} ms   (bar: 150 ms)")
    print(f"licet check, one order  {1000 * checked:7.1f} ms as a whole process                      (bar: 600 ms)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
