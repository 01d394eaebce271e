"""Mails of the usual programs: their text is the article, what is attached are files; and what only looks like one."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import UserError
from briefing.importers import read
from briefing.importers.letters import day_of, mailbox_of
from briefing.importers.metadata import as_line
from briefing.model import Imported
from tests.importers import corpus_mail as mails
from tests.importers.reading import read_article


def _article(data: bytes, name: str = "a.eml") -> Imported:
    article = read(data, name).article
    assert article is not None
    return article


# --- as programs write them ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mail", "title", "author", "published", "says", "parts"),
    [
        (
            mails.from_outlook(),
            "TR\u00a0: La ministre répond aux critiques – revue de presse",
            "Lefebvre, Hélène",
            "2026-01-15",
            mails.FRENCH,
            ["Déclaration du 15 janvier.pdf"],
        ),
        (
            mails.from_gmail(),
            "Fwd: Réponse de la ministre – à suivre à Ottawa",
            "Jérôme Núñez",
            "2026-01-15",
            mails.FRENCH,
            ["Notes de l’équipe.txt"],
        ),
        (
            mails.from_apple_mail(),
            "Declaración de la ministra",
            "Ana Lucía Pérez",
            "2026-01-16",
            mails.SPANISH,
            ["comunicado.pdf"],
        ),
        (
            mails.from_thunderbird(),
            "Re: What the minister said",
            "O'Neil, Sam (Ottawa)",
            "2026-01-16",
            mails.ENGLISH,
            ["Declaración.eml"],
        ),
    ],
    ids=["outlook", "gmail", "apple", "thunderbird"],
)
def test_a_mail_is_an_article_with_its_files_beside_it(
    mail: bytes, title: str, author: str, published: str, says: str, parts: list[str]
) -> None:
    contents = read(mail, "a.eml")
    article = contents.article
    assert article is not None
    assert (article.title, article.title_basis, article.author) == (title, "found", author)
    assert (article.published, article.published_basis) == (published, "given")
    assert says in article.text.split("\n")
    assert [part.name for part in contents.parts] == parts
    assert (contents.refusals, article.warnings, article.replaced) == ((), (), 0)


def test_an_attachment_keeps_its_bytes() -> None:
    assert read(mails.from_outlook(), "a.eml").parts[0].content.strip() == mails.PDF.strip()


def test_a_mail_in_a_mail_is_read_in_its_turn() -> None:
    inner = read(mails.from_thunderbird(), "a.eml").parts[0]
    assert mails.SPANISH in _article(inner.content, inner.name).text


def test_what_was_forwarded_and_quoted_stays() -> None:
    assert "Le texte transféré par l'agence reste entier." in _article(mails.from_outlook()).text
    assert "> Has she said anything?\n>> An older line." in _article(mails.from_thunderbird()).text
    original = "A note.\n\n-----Original Message-----\nFrom: Wire\nSent: Thursday\n\nThe wire's own text.\n"
    assert _article(_mail(body=original)).text == original.strip("\n")


def test_a_message_is_not_cut_like_a_web_article() -> None:
    page = '<nav>Menu</nav><div class="related">Related words</div><p>Short.</p><footer>At the foot</footer>'
    text = _article(_mail("text/html", f"<html><body>{page}</body></html>")).text
    assert text == "Menu\nRelated words\nShort.\nAt the foot"


def test_a_page_that_says_less_than_the_plain_text_is_not_taken() -> None:
    plain = "Le texte complet de la dépêche se trouve ici, avec toutes ses phrases et ses chiffres."
    mail = _parts("alternative", ("text/plain", plain), ("text/html", "<p>Voir en ligne</p>"))
    assert _article(mail).text == plain


# --- headers -------------------------------------------------------------------------------------------------------


def _mail(kind: str = "text/plain; charset=utf-8", body: str = "Un texte.", **headers: str) -> bytes:
    head = {"From": "Wire <wire@example.org>", "Subject": "S", "MIME-Version": "1.0", "Content-Type": kind}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in (head | headers).items()]
    return ("\n".join(lines) + "\n\n" + body).encode()


def _parts(kind: str, *parts: tuple[str, str]) -> bytes:
    bodies = "".join(f"--b\nContent-Type: {one}; charset=utf-8\n\n{text}\n" for one, text in parts)
    return _mail(f'multipart/{kind}; boundary="b"', f"{bodies}--b--\n")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Fri, 16 Jan 2026 23:30:00 -0800", "2026-01-16"),
        ("Fri, 16 Jan 2026 00:10:00 +1300 (NZDT)", "2026-01-16"),
        ("16 Jan 26 23:30 EST", "2026-01-16"),
        ("Fri Jan 16 23:30:00 2026", "2026-01-16"),
        ("2026-01-16T23:30:00Z", "2026-01-16"),
        ("Fri, 16 January 2026 09:00:00 +99999999999999999999999", "2026-01-16"),
        ("Fri, 31 Feb 2026 09:00:00 +0000", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_the_day_is_the_one_that_the_sender_had(said: str, day: str | None) -> None:
    assert day_of(said) == day


@pytest.mark.parametrize(
    ("said", "name", "address"),
    [
        ('"Dupont, Marie" <m@x.fr>', "Dupont, Marie", "m@x.fr"),
        ("=?utf-8?B?w4lsaXNl?= =?utf-8?Q?_Roy?= <e@x.fr>", "Élise Roy", "e@x.fr"),
        ("m@x.fr (Marie Dupont)", "Marie Dupont", "m@x.fr"),
        ("m@x.fr", "", "m@x.fr"),
        ("<m@x.fr>", "", "m@x.fr"),
        ("Marie <m@x.fr>, Paul <p@x.fr>", "Marie", "m@x.fr"),
        ("'Sam' via List <l@x.fr>", "'Sam' via List", "l@x.fr"),
    ],
)
def test_a_sender_has_a_name_and_an_address(said: str, name: str, address: str) -> None:
    assert mailbox_of(said) == (name, address)


def test_mail_to_subscribers_names_its_outlet() -> None:
    assert _article(_mail(List_Id="=?utf-8?Q?L=E2=80=99Infolettre?= <info.ledevoir.example>")).outlet == "L’Infolettre"
    assert _article(_mail(List_Unsubscribe="<mailto:out@example.org>")).outlet == "Wire"
    assert _article(_mail()).outlet is None


def test_a_subject_cannot_turn_a_line() -> None:
    assert _article(_mail(Subject="=?utf-8?Q?A=0D=0ABcc:_x@y?=")).title == "A Bcc: x@y"


@pytest.mark.parametrize(
    ("declared", "used"),
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "cp1252"),
        ("us-ascii", "cp1252"),
        ("utf-8", "cp1252"),
        ("iso-8859-1", "utf-8"),
        ("no-such-charset", "utf-8"),
        ("", "cp1252"),
        ("utf-7", "utf-7"),
    ],
)
def test_the_text_is_right_whatever_charset_is_declared(declared: str, used: str) -> None:
    words = mails.FRENCH + " Élise a payé 50 000 €."
    mail = _mail(f"text/plain; charset={declared}" if declared else "text/plain", "")
    assert _article(mail + words.encode(used)).text == words


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
def test_a_broken_transfer_encoding_is_read_as_far_as_it_goes(encoding: str) -> None:
    body = mails.coded(mails.FRENCH.encode()) if encoding == "base64" else mails.printed(mails.FRENCH)
    mail = _mail(Content_Transfer_Encoding=encoding, body=body[: len(body) // 2])
    assert _article(mail).text.startswith("La ministre a déclaré")
    assert _article(_mail(Content_Transfer_Encoding=encoding, body="Du texte = sans code, à 100 %.")).text


def test_a_missing_boundary_loses_no_text() -> None:
    parts = f"--b\nContent-Type: text/plain\n\n{mails.ENGLISH}\n--b--\n"
    assert _article(_mail("multipart/mixed", parts)).text == mails.ENGLISH
    assert _article(_mail('multipart/mixed; boundary="other"', parts)).text == mails.ENGLISH
    assert mails.ENGLISH in _article(_mail("multipart/mixed; boundary=x", mails.ENGLISH)).text


def test_a_digest_is_its_messages() -> None:
    bodies = "".join(f"--b\n\nSubject: number {n}\n\nWords of {n}.\n" for n in (1, 2))
    contents = read(_mail('multipart/digest; boundary="b"', f"{bodies}--b--\n"), "a.eml")
    assert [part.name for part in contents.parts] == ["0001 number 1.eml", "0002 number 2.eml"]
    assert [_article(part.content).text for part in contents.parts] == ["Words of 1.", "Words of 2."]


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(subject=_WORDS, sender=_WORDS, body=_WORDS, name=_WORDS, how=st.sampled_from(["base64", "quoted-printable"]))
def test_what_the_standard_library_writes_is_read_back(
    subject: str, sender: str, body: str, name: str, how: str
) -> None:
    mail = EmailMessage(policy=SMTP)
    mail["Subject"], mail["From"] = subject, Address(sender, "a", "example.org")
    mail["Message-ID"] = "<x@example.org>"
    mail.set_content(body, cte=how)
    mail.add_attachment(b"bytes", maintype="application", subtype="pdf", filename=f"{name}.pdf")
    contents = read(mail.as_bytes(), "a.eml")
    article = contents.article
    assert article is not None
    assert article.text == body
    assert article.title == as_line(subject)
    assert article.author == as_line(sender.strip("\"'") or sender) or '"' in sender or "'" in sender
    assert contents.parts[0].content == b"bytes"


def test_an_encrypted_mail_says_so() -> None:
    mail = _mail('application/pkcs7-mime; name="smime.p7m"', "MIIB")
    contents = read(mail, "a.eml")
    assert (contents.article, contents.parts) == (None, ())
    assert [(refusal.name, refusal.code) for refusal in contents.refusals] == [("smime.p7m", "mail-encrypted")]


@pytest.mark.parametrize("said", ["../../etc/passwd", "C:\\x\\a.txt", "a\x00b.txt", "\u202egpj.txt", "/", ""])
def test_an_attachment_has_a_name_and_no_place(said: str) -> None:
    headers = f'--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename="{said}"\n\nWords\n--b--\n'
    name = read(_mail("multipart/mixed; boundary=b", headers), "a.eml").parts[0].name
    assert name.strip()
    assert not set(name) & set("/\\:\0\u202e")


# --- what only looks like a mail -----------------------------------------------------------------------------------


def test_a_mail_is_told_by_its_bytes() -> None:
    for name in ("mail.txt", "mail.html", "mail", "mail.EML"):
        assert _article(mails.from_gmail(), name).author == "Jérôme Núñez"


@pytest.mark.parametrize(
    "note",
    [
        "From: the minister's office\nWe were told to wait.\nNothing more was said.\n",
        "From: Marie Dupont\nDate: jeudi\nSubject: rappel\n\nLe texte d'une note, recopié à la main.\n",
        "Subject: matter of the talks\nTo: be decided.\n",
        "Received: nothing yet from Ottawa.\nFrom: nobody.\n",
    ],
)
def test_a_note_that_begins_like_a_mail_stays_a_note(note: str) -> None:
    article = read_article(note.encode(), "note.txt")
    assert (article.text, article.media_type) == (note, "text/plain")


def test_a_page_that_is_called_a_mail_is_a_page() -> None:
    page = "<!DOCTYPE html><html><body><h1>Un titre</h1><p>Le texte de la page.</p></body></html>"
    assert _article(page.encode(), "page.eml").media_type == "text/html"


def test_what_is_no_mail_is_refused() -> None:
    with pytest.raises(UserError) as refusal:
        read("Un texte sans en-tête, avec deux phrases. Voilà tout.".encode(), "note.eml")
    assert (refusal.value.code, bool(refusal.value.hint)) == ("not-a-mail", True)
