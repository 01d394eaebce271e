"""The child process that reads files, analyses texts or fetches a page: one JSON object a line in, lines out.

`python -m briefing worker read` meets whatever strangers wrote, so it has little memory and processor time, no
network, no other programs, no writing. `python -m briefing worker analyse` keeps the language models warm, and
`python -m briefing worker fetch` gets one page from a web address that a person named.

A request is `{"do": …}`, followed by its "size" of raw bytes where it has one; its answer has "contents", "imported",
"findings", "fetched", "ready" or "error". {"loading": language} and a line {"part": …} for each file inside the one
that is read may come before it, and {"started": role} comes first of all.
What nobody expected ends the process; `children` says so and starts another.
"""

import base64
import importlib.util
import json
import math
import os
import signal
import sys
import zlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from briefing import importers
from briefing.analysis import analyse
from briefing.analysis.language import detect, foreign
from briefing.errors import UserError
from briefing.findings_json import to_json
from briefing.i18n import LANGUAGES, interface_language, tr, use_interface_language
from briefing.importers import page, pdf
from briefing.model import Imported
from briefing.shapes import as_plain
from briefing.text import count_words
from briefing.wording import language_words

if TYPE_CHECKING:
    from briefing.importers.pdf.view import View

MEMORY = 1536 * 1024**2
PROCESSOR_SECONDS = 20
OUT_OF_MEMORY = 3

# From this many words on, the words themselves are a better witness than what a page says: templates often say "en".
_ENOUGH_WORDS = 40
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.fork",
    "os.kill",
    "ftplib",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT

Json = dict[str, Any]
Answer = Callable[[Json], None]


# --- requests ------------------------------------------------------------------------------------------------------


def _read(request: Json, answer: Answer) -> None:
    contents = importers.read(request["data"], request["name"])
    for number, part in enumerate(contents.parts):
        content = base64.b64encode(part.content).decode("ascii")
        answer({"part": {"number": number, "name": part.name, "origin": part.origin, "content": content}})
    article = contents.article and _with_language(contents.article)
    answer({"contents": as_plain(contents._replace(article=article, parts=()))})


def _read_pasted(request: Json, answer: Answer) -> None:
    imported = importers.read_pasted(request["text"], request["html"])
    answer({"imported": as_plain(_with_language(imported))})


def _with_language(imported: Imported) -> Imported:
    """With the language that the words show, or that the source says where there are few words."""
    said = imported.language
    if said in LANGUAGES and count_words(imported.text) < _ENOUGH_WORDS:
        return imported
    other = foreign(imported.text)
    found = other or detect(imported.text)
    warnings = imported.warnings
    if other is not None:
        name = language_words(other, interface_language())
        words = tr(
            "This text seems to be in {language}: it is kept, but the analysis does not read that language.",
            language=name,
        )
        warnings = (*warnings, words)
    elif said is not None and said not in LANGUAGES:
        words = tr("The source says its language is {said}; it is read as {found}.", said=said, found=found)
        warnings = (*warnings, words)
    return imported._replace(language=found, warnings=warnings)


_loaded: set[str] = set()


def _announce(language: str, answer: Answer) -> None:
    if language not in _loaded:
        answer({"loading": language})
        _loaded.add(language)


def _analyse(request: Json, answer: Answer) -> None:
    text, language = request["text"], request["language"] or foreign(request["text"]) or detect(request["text"])
    _announce(language, answer)
    answer(
        {"findings": to_json(request.get("doc", ""), analyse(text, published=request["published"], language=language))}
    )


def _warm(request: Json, answer: Answer) -> None:
    _announce(request["language"], answer)
    analyse(".", language=request["language"])
    answer({"ready": request["language"]})


def _fetch(request: Json, answer: Answer) -> None:
    from briefing import web  # the one module with a network, loaded in this one process only

    fetched = web.fetch(request["address"])
    content = base64.b64encode(fetched.content).decode("ascii")
    answer({"fetched": {"name": fetched.name, "content": content, "address": fetched.address}})


