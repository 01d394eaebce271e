"""Power cuts: a writer works on a disk whose power goes, and what it acknowledged must be there afterwards."""

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.faults.disks import powered_disk
from tests.faults.kill import ROOT, Outcome, judge, state_of

VERBS = "import_articles,edit_lines,correct,trash,delete,undo,redo,bring_in"
_MEGABYTES = 64


def run(folder: Path, cuts: int, *, seed: int = 1, fault: str = "") -> list[Outcome]:
    """So many power cuts, each on a fresh disk."""
    return [cut_once(folder / f"{fault or 'sound'}-{n}", random.Random(seed * 1000 + n), fault) for n in range(cuts)]


def cut_once(folder: Path, chance: random.Random, fault: str = "") -> Outcome:
    """Let a writer work, cut the power after some acknowledged edits, connect the disk again and look."""
    folder.mkdir(parents=True)
    with powered_disk(folder / "disk", _MEGABYTES) as disk:
        path = disk.folder / "library.briefing"
        before = state_of(path)
        subprocess.run(["sync", "-f", str(disk.folder)], check=True)
        lines = _work_until_cut(disk.cut, path, chance, fault)
        disk.disconnect()
        disk.connect()
        # what is left is looked at elsewhere, with its log
        for file in disk.folder.glob("library.briefing*"):
            if file.is_file():
                shutil.copy(file, folder)
    outcome = judge(folder / path.name, before, lines)
    shutil.rmtree(folder)
    return outcome


def _work_until_cut(cut: Callable[[], None], path: Path, chance: random.Random, fault: str) -> list[list[str]]:
    command = [sys.executable, "-m", "tests.faults.writer", str(path), str(chance.randrange(10**6)), fault, VERBS]
    left = chance.randrange(2, 15)
    lines = []
    # what the writer says of its disk when that is gone is of no interest
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as writer:
        assert writer.stdout
        for line in writer.stdout:
            lines.append(line.rstrip("\n").split("\t"))
            left -= lines[-1][0] == "done"
            if left == 0:
                cut()
                writer.kill()
                break
        # what it had said by then and nobody had heard yet
        lines += [line.rstrip("\n").split("\t") for line in writer.stdout if line.endswith("\n")]
    return lines
