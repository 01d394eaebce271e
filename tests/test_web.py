"""One page from a web address, by a real child process from a real server on this machine."""

import gzip
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote

import pytest

from briefing import web
from briefing.children import fetch
from briefing.errors import Cancelled, UserError
from briefing.text import is_web_address
from briefing.workspace import Workspace, import_address

PAGE = (
    '<html lang="fr"><head><title>Le titre</title></head><body><article><h1>Le titre</h1>'
    + "<p>La ministre a répondu jeudi aux critiques de son homologue.</p>" * 9
    + "</article></body></html>"
).encode()


class Site(BaseHTTPRequestHandler):
    """What a site may answer, by path."""

    asked: ClassVar[list[tuple[str, dict[str, str]]]] = []

    def do_GET(self) -> None:
        self.asked.append((self.path, dict(self.headers)))
        path, _, where = self.path.partition("?")
        answers = {"/page": self.page, "/to": self.lead, "/round": self.lead, "/gzip": self.packed, "/much": self.much}
        answers |= {"/slow": self.slow, "/pdf": self.document}
        if path in answers:
            answers[path](where)  # type: ignore[operator]
        else:
            self.send_error(404)

    def head(self, kind: str, **headers: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Set-Cookie", "seen=1")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def page(self, _: str) -> None:
        self.head("text/html; charset=utf-8")
        self.wfile.write(PAGE)

    def document(self, _: str) -> None:
        self.head("application/pdf")
        self.wfile.write(b"%PDF-1.4 x")

    def lead(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", unquote(where).encode().decode("latin-1") or self.path)
        self.end_headers()

    def packed(self, _: str) -> None:
        self.head("text/html", Content_Encoding="gzip")
        self.wfile.write(gzip.compress(PAGE))

    def much(self, _: str) -> None:
        self.head("text/plain", Content_Encoding="gzip")
        self.wfile.write(gzip.compress(b"x" * (web.MAX_BYTES + 1)))

    def slow(self, _: str) -> None:
        time.sleep(3)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv(web.ALLOW_THIS_MACHINE, "1")
    monkeypatch.setenv("no_proxy", "*")
    Site.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def code(address: str) -> str:
    with pytest.raises(UserError) as refusal:
        fetch(address)
    assert refusal.value.message
    assert refusal.value.hint
    return refusal.value.code


def test_a_page_becomes_an_article_with_its_address(site: str, tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "library.briefing", with_sample=False) as workspace:
        into = partial(workspace.dossier_named, "Web")
        report = import_address(workspace.library, workspace.reader, f"{site}/to?/page", into)
        (article_id,) = report.added
        assert [dossier.name for dossier in workspace.library.dossiers()] == ["Web"]
        article = workspace.library.article(article_id)
        assert (article.title, article.origin) == ("Le titre", f"{site}/page")
        assert workspace.library.original(article_id) == PAGE
        again = import_address(workspace.library, workspace.reader, f"{site}/page", into)
        assert [item.outcome for item in again.items] == ["there"]
    assert not any("Cookie" in headers for _, headers in Site.asked)


def test_an_address_that_gives_nothing_leaves_no_dossier_behind(site: str, tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "library.briefing", with_sample=False) as workspace:
        into = partial(workspace.dossier_named, "Web")
        with pytest.raises(UserError):
            import_address(workspace.library, workspace.reader, f"{site}/nothing", into)
        assert workspace.library.dossiers() == []
        assert workspace.library.undo_label is None


def test_what_is_sent_packed_is_unpacked(site: str) -> None:
    assert fetch(f"{site}/gzip").content == PAGE


def test_an_address_with_accents_is_followed_as_browsers_follow_it(site: str) -> None:
    assert code(f"{site}/to?/pr%C3%A9sident") == "site-refused"
    assert Site.asked[-1][0] == "/pr%C3%A9sident"


def test_the_name_says_what_was_sent(site: str) -> None:
    assert fetch(f"{site}/pdf").name == "pdf.pdf"
    assert fetch(f"{site}/page?a=b#c").name == "page.html"


def test_each_refusal_is_said(site: str) -> None:
    assert code(f"{site}/nothing") == "site-refused"
    assert code(f"{site}/round") == "too-many-redirects"
    assert code(f"{site}/much") == "file-too-large"
    assert code(f"{site}/to?file:///etc/passwd") == "not-an-address"
    assert code(f"{site}/to?http://169.254.169.254/latest") == "address-not-allowed"
    assert code(f"{site.replace('http:', 'https:')}/page") == "not-trusted"


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "/etc/passwd",
        "http://",
        "http://me:secret@example.org/",
        "http://a b/",
    ],
)
def test_what_is_no_web_address_is_refused_without_a_connection(address: str) -> None:
    assert code(address) in ("not-an-address", "no-connection")


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/"],
)
def test_this_machine_is_never_asked(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")
    assert code(address) == "address-not-allowed"


def test_a_private_network_only_where_the_person_named_it() -> None:
    assert web._is_allowed("10.1.2.3", may_be_private=True)
    assert not web._is_allowed("10.1.2.3", may_be_private=False)
    assert web._is_allowed("198.51.99.7", may_be_private=False)
    assert not web._is_allowed("169.254.1.1", may_be_private=True)


def test_a_name_that_is_not_there_or_no_network_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")
    assert code("https://nothing.invalid/page") == "no-connection"


def test_waiting_for_a_slow_site_can_be_stopped(site: str) -> None:
    started = time.monotonic()
    with pytest.raises(Cancelled):
        fetch(f"{site}/slow", is_cancelled=lambda: bool(Site.asked))
    assert time.monotonic() - started < 30


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("https://example.org/a?b=c#d", True),
        (" http://example.org\n", True),
        ("see https://example.org", False),
        ("https://example.org and more", False),
        ("file:///etc/passwd", False),
        ("example.org", False),
    ],
)
def test_an_address_is_told_from_words(words: str, is_one: bool) -> None:
    assert is_web_address(words) is is_one
