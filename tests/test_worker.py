"""Files are read and texts analysed in real child processes: what fails there is named, and the next one goes on."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing import worker
from briefing.children import AnalysisProcess, ReadingProcess
from briefing.errors import Cancelled, UserError
from briefing.model import Imported

ARTICLE = b"La ministre a r\xc3\xa9pondu jeudi aux critiques. Elle a demand\xc3\xa9 un respect mutuel.\n"


@pytest.fixture(scope="module")
def reading() -> Iterator[ReadingProcess]:
    with ReadingProcess() as process:
        yield process


@pytest.fixture
def fragile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReadingProcess]:
    """A reading process whose importers do as a file tells them: the place of a library that a file leads astray."""
    (tmp_path / "sitecustomize.py").write_text(_ASTRAY, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with ReadingProcess(seconds=60, processor_seconds=3) as process:
        yield process


_ASTRAY = """
import sys
if sys.argv[0] == "-m" or "briefing" in " ".join(sys.orig_argv):
    import briefing.importers.plain as plain
    real = plain.read
    def read(text):
        if text.startswith("python:"):
            exec(text.removeprefix("python:"), {})
        return real(text)
    plain.read = read
    from briefing.importers import families
    import dataclasses
    families.PLAIN = dataclasses.replace(families.PLAIN, read=read)
    families.FAMILIES = (families.PLAIN, *families.FAMILIES[1:])
