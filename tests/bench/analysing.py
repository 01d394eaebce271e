"""The analysis against its parser: our rules, the model's load, the first brief, a corrected date, two processes."""

import json
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from tests.bench.pieces import ROOT, Piece, by_turns, seconds, surroundings, texts, told

_STOCK = """
import sys, time, warnings
started = time.perf_counter()
warnings.simplefilter("ignore")
import spacy
nlp = spacy.load(sys.argv[1])
loaded = time.perf_counter() - started
"""
_OURS = """
import sys, time
started = time.perf_counter()
from briefing.analysis.parse import parse
parse("Un.", sys.argv[2])
loaded = time.perf_counter() - started
"""
_PEAK = """
import resource
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
_FIRST_BRIEF_STOCK = (
    _STOCK
    + """
import pathlib
nlp(pathlib.Path(sys.argv[3]).read_text("utf-8"))
print(time.perf_counter() - started)
"""
)
_FIRST_BRIEF = """
import pathlib, sys, time
started = time.perf_counter()
from briefing import importers
from briefing.analysis import analyse
analyse(importers.read_pasted(pathlib.Path(sys.argv[3]).read_text("utf-8")).text, language=sys.argv[2])
print(time.perf_counter() - started)
"""


def measure() -> Iterator[Piece]:
    from briefing.analysis.parse import MODELS

    for language in ("fr", "en", "es"):
        yield from _rules(language)
    yield Piece("model-load", *_told_by_turns(_OURS, _STOCK, MODELS["fr"], "fr", "\nprint(loaded)"), aim=0.5)
    seed = str(sorted((ROOT / "seeds").glob("*.txt"))[0])
    yield Piece("first-brief", *_told_by_turns(_FIRST_BRIEF, _FIRST_BRIEF_STOCK, MODELS["fr"], "fr", "", seed), aim=0.4)
    yield _new_date()
    yield from _worker()
    yield _two_workers()


def _told_by_turns(ours: str, stock: str, model: str, language: str, end: str, *more: str) -> tuple[float, float]:
    return by_turns(
        lambda: told(ours + end, model, language, *more), lambda: told(stock + end, model, language, *more), 3
    )


def _rules(language: str) -> Iterator[Piece]:
    """Per article: our rules against the parsing that they stand on, and both against the bare parser."""
    import spacy

    from briefing.analysis import analyse
    from briefing.analysis.parse import MODELS, has_model, parse

    if not has_model(language):
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp = spacy.load(MODELS[language])
    documents = texts(language)
    analyse(documents[0], published="2026-01-16", language=language)
    parsing = rules = bare = 0.0
    for text in documents:
        bare += seconds(lambda text=text: nlp(text))  # type: ignore[misc]
        parsing += seconds(lambda text=text: parse(text, language))  # type: ignore[misc]
        # the parse of this text is kept, so this is the rules alone
        rules += seconds(lambda text=text: analyse(text, published="2026-01-16", language=language))  # type: ignore[misc]
    yield Piece(f"rules-{language}", rules / len(documents), parsing / len(documents), aim=0.1)
    yield Piece(f"analyse-{language}", (parsing + rules) / len(documents), bare / len(documents), aim=1.1)


def _new_date() -> Piece:
    """A corrected date resolves again without parsing again."""
    from briefing.analysis import analyse

    text = texts("fr")[0]
    number = count()
    fresh = lambda: seconds(lambda: analyse(f"{text}\n{next(number)}", published="2026-01-16", language="fr"))  # noqa: E731

    def corrected() -> float:
        fresh()
        last = f"{text}\n{next(number) - 1}"
        return seconds(lambda: analyse(last, published="2026-01-17", language="fr"))

    return Piece("new-date", *by_turns(corrected, fresh), aim=0.2)


def _worker() -> Iterator[Piece]:
    """The same in the process that the window keeps, and that process's largest memory in MB, on a bare parser's."""
    from briefing.analysis.parse import MODELS
    from briefing.children import AnalysisProcess

    documents = texts("fr")
    with AnalysisProcess() as process:
        process.analyse("Le modèle est chargé.", language="fr")
        ask = lambda text, day: seconds(lambda: process.analyse(text, published=day, language="fr"))  # noqa: E731
        fresh = again = 0.0
        for text in documents:
            fresh += ask(text, "2026-01-16")
            again += ask(text, "2026-01-17")
        yield Piece("new-date-worker", again / len(documents), fresh / len(documents), aim=0.2)
        status = Path(f"/proc/{process.process_id}/status")
        if status.exists():
            ours = int(status.read_text("utf-8").split("VmHWM:")[1].split()[0]) / 1024
            yield Piece("worker-memory", ours, told(_STOCK + _PEAK, MODELS["fr"]), aim=1.1, unit="MB")


def _two_workers() -> Piece:
    """Texts a second with two processes against one, on the command line; model loads included in neither."""
    lines = [json.dumps({"doc": str(n), "text": t, "language": "fr"}) for n, t in enumerate(texts("fr", 160))]
    with tempfile.TemporaryDirectory() as folder:
        many, few = Path(folder, "many.jsonl"), Path(folder, "few.jsonl")
        many.write_text("\n".join(lines) + "\n", encoding="utf-8")
        few.write_text("\n".join(lines[:4]) + "\n", encoding="utf-8")

        def speed(workers: int) -> float:
            return (len(lines) - 4) / (_run_lines(many, workers) - _run_lines(few, workers))

        two, one = by_turns(lambda: speed(2), lambda: speed(1), 2)
    return Piece("two-workers", two, one, aim=1.7, unit="texts/s", more_is_better=True)


def _run_lines(path: Path, workers: int) -> float:
    command = [sys.executable, "-m", "briefing", "analyse", "--jsonl", str(path), "--workers", str(workers)]
    # one thread a process, in both: two that each take all cores stand in each other's way
    environment = surroundings(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    return seconds(lambda: subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True))
