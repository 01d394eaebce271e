"""What a person does with searches: keep them under a name, and take what was found into a brief."""

from briefing.i18n import tr
from briefing.library import Library, Said
from briefing.model import Change


def save_search(library: Library, name: str, query: str, search_id: str | None = None) -> Change:
    """Keep a search under a name; with its id, rename it or change its query."""
    with library.edit(tr("Change search") if search_id else tr("Save search")) as edit:
        edit.save_search(name, query, search_id)
    return edit.change


def remove_search(library: Library, search_id: str) -> Change:
    """Take a saved search away."""
    with library.edit(tr("Remove search")) as edit:
        edit.remove_search(search_id)
    return edit.change


def take_statement(library: Library, said: Said, dossier_id: str) -> Change:
    """Put the statement's article into the dossier, and its line, accepted, into the dossier's brief."""
    with library.edit(tr("Take statement into the brief")) as edit:
        edit.place_article(said.article_id, dossier_id)
        edit.curate(dossier_id, said.article_id, said.key, state="accepted", is_included=True)
    return edit.change
