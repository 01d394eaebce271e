"""Mail, lists and archives in the child process that reads strangers' files: whole, cut, mislabelled, crafted.

Each file gives the right text or a refusal in words, in time and within the memory; nothing ends the child.
"""

import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefing.children import ReadingProcess
from briefing.workspace.unpacking import Clip, Kept, Read, Refused, Unpacking
from tests.importers import corpus_archives as files
from tests.importers import corpus_feeds as feeds
from tests.importers import corpus_lists as lists
from tests.importers import corpus_mail as mails
from tests.importers import corpus_outlook as outlook

SECONDS = 20
MEGABYTES = 1536
# How a child's end is told: whatever brought it about was not foreseen.
CRASHES = {"reading-failed", "takes-too-long", "takes-too-much-memory"}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such limits there")


@dataclass(frozen=True)
class Outcome:
    """What reading a file, and all that lies in it, came to."""

    texts: tuple[str, ...]
    refusals: tuple[tuple[str, str], ...]
    seconds: float
    megabytes: float


def read(reader: ReadingProcess, data: bytes, name: str) -> Outcome:
    reader.start()
    texts, refusals = [], []
    began = time.monotonic()
    for piece in Unpacking(reader).unpack([Clip(name, data, name)]):
        match piece:
            case Read(_, imported):
                texts.append(imported.text)
            case Refused(_, code, message):
                refusals.append((code, message))
            case Kept(_, reason):
                refusals.append(("kept", reason))
    return Outcome(tuple(texts), tuple(refusals), time.monotonic() - began, _peak(reader.process_id))


def _peak(process_id: int | None) -> float:
    """The most address space that a process had, in megabytes; 0 where the platform does not tell."""
    status = Path(f"/proc/{process_id}/status")
    found = re.search(r"VmPeak:\s+(\d+) kB", status.read_text(encoding="ascii")) if status.exists() else None
    return int(found.group(1)) / 1024 if found else 0.0


def faults(outcome: Outcome, most_seconds: float = SECONDS) -> list[str]:
    """What is wrong with how a file was met, [] when nothing is."""
    found = [f"the child ended: {code}" for code, _ in outcome.refusals if code in CRASHES]
    found += [f"a refusal without words: {code}" for code, message in outcome.refusals if len(message) < 20]
    if outcome.seconds > most_seconds:
        found.append(f"it took {outcome.seconds:.0f} seconds")
    if outcome.megabytes > MEGABYTES:
        found.append(f"the child had {outcome.megabytes:.0f} MB")
    if not (outcome.texts or outcome.refusals):
        found.append("neither a text nor a refusal")
    return found


@pytest.fixture(scope="module")
def reader() -> Iterator[ReadingProcess]:
    with ReadingProcess() as process:
        yield process


# --- whole, cut, mislabelled -----------------------------------------------------------------------------------------

MAIL = {
    "outlook.eml": (mails.from_outlook, [mails.FRENCH]),
    "gmail.eml": (mails.from_gmail, [mails.FRENCH, mails.SPANISH]),
    "apple.eml": (mails.from_apple_mail, [mails.SPANISH]),
    "thunderbird.eml": (mails.from_thunderbird, [mails.ENGLISH, mails.SPANISH]),
    "alert.eml": (lists.google_alert, [text for *_, text in lists.NEWS]),
    "plain-alert.eml": (lists.plain_alert_mail, [text for *_, text in lists.NEWS]),
    "newsletter.eml": (lists.newsletter, [text for *_, text in lists.NEWS]),
    "archive.mbox": (files.mailbox, [mails.FRENCH, mails.SPANISH]),
    "inside.msg": (outlook.plain_msg, [mails.FRENCH]),
    "outside.msg": (outlook.full_msg, [mails.FRENCH, mails.SPANISH]),
    "page.mhtml": (files.from_chrome, [mails.FRENCH, mails.ENGLISH, mails.SPANISH]),
    "rss2.xml": (feeds.rss2, [feeds.TEXT]),
    "rss1.rdf": (feeds.rss1, [feeds.TEXT]),
    "rss091.rss": (feeds.rss091, [feeds.TEXT]),
    "atom.atom": (feeds.atom, [feeds.TEXT]),
    "alerts.xml": (feeds.google_alerts, [feeds.TEXT]),
    "windows.zip": (files.from_windows, [mails.FRENCH, mails.SPANISH]),
    "mac.zip": (files.from_mac, [mails.FRENCH, mails.SPANISH]),
}


@pytest.mark.parametrize("name", MAIL)
def test_a_whole_file_gives_its_text_under_any_name(reader: ReadingProcess, name: str) -> None:
    make, says = MAIL[name]
    for called in (name, "renamed.txt", "renamed.html", "renamed.eml", "renamed.zip", "no-ending"):
        outcome = read(reader, make(), called)
        assert faults(outcome) == []
        assert all(any(words in text for text in outcome.texts) for words in says), called


# What a feed shows once its text is cut away.
OTHER_LINES = {feeds.TITLE, "Un résumé."}


