"""Archives, mailboxes and pages saved in one file: what is in them, and what is refused by name."""

import zipfile

import pytest

from briefing.errors import UserError
from briefing.importers import lzfu, read
from briefing.model import Contents
from tests.importers import corpus_archives as files
from tests.importers import corpus_mail as mails
from tests.importers import corpus_outlook as outlook
from tests.importers.reading import read_article


def _refusals(contents: Contents) -> dict[str, str]:
    return {refusal.name: refusal.code for refusal in contents.refusals}


# --- archives --------------------------------------------------------------------------------------------------------


def test_names_are_read_as_their_program_wrote_them() -> None:
    assert [part.origin for part in read(files.from_windows(), "a.zip").parts] == [
        "revue/début.txt",
        "revue/españa/nota.txt",
    ]
    assert [part.origin for part in read(files.from_mac(), "a.zip").parts] == ["revue/été.txt", "revue/mail.eml"]


def test_a_name_that_climbs_is_refused_and_the_rest_is_read() -> None:
    contents = read(files.climbing(), "a.zip")
    assert [part.name for part in contents.parts] == ["a..b.txt"]
    assert [refusal.code for refusal in contents.refusals] == ["unsafe-name"] * len(files.NAMES)
    assert all("\0" not in refusal.name for refusal in contents.refusals)


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        (files.locked(), {"shut.txt": "encrypted"}),
        (files.with_link(), {"secret.txt": "link"}),
        (files.flipped(), {"broken.txt": "archive-damaged"}),
        (files.dense(50_000_000), {"zeros.txt": "archive-bomb"}),
        (files.dense(65_000_000), {"zeros.txt": "file-too-large"}),
    ],
    ids=["locked", "link", "flipped", "dense", "large"],
)
def test_what_is_not_unpacked_is_named_and_the_rest_is_read(data: bytes, refused: dict[str, str]) -> None:
    contents = read(data, "a.zip")
    assert _refusals(contents) == refused
    assert all(refusal.message for refusal in contents.refusals)
    assert [part.name for part in contents.parts] == ["open.txt"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (files.overlapping(100), "archive-bomb"),
        (files.many(10_001), "archive-bomb"),
        (files.archive({}), "archive-empty"),
        (files.archive({".DS_Store": b"x", "folder/": b""}), "archive-empty"),
        (files.archive({"a.txt": b"x"})[:34], "archive-damaged"),
    ],
    ids=["overlapping", "too many", "empty", "nothing of note", "cut"],
)
def test_an_archive_that_is_a_bomb_or_nothing_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(UserError) as refusal:
        read(data, "a.zip")
    assert (refusal.value.code, bool(refusal.value.hint)) == (code, True)


def test_an_archive_whose_end_is_lost_gives_what_is_left_and_says_so() -> None:
    entries = {"a/first.txt": mails.FRENCH.encode(), "inner.zip": files.nested(0), "last.txt": mails.ENGLISH.encode()}
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        whole = files.archive(entries, method)
        contents = read(whole[: whole.find(b"PK\x01\x02", whole.find(b"last.txt"))], "a.zip")
        assert {part.origin: part.content for part in contents.parts} == entries
        assert _refusals(contents) == {"a.zip": "archive-damaged"}


def test_an_entry_never_gives_more_than_it_says() -> None:
    contents = read(files.lying(), "a.zip")
    assert sum(len(part.content) for part in contents.parts) <= 10
    assert contents.parts or _refusals(contents) == {"a.txt": "archive-damaged"}


def test_a_dense_text_of_honest_size_is_no_bomb() -> None:
    text = "Une phrase répétée de nombreuses fois, comme dans un procès-verbal. " * 20_000
    assert [part.name for part in read(files.archive({"a.txt": text.encode()}), "a.zip").parts] == ["a.txt"]


# --- mailboxes -------------------------------------------------------------------------------------------------------


def test_a_mailbox_is_its_messages() -> None:
    contents = read(files.mailbox(), "Archives")
    assert [part.name for part in contents.parts] == [
        "0001 L'été.eml",
        "0002 Fwd Réponse de la ministre – à suivre à Ottawa.eml",
        "0003 Declaración de la ministra.eml",
    ]
    assert contents.parts[1].content.endswith(mails.from_gmail())  # without the empty line that parts them
    first = read_article(contents.parts[0].content, "a.eml")
    assert first.text.split("\n")[1:3] == ["From Ottawa came no answer.", ">From an older mail."]
    assert first.text.endswith("From Paris, the minister said more.\n\nFrom here on Mon the text of 2026 goes on.")


def test_a_text_that_begins_with_from_is_no_mailbox() -> None:
    text = "From Paris, on Mon Jan 5 at noon 2026 people\nwere told to wait.\n"
    assert read_article(text.encode(), "a.txt").text == text
    with pytest.raises(UserError) as refusal:
        read(text.encode(), "a.mbox")
    assert refusal.value.code == "not-a-mailbox"


# --- saved pages -----------------------------------------------------------------------------------------------------


def test_a_page_saved_in_one_file_is_its_main_page() -> None:
    for name in ("a.mhtml", "a.mht", "a.txt"):
        article = read_article(files.from_chrome(), name)
        assert (article.title, article.outlet, article.language) == ("La ministre répond", "Le Devoir", "fr")
        assert article.origin == "https://www.ledevoir.example/politique/1"
        assert (article.published, article.published_basis) == (None, "none")  # the day it was saved is no other day
        assert article.text == "\n".join((mails.FRENCH, mails.ENGLISH, mails.SPANISH))


def test_a_saved_page_without_a_page_is_refused() -> None:
    data = b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n\n--x--\n"
    with pytest.raises(UserError) as refusal:
        read(data, "a.mhtml")
    assert refusal.value.code == "not-a-saved-page"


# --- Outlook ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_narrow", [False, True])
def test_an_outlook_mail_inside_one_house_is_an_article(is_narrow: bool) -> None:
    article = read_article(outlook.plain_msg(is_narrow=is_narrow), "a.msg")
    assert (article.title, article.author, article.text) == ("La ministre répond", "Hélène Roy", mails.FRENCH)
    assert (article.published, article.published_basis) == ("2026-01-15", "given")


def test_an_outlook_mail_from_outside_has_its_headers_and_files() -> None:
    contents = read(outlook.full_msg(), "a.txt")
    article = contents.article
    assert article is not None
    assert (article.text, article.outlet, article.published) == (mails.FRENCH, "Revue", "2026-01-15")
    assert [part.name for part in contents.parts] == ["Déclaration.pdf", "0003 Declaración.eml"]
    inner = read(contents.parts[1].content, "a.eml")
    assert inner.article is not None
    assert (inner.article.title, inner.article.text) == ("Declaración", mails.SPANISH)
    assert [(part.name, part.content) for part in inner.parts] == [("notas.txt", mails.SPANISH.encode())]


def test_a_text_that_is_kept_as_rich_text_alone_is_read() -> None:
    assert lzfu.unpacked(outlook.SPECIFIED) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert read_article(outlook.rich_msg(), "a.msg").text == "hello world"


def test_mails_nested_deep_end_in_a_refusal() -> None:
    assert _refusals(read(outlook.nested_msg(60), "a.msg")) == {"x": "nested-too-deep"}
    with pytest.raises(UserError) as refusal:
        read(outlook.nested_msg(300), "a.msg")
    assert refusal.value.code == "not-an-outlook-mail"
