"""How fast documents are read, on one core, and a batch of many that is killed and goes on.

```text
python benchmarks/documents.py --speed            # characters a second by processor time, growth with length, odd documents
python benchmarks/documents.py --batch 10000      # a batch read whole, and again with a kill -9 in the middle
```

Press articles are made by `benchmarks/press.py`; the regulation's own text stands for official documents. Times are processor
time of one process, the least of three passes, after one document to warm up.
"""

from __future__ import annotations

import gzip
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path

from licet.casefile.case import build_case
from licet.casefile.reading import read_text
from press import article, articles

SHARED = Path(__file__).resolve().parents[2] / "shared"
REGULATION = SHARED / "data" / "ear" / "text" / "title-15-chapter-VII-parts-745-799-2025-01.md.gz"
PRESS = SHARED / "reference" / "documents"


def seconds(documents: Sequence[str], passes: int = 3) -> float:
    """Processor time for reading documents: the sum of the least time of each."""
    least = [float("inf")] * len(documents)
    for _ in range(passes):
        for at, document in enumerate(documents):
            started = time.process_time()
            read_text(document)
            least[at] = min(least[at], time.process_time() - started)
    return sum(least)


def bodies() -> dict[str, list[str]]:
    """Texts to read, by what they are; those of the shared folder only where it is there."""
    found = {"press, articles of 2 to 8 KB": articles(400_000)}
    if PRESS.exists():
        found["press, five annotated articles"] = [path.read_text("utf-8") for path in sorted(PRESS.glob("*.txt"))]
    if REGULATION.exists():
        text = gzip.decompress(REGULATION.read_bytes()).decode("utf-8")
        found["official, pieces of 20 KB"] = [text[at : at + 20_000] for at in range(0, 400_000, 20_000)]
        found["official, one text"] = [text]
    return found


def speed() -> None:
    """Print megabytes (a character is one) a second of processor time, and how time grows with length."""
    read_text(article(random.Random(1)))
    for name, documents in bodies().items():
        size = sum(map(len, documents))
        print(f"{name:34} {size:9,} characters  {size / seconds(documents) / 1e6:.2f} MB/s")
    whole = "\n".join(articles(4_000_000, seed=5))
    for size in (10_000, 100_000, 1_000_000, 4_000_000):
        spent = seconds([whole[:size]], passes=1 if size > 100_000 else 3)
        print(f"one text of {size:9,} characters {spent:8.2f} s  {size / spent / 1e6:.2f} MB/s")
    bounds()


ODD = {"words in quotation marks": '"a" ', "words in single marks": "'a b' ", "a name without end": "Bank of ", "initials": "J. ", "he said": '"Bad." he said. ',
       "one act again and again": "The Commerce Department banned exports to Acme Corp. ", "white space": "\u00a0"}  # fmt: skip


def bounds() -> None:
    """Print what documents nobody writes cost, and a case of one long document."""
    for name, shape in ODD.items():
        print(f"100,000 characters: {name:26} {seconds([(shape * 100_000)[:100_000]], passes=1):8.2f} s")
    for size in (100_000, 400_000, 800_000):
        reading = read_text("\n".join(articles(size, seed=5))[:size])
        started = time.process_time()
        build_case([reading]).as_dict()
        print(f"case of one document of {size:,} characters {time.process_time() - started:8.2f} s")


def batch(count: int) -> int:
    """Read `count` files whole, then again with a kill in the middle; 1 when the two differ in a byte.

    Prints seconds and the largest memory of a process. One file in a hundred cannot be read, so that problems are compared too.
    """
    with tempfile.TemporaryDirectory(prefix="licet-batch-") as name:
        folder = Path(name)
        _write_files(folder / "in", count)
        size = sum(path.stat().st_size for path in (folder / "in").iterdir())
        print(f"{count:,} files, {size / 1e6:.1f} MB")
        spent, memory, report = _run(folder, "whole")
        print(f"whole    {spent:7.1f} s, at most {memory} MB a process: {report}")
        killed = _kill_halfway(folder, "killed", count // 2)
        print(f"killed   with {killed:,} files done")
        spent, memory, report = _run(folder, "killed")
        print(f"resumed  {spent:7.1f} s, at most {memory} MB a process: {report}")
        whole, resumed = (_contents(folder / name) for name in ("whole", "killed"))
        differ = [file for file in whole.keys() | resumed.keys() if whole.get(file) != resumed.get(file)]
        print(f"{len(whole):,} readings, {len(differ)} differ")
        return int(bool(differ))


def _write_files(folder: Path, count: int) -> None:
    folder.mkdir()
    made = random.Random(10_000)
    for number in range(count):
        text = article(made, made.randint(3, 9))
        if number % 100 == 99:
            (folder / f"{number:05}.txt").write_bytes(b"")
        elif number % 10 == 3:
            paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n\n"))
            (folder / f"{number:05}.html").write_text(f"<!doctype html><html><body>{paragraphs}</body></html>", "utf-8")
        elif number % 10 == 7:
            message = EmailMessage()
            message["From"], message["Subject"], message["MIME-Version"] = "desk@example.org", f"No. {number}", "1.0"
            message.set_content(text)
            (folder / f"{number:05}.eml").write_bytes(message.as_bytes())
        else:
            (folder / f"{number:05}.txt").write_text(text, "utf-8")


def _command(folder: Path, out: str) -> list[str]:
    code = "import sys; from licet.cli import main; sys.exit(main())"
    return [sys.executable, "-c", code, "case", "read", str(folder / "in"), "--batch", str(folder / out), "--json", "--quiet"]


def _run(folder: Path, out: str) -> tuple[float, int, str]:
    started = time.perf_counter()
    process = subprocess.Popen(_command(folder, out), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    most = 0
    while process.poll() is None:
        most = max(most, *(_resident(pid) for pid in (process.pid, *_children(process.pid))))
        time.sleep(0.2)
    spent = time.perf_counter() - started
    assert process.stdout is not None
    report = json.loads(process.stdout.read())
    told = f"{report['read']:,} read, {report['resumed']:,} already there, {report['failed']:,} not read, exit code {process.returncode}"
    return spent, most // 1024, told


def _kill_halfway(folder: Path, out: str, count: int) -> int:
    process = subprocess.Popen(_command(folder, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and len(list((folder / out).glob("*.json"))) < count:
        time.sleep(0.2)
    readers = _children(process.pid)
    process.send_signal(signal.SIGKILL)
    process.wait()
    until = time.monotonic() + 30
    while any(_resident(pid) for pid in readers) and time.monotonic() < until:
        time.sleep(0.1)
    left = [pid for pid in readers if _resident(pid)]
    if left:
        print(f"readers {left} outlived the killed process")
    return len(list((folder / out).glob("*.json")))


def _children(pid: int) -> list[int]:
    """Processes started by one (Linux)."""
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    try:
        return [int(child) for child in listed.read_text().split()]
    except OSError:
        return []


def _resident(pid: int) -> int:
    """Resident memory of a process in KB; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)


def _contents(folder: Path) -> dict[str, bytes]:
    """Readings by name; the report tells how a run went and may differ."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "batch.json"}
