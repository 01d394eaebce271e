"""What becomes of a person's work when a newer version takes an article's place."""

import pytest

from briefing.differences import Alignment
from briefing.library import Library
from briefing.library.anchors import find_anchor
from briefing.model import Addition, Annotation, Article, Carried, Findings, OwnLine, Span, Statement, Succession
from briefing.text import surroundings
from tests.library.making import TEXT, an_article, passage, some_findings

OLD = (
    "Le président a annoncé la libération de 92 détenus. Il a parlé de paix.\n\n"
    "Selon le ministre, la coopération avance bien. La frontière reste ouverte.\n\n"
    "La coopération avance bien, a redit le porte-parole, qui n’a pas donné d’autre précision sur la suite."
)


def anchor(new: str, quote: str, *, time: int = 1, old: str = OLD) -> tuple[str, str]:
    start = -1
    for _ in range(time):
        start = old.index(quote, start + 1)
    found = find_anchor(Alignment(old, new), Span(start, start + len(quote), quote))
    if found.span:
        assert found.span.stands_in(new)
    return found.outcome, found.span.quote if found.span else ""


def test_a_passage_is_kept_where_words_were_put_before_it() -> None:
    new = "Mise à jour.\n\n" + OLD
    assert anchor(new, "la libération de 92 détenus") == ("kept", "la libération de 92 détenus")


def test_a_passage_within_a_word_and_with_spaces_is_kept_to_the_sign() -> None:
    assert anchor("Ici. " + OLD, "tention", old="Une rétention d’eau. " + OLD)[0] == "gone"
    assert anchor("Ici. " + OLD, "ération de 92 dét") == ("kept", "ération de 92 dét")


def test_one_changed_number_is_changed_and_never_kept() -> None:
    new = OLD.replace("92", "29")
    assert anchor(new, "la libération de 92 détenus") == ("changed", "la libération de 29 détenus")
    assert anchor(new, "92") == ("changed", "29")
    assert anchor(new, "Il a parlé de paix") == ("kept", "Il a parlé de paix")


def test_a_negation_that_came_in_is_a_change() -> None:
    new = OLD.replace("la coopération avance bien. La", "la coopération n’avance pas bien. La")
    assert anchor(new, "la coopération avance bien")[0] == "changed"


def test_a_passage_that_moved_to_another_paragraph_is_moved() -> None:
    parts = OLD.split("\n\n")
    new = "\n\n".join([*parts[1:], parts[0]])
    assert anchor(new, "la libération de 92 détenus. Il a parlé")[0] in ("moved", "kept")
    alone = "Tout est dit. La frontière reste ouverte pour les marchandises et les personnes. Rien de plus.\n\n"
    after = "La suite viendra demain, promet-on au ministère, où chacun se tait encore.\n\n" * 1 + OLD
    quote = "La frontière reste ouverte pour les marchandises et les personnes"
    assert anchor(after + "\n\n" + alone, quote, old=alone + after) == ("moved", quote)


@pytest.mark.parametrize("time", [1, 2])
def test_of_two_equal_quotations_each_keeps_its_own(time: int) -> None:
    quote = "oopération avance bien"
    outcome, found = anchor("Voici.\n\n" + OLD, quote, time=time)
    assert (outcome, found) == ("kept", quote)
    old_start = [OLD.index(quote), OLD.index(quote, OLD.index(quote) + 1)][time - 1]
    new = "Voici.\n\n" + OLD
    placed = find_anchor(Alignment(OLD, new), Span(old_start, old_start + len(quote), quote)).span
    assert placed
    assert placed.start == old_start + len("Voici.\n\n")


def test_a_quotation_that_was_taken_out_does_not_go_to_its_twin() -> None:
    quote = "oopération avance bien"
    new = OLD.replace("Selon le ministre, la coopération avance bien. ", "")
    assert anchor(new, quote, time=1)[0] == "gone"
    assert anchor(new, quote, time=2) == ("kept", quote)


def test_a_quotation_that_was_changed_does_not_go_to_its_twin() -> None:
    new = OLD.replace("la coopération avance bien. La", "la coopération avance lentement. La")
    assert anchor(new, "la coopération avance bien") == ("changed", "la coopération avance lentement")


