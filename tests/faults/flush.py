"""Whether each edit is on the disk before it is acknowledged, as strace sees it: a power cut takes what is not."""

import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_SAID = re.compile(r'write\(1, "(intend|done|ready)')


def can_trace() -> bool:
    """Whether strace is here and may trace."""
    command = ["strace", "-f", "-o", "/dev/null", "true"]
    return shutil.which("strace") is not None and subprocess.run(command, check=False).returncode == 0


def run(folder: Path, edits: int, *, fault: str = "") -> dict[str, int]:
    """Of so many acknowledged edits, how many were not flushed between their commit and the acknowledgement."""
    log = folder / f"{fault or 'sound'}.strace"
    path = folder / f"{fault or 'sound'}.briefing"
    trace = ["strace", "-f", "-qq", "-e", "trace=write,fsync,fdatasync", "-o", str(log)]
    command = [
        *trace,
        sys.executable,
        "-m",
        "tests.faults.writer",
        str(path),
        "1",
        fault,
        "import_articles,edit_lines,undo,redo",
    ]
    # what the writer says when its listener goes away is of no interest
    listening = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=ROOT, text=True, **listening) as writer:
        assert writer.stdout
        left = edits
        for line in writer.stdout:
            left -= line.startswith("done")
            if left == 0:
                # strace ends its child with itself
                writer.send_signal(signal.SIGTERM)
                break
    return _judge(log.read_text(encoding="utf-8", errors="replace"), edits)


def _judge(log: str, edits: int) -> dict[str, int]:
    acknowledged, unflushed, is_flushed = 0, 0, False
    for line in log.splitlines():
        said = _SAID.search(line)
        if "fsync(" in line or "fdatasync(" in line:
            is_flushed = True
        elif said and said[1] == "intend":
            is_flushed = False
        elif said and said[1] == "done" and acknowledged < edits:
            acknowledged += 1
            unflushed += not is_flushed
    return {"acknowledged": acknowledged, "unflushed": unflushed}
