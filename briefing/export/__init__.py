"""A brief becomes a document: one pure writer for each format, from a brief to bytes, the same bytes each time."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from briefing.errors import UserError
from briefing.i18n import mark, tr
from briefing.model import Brief

__all__ = ["FORMATS", "Format", "export", "unknown_format"]


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its name for people, file suffix with the dot, media type, and its writer's module."""

    name: str
    suffix: str
    media_type: str
    module: str

    @property
    def write(self) -> Callable[[Brief], bytes]:
        """The writer. It is imported when it is first used: some bring a typesetter along."""
        writer: Callable[[Brief], bytes] = import_module(f"briefing.export.{self.module}").write
        return writer


FORMATS = {
    "md": Format("Markdown", ".md", "text/markdown", "to_markdown"),
    "html": Format("HTML", ".html", "text/html", "to_html"),
    "pdf": Format("PDF", ".pdf", "application/pdf", "to_pdf"),
    "eml": Format(mark("E-mail draft"), ".eml", "message/rfc822", "to_eml"),
    "ics": Format(mark("Calendar"), ".ics", "text/calendar", "to_ics"),
    "json": Format("JSON", ".json", "application/json", "to_json"),
}


def export(brief: Brief, format: str) -> bytes:
    """The brief in a format of `FORMATS`; only included lines go out. UserError "unknown-format"."""
    if format not in FORMATS:
        raise unknown_format(format)
    return FORMATS[format].write(brief)


def unknown_format(format: str) -> UserError:
    """The refusal of a format that is not in `FORMATS`."""
    hint = tr("Choose one of {formats}.", formats=", ".join(FORMATS))
    return UserError("unknown-format", tr("There is no format “{format}”.", format=format), hint)