def test_a_short_passage_never_goes_to_the_same_words_elsewhere() -> None:
    old = "Il l’a dit hier à Paris. Puis il est parti sans répondre aux questions de la presse."
    new = "Puis il est parti sans répondre aux questions de la presse. Elle est née à Paris en 1960."
    assert anchor(new, "à Paris", old=old)[0] == "gone"


def test_what_is_nowhere_is_gone() -> None:
    assert anchor(OLD.replace(" Il a parlé de paix.", ""), "Il a parlé de paix") == ("gone", "")


def test_a_sentence_rewritten_elsewhere_is_found_as_changed() -> None:
    sentence = "Les deux ministres se retrouveront en février à Washington pour parler de la frontière commune."
    changed = "Les deux ministres se retrouveront en mars à Washington pour parler de la frontière commune."
    body = " ".join(f"Phrase numéro {n} qui ne dit rien de tout cela." for n in range(12))
    assert anchor(f"{body}\n\n{changed}", sentence, old=f"{sentence}\n\n{body}") == ("changed", changed[:-1])


# --- in the library -----------------------------------------------------------------------------------------------

NEW = "Mise à jour : la réunion est avancée.\n\n" + TEXT.replace("50 pour cent", "40 pour cent").replace(
    " L’intervention militaire a été écartée 🇲🇽.", ""
)


def note(article: Article, quote: str) -> Annotation:
    span = passage(article.text, quote)
    prefix, suffix = surroundings(article.text, span)
    return Annotation(quote.replace(" ", "-"), article.id, "note", span, prefix, suffix, f"sur {quote}")


@pytest.fixture
def taken_over(library: Library) -> tuple[Library, str, Article, Article, Succession]:
    """A library in which NEW has taken the place of TEXT, with work of each kind on it."""
    old, new = an_article(), an_article(NEW)
    with library.edit("Import") as edit:
        dossier = edit.add_dossier("A")
        edit.add_article(old, TEXT.encode(), dossier)
        edit.put_findings(old.id, some_findings(), "m")
        for quote in ("souveraineté", "une baisse de 50 pour cent", "L’intervention militaire a été écartée 🇲🇽"):
            edit.annotate(note(old, quote))
        edit.curate(dossier, old.id, "s-1", state="accepted", gloss="sovereignty", is_included=True, position=1.5)
        edit.curate(dossier, old.id, "f-1", state="accepted", text="Half of all homicides", issue="Crime")
        edit.curate(dossier, old.id, "u-1", state="accepted")
        edit.put_own_line(OwnLine("own", dossier, "bottom-line", f"They stand firm. [[{old.id}/s-1]]"))
        edit.add_finding(Addition(old.id, _by_hand(TEXT), ()))
    with library.edit("Import") as edit:
        edit.add_article(new, NEW.encode())
        edit.put_findings(new.id, new_findings(), "m")
    with library.edit("Newer version") as edit:
        made = edit.succeed(old.id, new.id)
    return library, dossier, old, new, made


def _by_hand(text: str) -> Statement:
    return Statement("s-hand", (), "indirect", "report", (passage(text, "une réunion est prévue".capitalize()),))


def new_findings() -> Findings:
    """The findings of NEW, with other keys for what other words stand on."""
    found = some_findings(NEW.replace("40 pour cent", "50 pour cent") + "L’intervention militaire a été écartée")
    (figure,) = found.figures
    figure = figure._replace(key="f-9", span=passage(NEW, "40 pour cent"), value=40)
    (statement,) = found.statements
    return found._replace(figures=(figure,), unattributed=(), statements=(statement._replace(key="s-9"),))


def outcomes(made: Succession) -> dict[tuple[str, str], Carried]:
    return {(carried.kind, carried.key): carried for carried in made.carried}


