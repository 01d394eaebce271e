"""The sample dossier of the very first start."""

import tomllib
from dataclasses import replace

from briefing.children import ReadingProcess
from briefing.i18n import interface_language, tr
from briefing.library import Library
from briefing.model import Article, Change
from briefing.paths import seeds
from briefing.workspace.importing import make_article
from briefing.workspace.unpacking import Clip, read_all


def read_sample(reader: ReadingProcess) -> tuple[str, list[tuple[Article, Clip]]]:
    """The sample dossier's name, and its articles with their bytes."""
    described = tomllib.loads((seeds() / "sample.toml").read_text(encoding="utf-8"))
    articles = []
    for entry in described["article"]:
        [(clip, imported)] = read_all(reader, [seeds() / entry["file"]])
        article = make_article(replace(clip, origin=entry["file"]), imported)
        articles.append((article._replace(title=entry["title"], language=entry["language"]), clip))
    names = described["dossier"]
    return names.get(interface_language(), names["en"]), articles


def add_sample(library: Library, reader: ReadingProcess) -> Change:
    """Put the sample dossier into the library."""
    name, articles = read_sample(reader)
    with library.edit(tr("Open the sample"), undoable=False) as edit:
        dossier_id = edit.add_dossier(name, is_sample=True)
        for article, clip in articles:
            edit.add_article(article, clip.content, dossier_id)
    return edit.change
