"""What a library must hold, in plain Python: no SQL, no history, only what each action means to a person."""

import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from briefing.library import Library
from briefing.library.query import folded
from briefing.model import Annotation, Article, Curation, OwnLine, Statement

View = dict[str, Any]
Decision = tuple[str, str | None, str | None, str | None]  # state, gloss, wording, actor
NOTHING: Decision = ("proposed", None, None, None)


@dataclass
class Known:
    """An article as it is known; `number` counts arrivals."""

    article: Article
    number: int
    state: str = "present"


@dataclass
class Model:
    """The state of a library. Each method does what one action means."""

    dossiers: dict[str, str] = field(default_factory=dict)
    articles: dict[str, Known] = field(default_factory=dict)
    places: set[tuple[str, str]] = field(default_factory=set)
    decisions: dict[tuple[str, str], Decision] = field(default_factory=dict)
    included: dict[tuple[str, str, str], bool] = field(default_factory=dict)
    cautions: dict[str, tuple[str | None, bool | None]] = field(default_factory=dict)
    notes: dict[str, Annotation] = field(default_factory=dict)
    made: set[tuple[str, str]] = field(default_factory=set)
    own: dict[str, OwnLine] = field(default_factory=dict)
    subjects: dict[str, str] = field(default_factory=dict)
    arrivals: int = 0

    def copy(self) -> "Model":
        return deepcopy(self)

    def view(self) -> View:
        """What a person sees of it, as `view_of` gives it of a library."""
        shown = {i: k for i, k in self.articles.items() if k.state in ("present", "trashed")}
        newest = sorted(self.articles.values(), key=lambda k: (_day(k.article.published), k.number), reverse=True)
        return {
            "dossiers": self.dossiers,
            "listed": {
                d: [k.article.id for k in newest if k.state == "present" and (d, k.article.id) in self.places]
                for d in self.dossiers
            },
            "articles": {i: (k.article.title, k.article.text, k.article.published, k.state) for i, k in shown.items()},
            "places": {i: sorted(d for d, a in self.places if a == i) for i in shown},
            "decisions": self.decisions,
            "included": self.included,
            "cautions": self.cautions,
            "notes": self.notes,
            "made": {i: sorted(key for a, key in self.made if a == i) for i in shown},
            "own": self.own,
            "subjects": {d: self.subjects.get(d, name) for d, name in self.dossiers.items()},
        }

    # --- what is done ------------------------------------------------------------------------------------------

    def import_article(self, article: Article, dossier: str | None) -> None:
        same = [i for i, k in self.articles.items() if k.article.original_sha256 == article.original_sha256]
        article_id = same[0] if same else article.id
        if same:
            self.articles[article_id].state = "present"
        else:
            self.arrivals += 1
            self.articles[article_id] = Known(article, self.arrivals)
        if dossier:
            self.places.add((dossier, article_id))

    def correct(self, article_id: str, **values: str) -> None:
        known = self.articles[article_id]
        known.article = known.article._replace(**values)  # type: ignore[arg-type]

    def curate(self, dossier: str, article_id: str, key: str, decision: Decision, is_included: bool | None) -> None:
        _put(self.decisions, (article_id, key), decision if decision != NOTHING else None)
        _put(self.included, (dossier, article_id, key), is_included)

    def curate_caution(self, dossier: str, note: str | None, is_included: bool | None) -> None:
        _put(self.cautions, dossier, (note, is_included) if (note, is_included) != (None, None) else None)

    def write(self, line: OwnLine, subject: str) -> None:
        self.own[line.id] = line
        self.subjects[line.dossier_id] = subject

    def remove_dossier(self, dossier: str) -> None:
        del self.dossiers[dossier]
        self.places = {place for place in self.places if place[0] != dossier}
        self.included = {place: v for place, v in self.included.items() if place[0] != dossier}
        self.cautions.pop(dossier, None)
        self.subjects.pop(dossier, None)
        self.own = {i: line for i, line in self.own.items() if line.dossier_id != dossier}

    def replace_version(self, old_id: str, article: Article, library: Library) -> None:
        """The newer version takes the place of the old one. Where each note and decision went is the library's to
        say (see `CarryOver`); that none is lost is said here."""
        self.import_article(article, None)
        self.articles[old_id].state = "superseded"
        self.places |= {(d, article.id) for d, a in self.places if a == old_id}
        now = view_of(library)
        assert {n.body for n in self.notes.values()} <= {n.body for n in now["notes"].values()}
        assert len(now["notes"]) >= len(self.notes)
        for (article_id, key), decision in self.decisions.items():
            homes = [article_id] if article_id != old_id else [old_id, article.id]
            assert decision in [now["decisions"].get((home, key)) for home in homes]
        self.notes, self.decisions, self.included = now["notes"], now["decisions"], now["included"]
        self.made |= {(i, key) for i, keys in now["made"].items() for key in keys}


