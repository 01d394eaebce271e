"""Words from outside in every field, through every view and export: nothing acts, nothing is cut, what is read again
is the same.

Each field has signs of its own before and after the words, so that an output that cuts them is seen.
"""

import email
import io
import json
import re
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import policy
from hashlib import sha256
from pathlib import Path

import icalendar
import lxml.html
import markdown
import pypdfium2
import pytest
from lxml.html import HtmlElement

from briefing.cli import importing, parse
from briefing.cli import run as run_command
from briefing.export import export
from briefing.export.paper import inert
from briefing.library import Library
from briefing.model import Addition, Annotation, Article, Attachment, Header, OwnLine, Statement
from briefing.portable import open_portable
from briefing.text import clean
from briefing.workspace import ImportItem, Workspace
from briefing.workspace.handing_on import export_dossier, import_dossier
from briefing.workspace.open_formats import export_library
from tests.hostile import HOSTILE
from tests.library.making import TEXT, passage, some_findings
from tests.portable.making import tables

KINDS = {
    "markup": HOSTILE[0],
    "markdown": HOSTILE[1] + " [^1-1] # h | - [ ] ~~~ ``` <!--",
    "typst": HOSTILE[2],
    "mail header": HOSTILE[3],
    "formula": HOSTILE[4],
    "calendar": "x\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nATTACH:file:///etc/passwd;y,z\\n",
    "bidi": HOSTILE[6],
    "terminal": "\x1b]0;owned\x07\x1b[31m\x9b2J\x08\x7f",
    "template": HOSTILE[9] + " %(x)s ${x} {{x}} {% x %}",
    "path": "../../../etc/passwd\\..\\con.txt C:\\x file:///etc/passwd",
    "entities": "&lt;b&gt; &amp;amp; &#x202e; &nbsp",
    "line ends": "a\u2028b\u2029c\x85d\x0be",
    "nul": "a\0b",
    "unseen": "a\u200bb\u2060c\ufeffd\u00ade\u200ff\u061cg\U000e0041h",
    "right to left": "خبر عاجل 12 (مكسيكو) — שלום 34",
    "long": "sehr lang " * 800,
}

FIELDS = (
    *("title", "outlet", "author", "origin", "dossier", "actor", "role", "meeting", "place", "unit"),
    *("line text", "gloss", "line note", "line actor", "issue", "own text", "own source"),
    *("subject", "marking", "reference", "to", "sender", "through", "drafter"),
    *(
        "note",
        "tag",
        "made by hand",
        "file name",
        "file reason",
        "file origin",
        "search name",
        "search query",
        "caution note",
    ),
)
# Where each output prints words: there they must stand whole.
IN_BRIEF = {"title", "outlet", "author", "actor", "line text", "gloss", "own text", "own source", "issue", "subject"}
IN_BRIEF |= {"marking", "reference", "to", "sender", "through", "drafter", "line actor", "meeting"}


def marked(field: str, words: str) -> str:
    """The words between the field's own signs."""
    number = FIELDS.index(field)
    return f"Q{number:02}S {words} S{number:02}Q"


def numbered(field: str, _: str = "") -> str:
    """More words than stand on a page in a narrow column, each another."""
    return " ".join(f"F{FIELDS.index(field):02}W{number:03}" for number in range(600))


@dataclass(frozen=True)
class Case:
    """A library that has the words in every field, and where it lies."""

    workspace: Workspace
    dossier: str
    article: Article
    words: str
    folder: Path

    @property
    def library(self) -> Library:
        return self.workspace.library


