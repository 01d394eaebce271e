"""`briefing search`: articles and notes, or with --statements who said what."""

import argparse
from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby

from briefing.cli.safety import open_workspace
from briefing.cli.terminal import one_line, say, say_json, warn
from briefing.i18n import interface_language, tr
from briefing.library import Hit, Said
from briefing.wording import in_marks, join_names, stance_words


def search(options: argparse.Namespace) -> int:
    """Print what is found, newest first or best first; what was not understood goes to standard error."""
    with open_workspace(options) as workspace:
        library = workspace.library
        if options.statements:
            found = library.find_statements(options.query, options.limit, by=options.by)
            hits: tuple[Hit | Said, ...] = found.hits
            problem, ranked, is_analysed = found.problem, 0, found.is_analysed
        else:
            articles = library.find(options.query, options.limit, by=options.by)
            hits, problem, ranked = articles.hits, articles.problem, articles.ranked
            is_analysed = articles.is_analysed
    if problem:
        warn(problem)
    if ranked:
        warn(tr("The newest {count} matches were compared.", count=ranked))
    if not is_analysed:
        words = tr("Some articles are not analysed yet: who said what in them is not known.")
        warn(f"{words} {tr('A brief of their dossier analyses them: briefing brief --help')}")
    if options.json:
        say_json([asdict(hit) for hit in hits], indent=1)
    elif hits:
        _say_all(hits)
    else:
        warn(tr("Nothing found for “{query}”.", query=options.query))
    return 0


def _say_all(hits: Iterable[Hit | Said]) -> None:
    said: list[Said] = []
    for hit in hits:
        if isinstance(hit, Said):
            said.append(hit)
        else:
            facts = " · ".join(part for part in (hit.published, hit.outlet) if part)
            say(one_line(f"{(hit.article_id or '')[:8]:8}  {hit.title}" + (f"  ({facts})" if facts else "")))
            say(one_line(f"    {hit.snippet}"))
    for speaker, statements in groupby(by_speaker(said), key=_speaker):
        say(one_line(speaker))
        for one in statements:
            _say_statement(one)


def by_speaker(said: Iterable[Said]) -> list[Said]:
    """Those of one speaker together, speakers in the order of their first."""
    found = list(said)
    order = {name: place for place, name in reversed(list(enumerate(map(_speaker, found))))}
    return sorted(found, key=lambda one: order[_speaker(one)])


def _speaker(one: Said) -> str:
    return join_names(one.actors, interface_language()) or tr("No speaker named")


def _say_statement(one: Said) -> None:
    stance = stance_words(one.stance, interface_language())
    source = ", ".join(part for part in (one.title, one.outlet, one.published) if part)
    # only what the source quotes is put in quotation marks
    words = in_marks(one.quote, interface_language()) if one.is_quoted else one.quote
    say(one_line(f"  {stance}: {one.wording or words}"))
    say(one_line(f"    {one.article_id[:8]}  {source}"))
