"""The catalogues of translated messages: `update` brings them in step with the code, `compile` makes the .mo files.

Messages are the first argument of tr, trn and mark, and whatever Qt's own catalogues do not cover.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
LANGUAGES = ("fr", "es")
KEYWORDS = {"tr": None, "trn": (1, 2), "mark": None}


def template() -> Catalog:
    """All messages of the package. Their places are left out: they change with every line."""
    catalog = Catalog(project="Briefing", charset="utf-8")
    found = extract_from_dir(ROOT / "briefing", [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Note:",))
    for _, _, message, comments, context in sorted(found, key=lambda f: str(f[2])):
        catalog.add(message, auto_comments=comments, context=context)
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
    buffer = BytesIO()
    write_mo(buffer, read_catalogue(language))
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