def view_of(library: Library) -> View:
    """What a person sees of a library, in the shape of `Model.view`."""
    dossiers = {d.id: d.name for d in library.dossiers()}
    shown = [*library.headlines(), *library.headlines(trashed=True)]
    articles = {h.id: (library.article(h.id), "trashed" if h.is_trashed else "present") for h in shown}
    decided = {key: (c.state, c.gloss, c.text, c.actor) for key, c in library.curations(None).items()}
    by_dossier = {d: library.curations(d) for d in dossiers}
    own: Iterable[OwnLine] = (line for d in dossiers for line in library.own_lines(d))
    return {
        "dossiers": dossiers,
        "listed": {d: [h.id for h in library.headlines(d)] for d in dossiers},
        "articles": {i: (a.title, a.text, a.published, state) for i, (a, state) in articles.items()},
        "places": {i: sorted(library.dossiers_of(i)) for i in articles},
        "decisions": decided,
        "included": {
            (d, a, k): c.is_included
            for d, found in by_dossier.items()
            for (a, k), c in found.items()
            if a and c.is_included is not None
        },
        "cautions": {
            d: (c.note, c.is_included) for d, found in by_dossier.items() for (a, _), c in found.items() if not a
        },
        "notes": {note.id: note._replace(made_at="") for note in library.annotations()},
        "made": {i: sorted(a.finding.key for a in library.additions(i)) for i in articles},
        "own": {line.id: line for line in own},
        "subjects": {d: library.header(d).subject for d in dossiers},
    }


Told = tuple[str, str, str, frozenset[str]]  # article, key, speakers, words


def told_in(library: Library) -> set[Told]:
    """Who said what, as the brief has it, told without the search."""
    told = set()
    decided = library.curations(None)
    for article_id in (h.id for h in library.headlines()):
        findings, additions = library.findings(article_id), library.additions(article_id)
        made = [(a.finding, a.actors) for a in additions]
        found = [(f, findings.actors) for f in (*findings.statements, *findings.unattributed)] if findings else []
        for finding, actors in [*found, *made]:
            curation = decided.get((article_id, finding.key), Curation(article_id, finding.key))
            if curation.state == "rejected" or not (isinstance(finding, Statement) or curation.actor):
                continue
            named = [a.name for a in actors if isinstance(finding, Statement) and a.id in finding.actors]
            speaker = curation.actor or ", ".join(named)
            spans = finding.content if isinstance(finding, Statement) else (finding.span,)  # type: ignore[union-attr]
            words = " ".join([*(span.quote for span in spans), curation.text or "", curation.gloss or ""])
            told.add((article_id, finding.key, speaker, frozenset(re.findall(r"[^\W_]+", folded(words)))))
    return told


def _put(kept: dict[Any, Any], key: Any, value: Any) -> None:
    if value is None:
        kept.pop(key, None)
    else:
        kept[key] = value


def _day(published: str | None) -> int:
    return date.fromisoformat(published).toordinal() if published else 0