def fill(library: Library, words: str, mark: Callable[[str, str], str] = marked) -> tuple[str, Article]:
    """A dossier with the words, as `mark` sets them, in every field that a person or a source can write."""

    def say(field: str) -> str:
        return mark(field, words)

    text = clean(TEXT + "\n\n" + words)[0]
    article = Article(
        "a" * 32,
        say("title"),
        text,
        "fr",
        sha256(text.encode()).hexdigest(),
        sha256(text.encode()).hexdigest(),
        "2026-01-16",
        "given",
        say("outlet"),
        say("author"),
        say("origin"),
    )
    found = some_findings(text)
    actor = found.actors[0]._replace(name=say("actor"), role=say("role"))
    meeting = found.meetings[0]._replace(title=say("meeting"), place=say("place"))
    figure = found.figures[0]._replace(unit=say("unit"))
    found = found._replace(actors=(actor,), meetings=(meeting,), figures=(figure,))
    by_hand = Statement("h-1", ("a1",), "indirect", "assert", (passage(text, "homicides"),))
    note = Annotation("b" * 32, article.id, "note", passage(text, "souveraineté"), body=say("note"))
    content = words.encode(errors="replace")
    kept = Attachment("c" * 32, "", say("file name"), "image/png", say("file origin"), say("file reason"), 1, "")
    with library.edit("Fill") as edit:
        dossier = edit.add_dossier(say("dossier"))
        edit.add_article(article, text.encode(), dossier)
        edit.put_findings(article.id, found, "m")
        edit.curate(dossier, article.id, "s-1", gloss=say("gloss"), note=say("line note"), issue=say("issue"))
        edit.curate(dossier, article.id, "u-1", text=say("line text"), state="edited", actor=say("line actor"))
        edit.curate(dossier, "", "caution/no-baseline", note=say("caution note"))
        edit.add_finding(Addition(article.id, by_hand, (actor._replace(name=say("made by hand")),)))
        edit.put_own_line(OwnLine("d" * 32, dossier, "comment", say("own text"), say("own source")))
        edit.put_header(
            dossier,
            Header(
                say("subject"), "en", *(say(n) for n in ("marking", "reference", "to", "sender", "through")),
                drafter=say("drafter"),
            ),
        )  # fmt: skip
        edit.save_search(say("search name"), say("search query"))
        edit.annotate(note)
        edit.annotate(note._replace(id="e" * 32, kind="tag", body=say("tag")))
        edit.add_attachment(
            kept._replace(dossier_id=dossier, size=len(content), sha256=sha256(content).hexdigest()), content
        )
    return dossier, article


@pytest.fixture(scope="module", params=KINDS)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    folder = tmp_path_factory.mktemp("injection")
    words = KINDS[request.param]
    with Workspace.open(folder / "library.briefing", with_sample=False) as workspace:
        dossier, article = fill(workspace.library, words)
        workspace.note_sent(dossier, workspace.brief(dossier))
        with workspace.library.edit("Change") as edit:
            edit.curate(dossier, article.id, "s-1", text=marked("line text", words), state="edited")
        yield Case(workspace, dossier, article, words, folder)


# --- what acts ----------------------------------------------------------------------------------------------------

# Signs that turn text round, hide it, or move a cursor. U+FEFF and U+200B are among them.
_SIGNS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
_ACTIVE = "//script | //img | //iframe | //object | //embed | //link | //form | //base | //svg | //video"


_NAMES = frozenset({"folder", "file", "original"})


class ActsError(AssertionError):
    """Something in a document does more than stand there."""


def need(is_inert: bool, what: str) -> None:
    if not is_inert:
        raise ActsError(what)


def check_signs(text: str) -> None:
    found = _SIGNS.search(text.replace("\r\n", "\n"))
    need(found is None, f"{found}")


def check_html(page: HtmlElement, *, may_link: bool = False) -> None:
    active = page.xpath(_ACTIVE)
    need(not active, f"{[element.tag for element in active]}")
    events = {name for element in page.iter("*") for name in element.attrib if name.startswith("on")}
    need(not events, f"{events}")
    outside = [str(link) for link in page.xpath("//@href | //@src") if not str(link).startswith("#")]
    need(may_link or not outside, f"{outside}")


def inert_html(document: bytes) -> str:
    page = lxml.html.document_fromstring(document.decode())
    check_html(page)
    check_signs(document.decode())
    return str(page.text_content())