_views: dict[str, "View"] = {}


def _open(request: Json, answer: Answer) -> None:
    from briefing.importers.pdf.view import View

    if "open" in _views:
        _views.pop("open").close()
    _views["open"] = View(request["data"], request["name"])
    answer({"sizes": _views["open"].sizes()})


def _picture(request: Json, answer: Answer) -> None:
    picture = _views["open"].picture(request["number"], request["width"])
    pixels = base64.b64encode(zlib.compress(picture.pixels, 1)).decode("ascii")
    answer({"picture": {"width": picture.width, "height": picture.height, "pixels": pixels}})


def _places(request: Json, answer: Answer) -> None:
    found = _views["open"].places(request["text"], request["spans"])
    answer({"places": [[boxes._asdict() for boxes in places] for places in found]})


_WORK: dict[str, dict[str, Callable[[Json, Answer], None]]] = {
    "read": {"read": _read, "read-pasted": _read_pasted},
    "analyse": {"analyse": _analyse, "warm": _warm},
    "fetch": {"fetch": _fetch},
    "page": {"open": _open, "picture": _picture, "places": _places},
}
# Those that meet what strangers wrote.
_LIMITED = ("read", "page")


# --- limits --------------------------------------------------------------------------------------------------------


def _limit_memory() -> None:
    """An address space of 1.5 GB, where the platform knows such a limit."""
    if importlib.util.find_spec("resource"):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(more: int) -> None:
    """So many more seconds of processor time, for one request."""
    if importlib.util.find_spec("resource"):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = math.ceil(used.ru_utime + used.ru_stime) + more
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _forbid(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what a reader of files never needs, whatever a library is talked into."""
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
    if writes or event.startswith(_FORBIDDEN):
        raise PermissionError(f"the reading process may not: {event} {arguments[:1]}")


def _forbid_all_but_network(event: str, arguments: tuple[Any, ...]) -> None:
    """What `_forbid` does, for the process that fetches one page when the person asks for it."""
    if not event.startswith("socket."):
        _forbid(event, arguments)


# --- the loop ------------------------------------------------------------------------------------------------------


def serve(role: str, requests: BinaryIO, answers: BinaryIO, processor_seconds: int = PROCESSOR_SECONDS) -> int:
    """Answer requests until there are no more; a reader has `processor_seconds` for each."""

    def answer(value: Json) -> None:
        answers.write(json.dumps(value).encode("ascii") + b"\n")
        answers.flush()

    answer({"started": role})
    for line in requests:
        request = json.loads(line)
        if "size" in request:
            request["data"] = requests.read(request["size"])
        if role in _LIMITED:
            _limit_time(processor_seconds)
        use_interface_language(request.get("interface", "en"))
        try:
            _WORK[role][request["do"]](request, answer)
        except UserError as error:
            answer({"error": [error.code, error.message, error.hint]})
        except MemoryError:
            return OUT_OF_MEMORY
    return 0


def main(arguments: Sequence[str]) -> int:
    """Serve as one of the roles on standard input and output; what libraries print goes to standard error.

    After the role may stand the processor seconds that one file may take.
    """
    if not arguments or arguments[0] not in _WORK:
        sys.stderr.write("usage: briefing worker read|page|analyse|fetch (started by Briefing itself)\n")
        return 2
    role, *seconds = arguments
    # Ctrl+C in a terminal reaches every process there; what it means is for the one that the person started
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    if role == "read":
        # what loads late is loaded before the limits stand
        detect("La langue d'un texte.")
        page.extractor()
    if role in _LIMITED:
        pdf.load()
        _limit_memory()
        sys.addaudithook(_forbid)
    elif role == "fetch":
        _limit_memory()
        sys.addaudithook(_forbid_all_but_network)
    return serve(role, sys.stdin.buffer, answers, *map(int, seconds))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
