"""Findings of many documents, in order, with one process or several: the same bytes either way."""

import json
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any

from briefing.analysis import analyse, model_version
from briefing.children import AnalysisProcess
from briefing.errors import UserError
from briefing.findings_json import to_json
from briefing.i18n import LANGUAGES, tr
from briefing.library.edit import Edit
from briefing.model import Article, Findings
from briefing.text import is_day

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Document:
    """One line of a JSON Lines file: a text, exactly as spans will count it."""

    doc: str
    text: str
    published: str | None = None
    language: str | None = None


def read_document(line: str) -> Document:
    """The document of one line. UserError "bad-document" that says what is wrong with it."""
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError):
        raise _refused(None, tr("the line is not JSON")) from None
    if not isinstance(raw, dict):
        raise _refused(None, tr("the line is no JSON object"))
    doc, text, published, language = (raw.get(key) for key in ("doc", "text", "published", "language"))
    if not isinstance(text, str):
        raise _refused(doc, tr("“text” is missing or no string"))
    if _LONE_SURROGATE.search(text):
        raise _refused(doc, tr("the text holds half a surrogate pair"))
    if language is not None and language not in LANGUAGES:
        raise _refused(doc, tr("the language must be one of {known}", known=", ".join(LANGUAGES)))
    if published is not None and not is_day(published):
        raise _refused(doc, tr("“published” must be a day as YYYY-MM-DD"))
    return Document("" if doc is None else str(doc), text, published, language)


def _refused(doc: object, why: str) -> UserError:
    return UserError("bad-document", tr("The document {doc} was refused: {why}.", doc=json.dumps(doc), why=why))


def given_date(article: Article) -> str | None:
    """The date that relative expressions count from, where someone gave it."""
    return article.published if article.published_basis == "given" else None


def put_findings(edit: Edit, article: Article, findings: Findings) -> None:
    """Keep what was found, and the date that the text states where none was given."""
    reference = findings.reference_date
    is_new = (reference.value, reference.basis) != (article.published, article.published_basis)
    if given_date(article) is None and is_new:
        edit.correct_article(article.id, published=reference.value, published_basis=reference.basis)
    edit.put_findings(article.id, findings, model_version(article.language))


def analyse_lines(lines: Iterable[str], workers: int = 1) -> Iterator[dict[str, Any]]:
    """A findings object a line, in order; `{"doc", "error"}` for a line that is refused. Blank lines are skipped."""
    lines = (line for line in lines if line.strip())
    if workers == 1:
        yield from (_answer(line, _findings_here) for line in lines)
    else:
        yield from _analyse_in_children(lines, workers)


def _answer(line: str, findings_of: Callable[[Document], dict[str, Any]]) -> dict[str, Any]:
    try:
        document = read_document(line)
    except UserError as refusal:
        return {"doc": _name(line), "error": str(refusal)}
    try:
        return findings_of(document)
    except UserError as refusal:
        return {"doc": document.doc, "error": str(refusal)}


def _name(line: str) -> object:
    """What a refused line called itself, as far as it can be read."""
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return raw.get("doc") if isinstance(raw, dict) else None


def _findings_here(document: Document) -> dict[str, Any]:
    return to_json(document.doc, analyse(document.text, published=document.published, language=document.language))


def _analyse_in_children(lines: Iterable[str], workers: int) -> Iterator[dict[str, Any]]:
    """Each thread drives a process of its own; a window of answers keeps the order and bounds the memory."""
    idle: SimpleQueue[AnalysisProcess] = SimpleQueue()

    def findings_there(document: Document) -> dict[str, Any]:
        process = idle.get()
        try:
            return process.analyse_document(
                document.doc, document.text, published=document.published, language=document.language
            )
        finally:
            idle.put(process)

    with ExitStack() as closing:
        for _ in range(workers):
            process = AnalysisProcess()
            closing.callback(process.close)
            idle.put(process)
        pool = closing.enter_context(ThreadPoolExecutor(workers))
        window: deque[Future[dict[str, Any]]] = deque()
        for line in lines:
            window.append(pool.submit(_answer, line, findings_there))
            if len(window) >= 4 * workers:
                yield window.popleft().result()
        while window:
            yield window.popleft().result()
