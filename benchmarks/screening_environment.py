"""The Python that runs the peer: nomenklatura in an environment of its own, made once in the user's cache folder."""

import subprocess
import sys
from pathlib import Path

from platformdirs import user_cache_path

PEER = "nomenklatura==4.17.0"


def peer_python(given: str | None = None) -> str | None:
    """A Python with the peer: the one given, else that of the cache folder, made when it is missing; None when it can't be.

    Installing compiles pyicu, which needs a compiler, libicu-dev and pkg-config.
    """
    if given:
        return given if Path(given).exists() else _without(f"{given} is not there")
    # Not in the cache of licet itself, which lets go of what older versions left there.
    folder = user_cache_path("licet-benchmarks", appauthor=False) / "peers" / PEER.replace("==", "-")
    python, done = folder / "bin" / "python", folder / "installed"
    if done.exists():
        return str(python)
    print(f"installing {PEER} into {folder}", flush=True)
    for command in ([sys.executable, "-m", "venv", str(folder)], [str(python), "-m", "pip", "install", "--quiet", PEER, "duckdb"]):
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode:
            return _without((run.stderr.strip().splitlines() or ["no reason given"])[-1])
    done.touch()
    return str(python)


def _without(reason: str) -> None:
    print(f"the peer is left out: {reason}", flush=True)