@pytest.mark.parametrize("percent", [10, 50, 90, 99])
@pytest.mark.parametrize("name", MAIL)
def test_a_cut_file_gives_the_beginning_of_its_text_or_is_refused(
    reader: ReadingProcess, name: str, percent: int
) -> None:
    whole = MAIL[name][0]()
    lines = {line for text in read(reader, whole, name).texts for line in text.split("\n")} | OTHER_LINES
    outcome = read(reader, whole[: len(whole) * percent // 100], name)
    assert faults(outcome) == []
    if name.endswith((".eml", ".mbox", ".mhtml")):  # what is cut may show the marks that it was written in
        return
    cut = [line.rstrip("\ufffd") for text in outcome.texts for line in text.split("\n")]
    assert [line for line in cut if not any(whole_line.startswith(line) for whole_line in lines)] == []


@pytest.mark.parametrize("name", MAIL)
def test_bytes_in_another_charset_than_declared_end_in_text_or_refusal(reader: ReadingProcess, name: str) -> None:
    data = MAIL[name][0]()
    for declared, other in ((b"utf-8", b"koi8-r"), (b"UTF-8", b"utf-16"), (b"indows-1252", b"tf-7"), (b"ISO-", b"X-")):
        assert faults(read(reader, data.replace(declared, other), name)) == []


# --- crafted ---------------------------------------------------------------------------------------------------------


def _mail(head: str, body: str = "Words.") -> bytes:
    return f"From: a@example.org\nMIME-Version: 1.0\nMessage-ID: <x@y>\n{head}\n\n{body}\n".encode()


def _multipart(depth: int) -> bytes:
    body = "Content-Type: text/plain\n\nThe innermost words.\n"
    for level in range(depth):
        body = f'Content-Type: multipart/mixed; boundary="b{level}"\n\n--b{level}\n{body}\n--b{level}--\n'
    return b"From: a@example.org\nMIME-Version: 1.0\nMessage-ID: <x@y>\n" + body.encode()


def _forwarded(depth: int) -> bytes:
    mail = _mail("Subject: innermost")
    for _ in range(depth):
        mail = b"From: a@example.org\nMIME-Version: 1.0\nMessage-ID: <x@y>\nContent-Type: message/rfc822\n\n" + mail
    return mail


def _page(body: str) -> bytes:
    return _mail("Content-Type: text/html", f"<html><body><p>Words.</p>{body}</body></html>")


BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "multipart 90 deep": ("a.eml", lambda: _multipart(90)),
    "multipart 300 deep": ("a.eml", lambda: _multipart(300)),
    "multipart 5,000 deep": ("a.eml", lambda: _multipart(5_000)),
    "mails 300 deep": ("a.eml", lambda: _forwarded(300)),
    "a long header": ("a.eml", lambda: _mail("Subject: " + "=?utf-8?q?a?= " * 200_000)),
    "a header of brackets": ("a.eml", lambda: _mail(f"To: {'(' * 1_000_000}\nSubject: {'<' * 1_000_000}")),
    "many headers": ("a.eml", lambda: _mail("\n".join(f"X-{n}: \xe9" for n in range(300_000)))),
    "many folds": ("a.eml", lambda: _mail("Subject: a" + "\n b" * 500_000)),
    "many charsets": ("a.eml", lambda: _mail("Subject: " + "=?utf-8?b?/w==?= =?cp1252?q?=81?= " * 50_000)),
    "parameters": ("a.eml", lambda: _mail("Content-Type: text/plain" + '; a="' * 200_000)),
    "continued parameters": ("a.eml", lambda: _mail("Content-Type: x/y" + "".join(f"; a*{n}*=b" for n in range(9999)))),
    "boundaries": ("a.eml", lambda: _mail("Content-Type: multipart/mixed; boundary=b", "--b\n" * 300_000)),
    "dashes": ("a.eml", lambda: _mail("Content-Type: multipart/mixed", "--\n-- \n---\n" * 500_000)),
    "a huge line": ("a.eml", lambda: _mail("Content-Transfer-Encoding: quoted-printable", "=" * 20_000_000)),
    "base64 of nothing": ("a.eml", lambda: _mail("Content-Transfer-Encoding: base64", "=?!" * 3_000_000)),
    "flowed": ("a.eml", lambda: _mail("Content-Type: text/plain; format=flowed", "> a \n" * 400_000)),
    "a deep page": ("a.eml", lambda: _page("<div>" * 100_000 + "deep")),
    "links in a deep page": ("a.eml", lambda: _page("<a href='https://a.example/'><div>Words of a link" * 10_000)),
    "buttons": (
        "a.eml",
        lambda: _page("".join(f"<p>Two words<p>x<a href='https://a.example/{n}'>x</a>" for n in range(10_000))),
    ),
    "open comments": ("a.eml", lambda: _page("<!--" * 50_000)),
    "open tags": ("a.eml", lambda: _page("<a href=" * 50_000)),
    "many links": ("a.eml", lambda: _page("<p><a href='https://a.example/{}'>Four words of title</a></p>" * 5_000)),
    "many items": (
        "a.eml",
        lambda: _page(
            "".join(
                f"<p><a href='https://a.example/{n}'>Four words of title</a></p><p>And a few words of text.</p>"
                for n in range(2_000)
            )
        ),
    ),
    "marked sections": ("a.eml", lambda: _page("a<![foo[x]]>b<![if !vml]>c<![endif]>d<![ e")),
    "tags of another kind": ("a.eml", lambda: _page("<o:p " * 300_000)),
    "no mailbox at all": ("a.mbox", lambda: b"From \n\n" * 1_000_000),
    "a mailbox of nothing": ("a.mbox", lambda: b"From - Fri Jan 16 09:00:00 2026\nA: b\n\n" * 500),
    "a billion laughs": ("a.xml", feeds.laughs),
    "one long entity": ("a.xml", feeds.blowup),
    "entities outside": ("a.xml", feeds.outside),
    "a deep feed": ("a.xml", feeds.deep),
    "a broken feed": ("a.xml", lambda: feeds.rss2().replace(b"</item>", b"<" * 100_000, 1)),
    "archives 300 deep": ("a.zip", lambda: files.nested(300)),
    "a tower of archives": ("a.zip", files.tower),
    "overlapping entries": ("a.zip", lambda: files.overlapping(200)),
    "an endless list": ("a.zip", lambda: files.overlapping(65_000)),
    "an entry that lies": ("a.zip", files.lying),
    "zeros": ("a.zip", lambda: files.dense(1_000_000_000)),
    "too many entries": ("a.zip", lambda: files.many(10_001)),
    "names that climb": ("a.zip", files.climbing),
    "Outlook 300 deep": ("a.msg", lambda: outlook.nested_msg(300)),
    "Outlook of zeros": ("a.msg", lambda: outlook.plain_msg()[:512] + bytes(10_000_000)),
    "Outlook without end": (
        "a.msg",
        lambda: outlook.plain_msg()[:512] + b"\0\0\0\0" * 128 + outlook.plain_msg()[1024:],
    ),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_gives_text_or_a_refusal_in_time(reader: ReadingProcess, bomb: str) -> None:
    name, make = BOMBS[bomb]
    assert faults(read(reader, make(), name)) == []


def test_what_lies_deep_is_found_or_named(reader: ReadingProcess) -> None:
    assert read(reader, _multipart(90), "a.eml").texts == ("The innermost words.",)
    assert [code for code, _ in read(reader, _multipart(300), "a.eml").refusals] == ["nested-too-deep"]
    assert [code for code, _ in read(reader, files.nested(300), "a.zip").refusals] == ["nested-too-deep"]
    assert read(reader, files.nested(3), "a.zip").texts == (mails.ENGLISH,)


@pytest.mark.parametrize("name", MAIL)
def test_flipped_bytes_end_in_text_or_refusal(reader: ReadingProcess, name: str) -> None:
    whole = MAIL[name][0]()
    for place in range(7, len(whole), max(1, len(whole) // 25)):
        data = bytearray(whole)
        data[place] ^= 0xFF
        assert faults(read(reader, bytes(data), name)) == [], place


# --- the check itself ------------------------------------------------------------------------------------------------

_ASTRAY = """
import sys
if "briefing" in " ".join(sys.orig_argv):
    import dataclasses, time
    from briefing.importers import families
    def astray(data, name):
        words = data.decode()
        if "hang" in words:
            time.sleep(60)
        if "raise" in words:
            raise KeyError("nobody expected this")
        if "silent" in words:
            return families.Contents(None, kept_because="")
        hoard = bytearray(2 * 2**30)
    families._checked_contents = lambda family, contents, name: contents
    families.FAMILIES = tuple(
        dataclasses.replace(one, open=astray) if one.suffixes == (".eml",) else one for one in families.FAMILIES
    )
"""


@pytest.mark.parametrize(
    ("does", "says"),
    [("hang", "the child ended"), ("raise", "the child ended"), ("hoard", "the child ended"), ("silent", "neither")],
)
def test_the_check_sees_a_reader_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str, says: str
) -> None:
    (tmp_path / "sitecustomize.py").write_text(_ASTRAY, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with ReadingProcess(seconds=3) as process:
        outcome = read(process, does.encode(), "a.eml")
        assert any(fault.startswith(says) for fault in faults(outcome))
        assert faults(read(process, b"A sound note, which is read.", "a.txt")) == []


def test_the_check_sees_time_and_memory() -> None:
    assert faults(Outcome(("x",), (), 21, 0)) == ["it took 21 seconds"]
    assert faults(Outcome(("x",), (), 0, 1600)) == ["the child had 1600 MB"]
    assert faults(Outcome((), (("code", ""),), 0, 0)) == ["a refusal without words: code"]
    assert faults(Outcome(("x",), (), 1, 1)) == []