def inert_markdown(document: bytes) -> str:
    text = document.decode()
    check_signs(text)
    front, body = "", text
    if text.startswith("---\n"):
        front, _, body = text[4:].partition("\n---\n")
        # each line is a name and a JSON string: nothing of the front matter is a second line
        for line in front.split("\n"):
            name, _, value = line.partition(": ")
            need(bool(re.fullmatch("[a-z0-9_]+", name)), line)
            front = front.replace(line, f"{name}: {'' if name in _NAMES else json.loads(value)}")
    rendered = markdown.markdown(body, extensions=["tables", "footnotes", "sane_lists", "fenced_code"])
    page = lxml.html.document_fromstring(f"<html><body>{rendered}</body></html>")
    check_html(page)
    need(not page.xpath("//code | //pre | //input"), "code")
    return front + "\n" + str(page.text_content())


def inert_mail(document: bytes) -> str:
    message = email.message_from_bytes(document, policy=policy.default)
    need(set(message.keys()) <= {"Subject", "X-Unsent", "MIME-Version", "Content-Type", "To"}, f"{message.keys()}")
    names = [part.get_filename() or "" for part in message.walk()]
    need(all(not re.search(r"[/\\\r\n\0:]", name) for name in names), f"{names}")
    page = message.get_body(("html",))
    plain = message.get_body(("plain",))
    assert page is not None
    assert plain is not None
    inert_html(page.get_content().encode())
    check_signs(plain.get_content())
    return str(plain.get_content()) + "\n" + str(message["Subject"])


def inert_calendar(document: bytes) -> str:
    need(document.count(b"\r\n") == document.count(b"\n") == document.count(b"\r"), "line ends")
    calendar = icalendar.Calendar.from_ical(document)
    kinds = [component.name for component in calendar.walk()]
    need(set(kinds) <= {"VCALENDAR", "VEVENT"} and kinds.count("VEVENT") <= 1, f"{kinds}")
    properties = {name for component in calendar.walk() for name in component}
    need(not properties & {"ATTACH", "URL", "ORGANIZER", "ATTENDEE", "IMAGE"}, f"{properties}")
    check_signs(document.decode())
    return "\n".join(str(value) for component in calendar.walk() for value in component.values())


def inert_json(document: bytes) -> str:
    check_signs(document.decode())
    found: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, list) and value and all(isinstance(v, dict) and "form" in v for v in value):
            found.append("".join(fragment["text"] for fragment in value))  # runs of one line
        elif isinstance(value, dict | list):
            # names of files are made of titles, for people; they are no record of them
            kept = [v for k, v in value.items() if k not in _NAMES] if isinstance(value, dict) else value
            for item in kept:
                walk(item)

    walk(json.loads(document))
    return "\n".join(found)


