"""An import killed at any moment (kill -9) leaves the ledger as it was before, or as it is after: never torn."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from tests.sources.reading import denied

from licet.records.ledger import Ledger
from licet.sync.imports import import_files
from licet.sync.store import open_store

RUN = """
import sys
from pathlib import Path
from licet.records.ledger import Ledger
from licet.sync.imports import import_files
from licet.sync.store import open_store
from datetime import date
print("ready", flush=True)
import_files(Ledger.open(Path(sys.argv[1])), "us_bis_dpl", [Path(sys.argv[2])], as_of=date(2024, 2, 1))
open_store(Path(sys.argv[1]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_an_import_killed_at_a_random_moment_is_whole_or_absent(seed: int, tmp_path: Path) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text(denied(300))
    second.write_text(denied(2500))
    data = tmp_path / "data"
    ledger = Ledger.open(data)
    import_files(ledger, "us_bis_dpl", [first], as_of=date(2024, 1, 1))
    before = ledger.position()
    ledger.close()
    run = subprocess.Popen([sys.executable, "-c", RUN, str(data), str(second)], stdout=subprocess.PIPE)
    assert run.stdout is not None
    run.stdout.readline()
    time.sleep(random.Random(seed).uniform(0.0, 1.5))
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    ledger = Ledger.open(data)
    vintages = ledger.vintages("us_bis_dpl")
    assert ledger.position() in (before, before + 2200)
    assert len(vintages) == (1 if ledger.position() == before else 2)
    assert sorted(row.position for row in ledger.stored()) == list(range(1, ledger.position() + 1))
    opened = open_store(data)
    assert opened is not None
    assert len(opened.store) == opened.store.position == ledger.position()
    again = import_files(ledger, "us_bis_dpl", [second], as_of=date(2024, 2, 1))
    assert again.recorded.entries == 2500
