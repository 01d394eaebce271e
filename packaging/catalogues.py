"""The catalogues of translated messages: `update` brings them in step with the code, `compile` makes the .mo files.

Messages are the first argument of tr, trn and mark, and whatever Qt's own catalogues do not cover.
"""

import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
LANGUAGES = ("fr", "es")
# How many of the first arguments are the message.
KEYWORDS = {"tr": 1, "mark": 1, "trn": 2}

# What a header says beside these (when, by whom, with which version) changes though no word does.
HEADERS = ("Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")

Message = str | tuple[str, ...]


class Undated(Catalog):
    """A catalogue of which the same words give the same bytes."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in super().mime_headers if name in HEADERS]


def messages_of(source: str) -> Iterator[Message]:
    """The messages of a module. Babel's own reader misses those inside f-strings before Python 3.12."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            count = KEYWORDS[node.func.id]
            words = [a.value for a in node.args[:count] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            # a variable in its place is of a table, whose words are marked
            if len(words) == count:
                yield words[0] if count == 1 else tuple(words)


def template() -> Catalog:
    """All messages of the package. Their places are left out: they change with every line."""
    catalog = Catalog(project="Briefing", charset="utf-8")
    files = sorted((ROOT / "briefing").rglob("*.py"))
    found = {message for file in files for message in messages_of(file.read_text(encoding="utf-8"))}
    for message in sorted(found, key=str):
        catalog.add(message)
    return catalog


def po_file(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "briefing.po"


def read_catalogue(language: str) -> Catalog:
    """The catalogue of a language as it is kept; empty when there is none yet."""
    path = po_file(language)
    if not path.exists():
        return Catalog(locale=language, project="Briefing", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def compiled(language: str) -> bytes:
    """The .mo file's content."""
    plain, buffer = Undated(locale=language, charset="utf-8"), BytesIO()
    for message in read_catalogue(language):
        if message.id:
            plain.add(message.id, message.string)
    write_mo(buffer, plain)
    return buffer.getvalue()


def update() -> None:
    """Add new messages (untranslated) and drop those that the code no longer says."""
    messages = template()
    for language in LANGUAGES:
        catalogue = read_catalogue(language)
        catalogue.update(messages, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.header_comment = f"# Briefing in {language}: translate here, then run make fix"
        catalogue.fuzzy = False
        po_file(language).parent.mkdir(parents=True, exist_ok=True)
        buffer = BytesIO()
        write_po(buffer, catalogue, width=120, omit_header=False, sort_output=True)
        lines = buffer.getvalue().decode().splitlines()
        dated = ('"POT-', '"PO-', '"Generated-', '"Report-', '"Last-', '"Language-Team', '"Project-Id')
        po_file(language).write_text("\n".join(li for li in lines if not li.startswith(dated)) + "\n", encoding="utf-8")


def compile_all() -> None:
    """Write the .mo file of each language."""
    for language in LANGUAGES:
        po_file(language).with_suffix(".mo").write_bytes(compiled(language))


if __name__ == "__main__":
    if "update" in sys.argv[1:]:
        update()
    compile_all()
