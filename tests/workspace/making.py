"""Files for the imports of the tests."""

from pathlib import Path


def write_clips(folder: Path, count: int) -> Path:
    folder.mkdir()
    for n in range(count):
        (folder / f"{n:03}.txt").write_text(f"Le ministre numéro {n} a dit non. Il a dit oui.", encoding="utf-8")
    return folder
