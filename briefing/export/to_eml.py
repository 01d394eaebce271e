"""The brief as an unsent e-mail: text and HTML, PDF and calendar attached, read back before it is handed out."""

import re
import unicodedata
from email import policy
from email.header import Header as HeaderWords
from email.message import EmailMessage
from email.parser import BytesParser

from briefing.export import to_html, to_ics, to_pdf
from briefing.export.paper import inert, printed
from briefing.export.plain import plain_text
from briefing.i18n import tr
from briefing.model import Brief

# One address and nothing else: what is no address stays in the header block of the brief, out of the mail's.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_LONGEST_SUBJECT = 400
_LONGEST_NAME = 60
_TOO_LONG = " […]"


def write(brief: Brief) -> bytes:
    """A draft that mail programs open to be finished and sent (X-Unsent: 1): no sender, no date.

    The subject and the addresses are the only words from outside in its headers. What was written is parsed
    back and compared, so that no header can slip in.
    """
    shown = printed(brief)
    headers = _headers(shown)
    message = EmailMessage(policy=policy.SMTP)
    text, page = plain_text(shown), to_html.mail_page(shown)
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    name = _file_name(brief.header.subject)
    files = {f"{name}.pdf": to_pdf.write(brief)}
    message.add_attachment(files[f"{name}.pdf"], maintype="application", subtype="pdf", filename=f"{name}.pdf")
    if to_ics.has_events(brief):
        files[f"{name}.ics"] = to_ics.write(brief)
        message.add_attachment(
            files[f"{name}.ics"],
            maintype="text",
            subtype="calendar",
            filename=f"{name}.ics",
            params={"method": "PUBLISH", "charset": "utf-8"},
        )
    _fix_boundaries(message)
    made = _header_lines(headers) + message.as_bytes()
    _read_back(made, headers, text, page, files)
    return made


def clean_header(value: str) -> str:
    """A header's value without control characters and without what begins an encoded word."""
    value = " ".join(inert(value).split())
    while "=?" in value:
        # Python 3.11 can be made to emit a second header from an encoded word in a subject (cpython#121650)
        value = value.replace("=?", "=")
    return value


def _headers(brief: Brief) -> dict[str, str]:
    language = brief.header.language
    marking = clean_header(brief.header.marking)
    subject = clean_header(brief.header.subject) or tr("Brief", language)
    subject = f"[{marking}] {subject}" if marking else subject
    if len(subject) > _LONGEST_SUBJECT:
        subject = subject[: _LONGEST_SUBJECT - len(_TOO_LONG)].rstrip() + _TOO_LONG
    addresses = [name for name in re.split(r"\s*[,;]\s*", brief.header.to.strip()) if _ADDRESS.fullmatch(name)]
    headers = {"Subject": subject, "X-Unsent": "1"}
    return {"To": ", ".join(addresses), **headers} if addresses else headers


def _header_lines(headers: dict[str, str]) -> bytes:
    """The headers as they stand in the file.

    They are folded here, not by the message: Python 3.11 folds a long subject so that it reads back with other
    white space. A subject in ASCII is one line, any other a row of encoded words.
    """
    lines = []
    for name, value in headers.items():
        if name == "To":
            value = value.replace(", ", ",\r\n ")
        elif not value.isascii():
            value = HeaderWords(value, "utf-8", header_name=name).encode(linesep="\r\n")
        lines.append(f"{name}: {value}\r\n")
    return "".join(lines).encode("ascii")


def _file_name(subject: str) -> str:
    """The subject in small ASCII letters, cut between two words."""
    plain = unicodedata.normalize("NFKD", re.sub(r"\W+", " ", subject)).encode("ascii", "ignore").decode().lower()
    name = ""
    for word in re.findall(r"[a-z0-9]+", plain):
        if len(name) + len(word) > _LONGEST_NAME:
            break
        name = f"{name}-{word}" if name else word
    return name or "brief"


def _fix_boundaries(message: EmailMessage) -> None:
    """Boundaries by number instead of chance: the same brief gives the same bytes."""
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_briefing_{number}_5f0d2c7ab1e94c1c8d3a")


def _read_back(made: bytes, headers: dict[str, str], text: str, page: str, files: dict[str, bytes]) -> None:
    found = BytesParser(policy=policy.default).parsebytes(made)
    mime = {"content-type", "mime-version"}
    kept = {name: str(value) for name, value in found.items() if name.lower() not in mime}
    assert kept == headers, f"the draft's headers read back as {sorted(kept)}"
    for kind, meant in (("plain", text), ("html", page)):
        part = found.get_body((kind,))
        assert part is not None
        assert part.get_content().replace("\r\n", "\n") == meant, f"the draft's {kind} part reads back changed"
    attached = {part.get_filename(): part.get_payload(decode=True) for part in found.iter_attachments()}
    assert attached == files, "the draft's attachments read back changed"