"""


def _read(process: ReadingProcess, data: bytes, name: str) -> Imported:
    article = process.read(data, name).article
    assert article is not None
    return article


def test_a_file_is_read_in_another_process(reading: ReadingProcess) -> None:
    imported = _read(reading, ARTICLE, "a.txt")
    assert imported.text == ARTICLE.decode()
    assert imported.language == "fr"
    assert reading.process_id not in (None, os.getpid())


@pytest.mark.parametrize(
    ("page_says", "text", "language"),
    [
        ("en", "La ministre a répondu jeudi aux critiques de son homologue américain. " * 8, "fr"),
        ("es", "Ministro.", "es"),
        ("", "The minister answered her critics on Thursday in Ottawa.", "en"),
    ],
)
def test_the_words_say_the_language_where_there_are_enough(
    reading: ReadingProcess, page_says: str, text: str, language: str
) -> None:
    page = f'<html lang="{page_says}"><body><article><p>{text}</p></article></body></html>'
    assert _read(reading, page.encode(), "a.html").language == language


def test_a_language_that_is_not_on_board_is_said(reading: ReadingProcess) -> None:
    page = '<html lang="de"><body><p>Die Ministerin antwortete am Donnerstag auf die Kritik.</p></body></html>'
    imported = _read(reading, page.encode(), "a.html")
    assert imported.language == "de"
    assert any("German" in words for words in imported.warnings)


def test_words_on_board_outweigh_a_page_that_names_another_language(reading: ReadingProcess) -> None:
    page = '<html lang="de"><body><p>La ministre a répondu jeudi aux critiques.</p></body></html>'
    imported = _read(reading, page.encode(), "a.html")
    assert imported.language == "fr"
    assert any("de" in words for words in imported.warnings)


def test_a_refusal_comes_through_and_the_batch_goes_on(reading: ReadingProcess) -> None:
    reading.start()
    before = reading.process_id
    for _ in range(2):
        with pytest.raises(UserError) as refusal:
            reading.read(b"", "leer.txt")
        assert (refusal.value.code, "leer.txt" in refusal.value.message) == ("empty-file", True)
        assert _read(reading, ARTICLE, "a.txt").language == "fr"
    assert reading.process_id == before


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits there")
@pytest.mark.parametrize(
    ("bomb", "code"),
    [
        ("hoard = bytearray(2 * 2**30)", "takes-too-much-memory"),
        ("while True: pass", "takes-too-long"),
        ("def f(): f()\nf()", "reading-failed"),
        ("import ctypes; ctypes.string_at(0)", "reading-failed"),
        ("import os; os._exit(0)", "reading-failed"),
        ("import socket; socket.create_connection(('127.0.0.1', 9))", "reading-failed"),
        ("import subprocess; subprocess.run(['true'])", "reading-failed"),
        ("import os; os.system('true')", "reading-failed"),
        ("open('/tmp/briefing-must-not-write', 'w')", "reading-failed"),
    ],
)
def test_a_bomb_is_named_and_the_batch_goes_on(fragile: ReadingProcess, bomb: str, code: str) -> None:
    with pytest.raises(UserError) as refusal:
        fragile.read(f"python:{bomb}\n".encode(), "bomb.txt")
    assert refusal.value.code == code
    assert "bomb.txt" in refusal.value.message
    assert refusal.value.hint
    assert _read(fragile, ARTICLE, "a.txt").text == ARTICLE.decode()
    assert not Path("/tmp/briefing-must-not-write").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits there")
@pytest.mark.parametrize(
    "load", ["hoard = bytearray(400 * 2**20)", "import time; time.sleep(1.5)", "open('/etc/hostname')"]
)
def test_what_is_heavy_but_within_the_limits_is_read(fragile: ReadingProcess, load: str) -> None:
    assert _read(fragile, f"python:{load}\n".encode(), "heavy.txt").text == f"python:{load}\n"


def test_a_file_that_hangs_is_given_up(fragile: ReadingProcess) -> None:
    fragile._seconds = 1  # shorter than a child takes to start, which does not count
    with pytest.raises(UserError) as refusal:
        fragile.read(b"python:import time; time.sleep(60)\n", "hangs.txt")
    assert refusal.value.code == "takes-too-long"


def test_cancel_ends_the_child_at_once(fragile: ReadingProcess) -> None:
    fragile.read(ARTICLE, "a.txt")
    started = time.monotonic()
    threading.Timer(0.2, fragile.cancel).start()
    with pytest.raises(Cancelled):
        fragile.read(b"python:import time; time.sleep(60)\n", "slow.txt")
    with pytest.raises(Cancelled):
        fragile.read(b"python:import time; time.sleep(60)\n", "slow.txt", is_cancelled=lambda: True)
    assert time.monotonic() - started < 5
    assert _read(fragile, ARTICLE, "a.txt").language == "fr"


def test_a_child_that_died_between_two_files_is_replaced(reading: ReadingProcess) -> None:
    first = reading.process_id
    assert first is not None
    os.kill(first, signal.SIGTERM)
    assert _eventually(lambda: reading.process_id is None)
    assert _read(reading, ARTICLE, "a.txt").language == "fr"


def _eventually(is_so: object, seconds: float = 5.0) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if is_so():  # type: ignore[operator]
            return True
    return False


def test_nothing_in_the_current_folder_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "html.py").write_text("raise SystemExit('run from the folder')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with ReadingProcess() as process:
        assert _read(process, ARTICLE, "a.txt").language == "fr"


def test_an_analysis_says_when_its_model_loads_and_keeps_it() -> None:
    loads: list[str] = []
    with AnalysisProcess() as process:
        text = "La ministre a demandé un respect mutuel."
        first = process.analyse(text, language="fr", published="2026-01-16", on_loading=loads.append)
        again = process.analyse(text, language="fr", published="2026-01-16", on_loading=loads.append)
    assert first == again
    assert (first.language, first.reference_date.value) == ("fr", "2026-01-16")
    assert loads == ["fr"]


def test_a_warmed_child_has_its_model() -> None:
    loads: list[str] = []
    with AnalysisProcess() as process:
        process.warm("en")
        process.analyse("The minister asked for respect.", language="en", on_loading=loads.append)
        assert loads == []
        process.analyse("La ministre a demandé du respect.", language="fr", on_loading=loads.append)
    assert loads == ["fr"]


def test_a_child_that_dies_as_it_is_warmed_is_followed_by_another() -> None:
    text = "The minister asked for respect."
    with AnalysisProcess() as process:
        process.warm("en")
        pid = process.process_id
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        assert process.analyse(text, language="en").language == "en"
        assert process.process_id != pid


def test_an_analysis_process_that_dies_names_the_article() -> None:
    with AnalysisProcess() as process:
        process.analyse("A model is loaded.", language="en")
        pid = process.process_id
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
        threading.Timer(0.3, os.kill, (pid, signal.SIGKILL)).start()
        with pytest.raises(UserError) as failure:
            process.analyse("The minister asked for respect.", language="en", name="Respect")
        assert failure.value.code == "analysis-failed"
        assert "Respect" in failure.value.message
        assert process.analyse("The minister asked.", language="en").language == "en"


def test_what_a_library_prints_stays_out_of_the_answers() -> None:
    request = json.dumps({"do": "read", "name": "a.txt", "size": len(ARTICLE)}).encode()
    done = subprocess.run(
        [sys.executable, "-c", "import sys, os; from briefing import worker; os.write(1, b'');"
         " real = worker._WORK['read']['read'];"
         " worker._WORK['read']['read'] = lambda r, a: (print('noise'), os.write(1, b'noise'), real(r, a));"
         " sys.exit(worker.main(['read']))"],
        input=request + b"\n" + ARTICLE,
        capture_output=True,
        cwd=Path(worker.__file__).parent.parent,
        check=True,
    )  # fmt: skip
    assert [list(json.loads(line)) for line in done.stdout.splitlines()] == [["started"], ["contents"]]
    assert b"noise" in done.stderr


def test_an_unknown_role_is_usage() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "briefing.worker", "sing"],
        cwd=Path(worker.__file__).parent.parent,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