def test_each_piece_of_work_is_told(taken_over: tuple[Library, str, Article, Article, Succession]) -> None:
    library, _, old, new, made = taken_over
    told = {key: carried.outcome for key, carried in outcomes(made).items()}
    assert told == {
        ("note", "souveraineté"): "kept",
        ("note", "une-baisse-de-50-pour-cent"): "changed",
        ("note", "L’intervention-militaire-a-été-écartée-🇲🇽"): "gone",
        ("decision", "s-1"): "kept",
        ("decision", "f-1"): "changed",
        ("decision", "u-1"): "gone",
        ("addition", "s-hand"): "kept",
        ("own", "own"): "kept",
    }
    changed = outcomes(made)["note", "une-baisse-de-50-pour-cent"]
    assert changed.old
    assert changed.new
    assert (changed.old.quote, changed.new.quote) == ("une baisse de 50 pour cent", "une baisse de 40 pour cent")
    assert library.successions(new.id) == library.successions(old.id) == [made]


def test_work_stands_on_the_new_text_and_what_is_gone_stays_behind(
    taken_over: tuple[Library, str, Article, Article, Succession],
) -> None:
    library, dossier, old, new, _ = taken_over
    assert [h.id for h in library.headlines(dossier)] == [new.id]
    assert all(a.span.stands_in(NEW) for a in library.annotations(new.id))
    assert [a.body for a in library.annotations(old.id)] == ["sur L’intervention militaire a été écartée 🇲🇽"]
    assert library.article(old.id).text == TEXT
    (by_hand,) = library.additions(new.id)
    assert isinstance(by_hand.finding, Statement)
    assert by_hand.finding.content[0].stands_in(NEW)
    assert library.own_lines(dossier)[0].text == f"They stand firm. [[{new.id}/s-9]]"


def test_a_decision_on_changed_words_is_open_again(
    taken_over: tuple[Library, str, Article, Article, Succession],
) -> None:
    library, dossier, _, new, _ = taken_over
    curations = library.curations(dossier)
    kept, changed = curations[new.id, "s-9"], curations[new.id, "f-9"]
    assert (kept.state, kept.gloss, kept.is_included, kept.position) == ("accepted", "sovereignty", True, 1.5)
    assert (changed.state, changed.text, changed.issue) == ("proposed", None, "Crime")
    assert (new.id, "u-1") not in curations


def test_a_newer_version_is_one_step_of_undo(taken_over: tuple[Library, str, Article, Article, Succession]) -> None:
    library, dossier, old, new, made = taken_over
    library.undo()
    assert [h.id for h in library.headlines(dossier)] == [old.id]
    assert len(library.annotations(old.id)) == 3
    assert library.annotations(new.id) == []
    assert library.successions(old.id) == []
    assert library.own_lines(dossier)[0].text.endswith(f"[[{old.id}/s-1]]")
    library.redo()
    assert library.successions(old.id) == [made]
    assert len(library.annotations(new.id)) == 2


def test_what_was_decided_about_the_new_version_stands(library: Library) -> None:
    old, new = an_article(), an_article("Titre\n\n" + TEXT)
    with library.edit("Import") as edit:
        dossier = edit.add_dossier("A")
        for article, state in ((old, "accepted"), (new, "rejected")):
            edit.add_article(article, article.text.encode(), dossier)
            edit.put_findings(article.id, some_findings(article.text), "m")
            edit.curate(dossier, article.id, "s-1", state=state)
        edit.succeed(old.id, new.id)
    assert library.curations(dossier)[new.id, "s-1"].state == "rejected"


def test_a_line_with_the_same_words_said_by_another_is_changed(library: Library) -> None:
    old, new = an_article(), an_article("Titre\n\n" + TEXT)
    findings = some_findings(new.text)
    (statement,) = findings.statements
    with library.edit("Import") as edit:
        dossier = edit.add_dossier("A")
        for article in (old, new):
            edit.add_article(article, article.text.encode(), dossier)
        edit.put_findings(old.id, some_findings(), "m")
        edit.put_findings(new.id, findings._replace(statements=(statement._replace(stance="support"),)), "m")
        edit.curate(dossier, old.id, "s-1", state="accepted")
        made = edit.succeed(old.id, new.id)
    assert [carried.outcome for carried in made.carried] == ["changed"]
    assert (new.id, "s-1") not in library.curations(dossier)