_STREAM = re.compile(rb"(<<[^\n]*(?:\n(?!stream)[^\n]*)*)\nstream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def objects_of(document: bytes) -> bytes:
    """What a PDF says of itself: its objects, those that are packed as well, without pictures, fonts and pages."""
    packed = [zlib.decompress(m[2]) for m in _STREAM.finditer(document) if b"/ObjStm" in m[1][-400:]]
    return b"\n".join([_STREAM.sub(rb"\1", document), *packed])


def inert_pdf(document: bytes) -> str:
    objects = objects_of(document)
    for word in (b"/JavaScript", b"/JS", b"/Launch", b"/URI", b"/SubmitForm", b"/GoToR", b"/ImportData"):
        need(not re.search(word + rb"\b", objects), word.decode())
    with_pages = pypdfium2.PdfDocument(document)
    text = "".join(page.get_textpage().get_text_bounded() for page in with_pages)
    with_pages.close()
    return text


def inert_lines(document: bytes) -> str:
    check_signs(document.decode())
    return document.decode()


FORMATS: dict[str, Callable[[bytes], str]] = {
    "md": inert_markdown,
    "html": inert_html,
    "pdf": inert_pdf,
    "eml": inert_mail,
    "ics": inert_calendar,
    "json": inert_json,
}


# --- what is cut ----------------------------------------------------------------------------------------------------


def squeezed(text: str) -> str:
    """Without what a format may change in setting it: white space, signs that act, hyphens at a line's end."""
    return re.sub(r"[\s\u00ad\ufffe\ufffd\u2010\u2011-]|[‘’“”«»\"']", "", inert(text))


def fields_in(text: str, words: str, *, is_exact: bool = True) -> set[str]:
    """The fields whose words stand in the text, whole; fails for those that stand there only cut."""
    shown, whole = squeezed(text), set()
    for field in FIELDS:
        number = FIELDS.index(field)
        expected = squeezed(marked(field, clean(words)[0]))
        has_both = f"Q{number:02}S" in shown and f"S{number:02}Q" in shown
        is_whole = expected in shown or (not is_exact and has_both)
        if is_whole:
            whole.add(field)
        else:
            assert f"Q{number:02}S" not in shown, f"{field} is cut or changed"
    return whole


@pytest.mark.parametrize("format_name", FORMATS)
def test_no_export_of_a_brief_acts_or_cuts(case: Case, format_name: str) -> None:
    document = export(case.workspace.brief(case.dossier), format_name)
    text = FORMATS[format_name](document)
    if format_name == "pdf" and case.words == KINDS["right to left"]:
        # the reader puts such words in an order of its own, line by line
        assert all(text.count(word) >= len(IN_BRIEF) for word in ("خبر", "عاجل", "مكسيكو", "שלום"))
        return
    # a PDF sets words in columns that no reader gives back in one piece
    shown = fields_in(text, case.words, is_exact=format_name != "pdf")
    if format_name == "ics":
        assert {"meeting"} <= shown
    else:
        assert shown >= IN_BRIEF


def test_what_is_longer_than_a_page_stands_whole_on_the_pages_of_a_pdf(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "library.briefing", with_sample=False) as workspace:
        dossier, _ = fill(workspace.library, "", numbered)
        pages = pypdfium2.PdfDocument(export(workspace.brief(dossier), "pdf"))
    found: set[str] = set()
    for page in pages:
        text, (width, height) = page.get_textpage(), page.get_size()
        # what a page does not show is no text of it
        boxes = [text.get_charbox(n) for n in range(0, text.count_chars(), 7)]
        assert all(box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height for box in boxes)
        found |= set(re.findall(r"F\d\dW\d\d\d", text.get_text_bounded()))
    pages.close()
    assert [field for field in sorted(IN_BRIEF) if not set(numbered(field).split()) <= found] == []


def test_a_dossier_file_is_the_same_when_it_is_read(case: Case) -> None:
    file = case.folder / "x.dossier"
    export_dossier(case.library, case.dossier, file, source=case.words)
    with open_portable(file) as opened:
        (found,) = opened.articles()
        assert found.article == case.library.article(case.article.id)._replace()
        assert opened.contents.name == marked("dossier", case.words)
        assert {row.value.body for row in found.notes} == {marked("note", case.words), marked("tag", case.words)}
    with zipfile.ZipFile(file) as archive:
        assert all(re.fullmatch(r"[A-Za-z0-9._/-]+", name) for name in archive.namelist())
    with Library.open(case.folder / "other.briefing") as other:
        import_dossier(other, file)
        one, two = tables(case.library.path), tables(other.path)
        for name in ("curation", "brief_line", "generated_line", "addition", "own_line", "header", "annotation"):
            assert two[name] == one[name]
        assert other.check() == []
    (case.folder / "other.briefing").unlink()


def test_the_open_formats_do_not_act_and_hold_everything(case: Case, tmp_path: Path) -> None:
    export_library(case.workspace, tmp_path / "out")
    shown: set[str] = set()
    for path in sorted((tmp_path / "out").rglob("*")):
        name = path.name
        check_signs(name)
        assert not re.search(r'[<>:"/\\|?*]|^\s|[. ]$', name), name
        assert len(name) <= 100
        is_ours = path.is_file() and not {"originals", "files", "README.md"} & set(path.parts)
        if is_ours:
            read = inert_json if path.suffix == ".json" else inert_markdown
            shown |= fields_in(read(path.read_bytes()), case.words)
    assert shown >= set(FIELDS)
    (search,) = json.loads((tmp_path / "out" / "library.json").read_bytes())["searches"]
    assert search["query"] == marked("search query", case.words)
    article = next((tmp_path / "out").rglob(f"{case.article.published} *.json"))
    assert json.loads(article.read_bytes())["article"]["text"] == case.article.text
    originals = [p for p in (tmp_path / "out").rglob("originals/*") if p.is_file()]
    assert [p.read_bytes() for p in originals] == [case.article.text.encode()]


DOSSIER = "DOSSIER"  # stands for the name of the case's own


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["list", "--json"],
        ["search", "souveraineté"],
        ["search", "souveraineté", "--json"],
        ["search", "souveraineté", "--statements"],
        ["search", "souveraineté", "--statements", "--json"],
        ["list", "--kept"],
        ["list", "--kept", "--json"],
        ["changes", "--dossier", DOSSIER],
        ["changes", "--dossier", "none " + DOSSIER],
        ["backups"],
        ["dossier", "differences"],
        ["check"],
        ["list", "--dossier", "none"],
    ],
    ids=" ".join,
)
def test_the_command_line_prints_nothing_that_acts(
    case: Case, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out, error = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", error)
    named = [argument.replace(DOSSIER, marked("dossier", case.words)) for argument in arguments]
    run_command(parse(["--library", str(case.library.path), *named]))
    for stream in (out, error):
        stream.flush()
        said = stream.buffer.getvalue()  # type: ignore[attr-defined]
        check_signs(said.decode())
        if "--json" in arguments and stream is out:
            expected = "file name" if "--kept" in arguments else "title"
            assert expected in fields_in(inert_json(said), case.words)
    if arguments in (["list"], ["list", "--kept"]):
        assert len(out.buffer.getvalue().splitlines()) == 1  # type: ignore[attr-defined]


def test_what_an_import_says_does_not_act(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = ("added", "there", "kept", "refused")
    importing._tell([ImportItem(case.words, outcome, None, case.words) for outcome in outcomes])
    said = capsys.readouterr()
    check_signs(said.out + said.err)
    assert (len(said.out.splitlines()), len(said.err.splitlines())) == (3, 2)


# --- the proof that it can fail -------------------------------------------------------------------------------------

UNESCAPED: dict[str, tuple[Callable[[bytes], str], Callable[[str], bytes], tuple[str, ...]]] = {
    # writers that do not escape, and the kinds of words that must be caught in them
    "html": (inert_html, lambda w: f"<html><body><p>{w}</p></body></html>".encode(), ("markup", "bidi", "terminal")),
    "md": (inert_markdown, lambda w: f"# x\n\n{w}\n".encode(), ("markup", "markdown", "bidi", "line ends")),
    "front matter": (inert_markdown, lambda w: f"---\ntitle: {w}\n---\nx".encode(), ("mail header", "calendar")),
    "eml": (
        inert_mail,
        lambda w: (
            f"Subject: {w}\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n"
            "--b\nContent-Type: text/plain\n\nx\n--b\nContent-Type: text/html\n\n<p>x</p>\n--b--\n"
        ).encode(),
        ("mail header",),
    ),
    "ics": (
        inert_calendar,
        lambda w: ("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:" + w + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n").encode(),
        ("calendar", "terminal"),
    ),
    "json": (inert_json, lambda w: json.dumps([w], ensure_ascii=False).encode(), ("bidi", "line ends")),
    "pdf": (inert_pdf, lambda w: b"%PDF-1.7 /OpenAction << /JS (" + w.encode() + b") >>", ("markup",)),
    "lines": (inert_lines, lambda w: f"added: {w}".encode(), ("terminal", "bidi", "nul", "line ends")),
}


@pytest.mark.parametrize(
    ("name", "kind"), [(name, kind) for name, (_, _, kinds) in UNESCAPED.items() for kind in kinds]
)
def test_a_writer_that_does_not_escape_is_caught(name: str, kind: str) -> None:
    check, write, _ = UNESCAPED[name]
    with pytest.raises((ActsError, ValueError)):
        check(write(KINDS[kind]))


@pytest.mark.parametrize("kind", KINDS)
def test_words_that_are_cut_are_caught(kind: str) -> None:
    whole = f"x {marked('title', KINDS[kind])} y"
    assert fields_in(whole, KINDS[kind]) == {"title"}
    with pytest.raises(AssertionError, match="cut"):
        fields_in(whole[: len(whole) - 6], KINDS[kind])
