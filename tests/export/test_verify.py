"""An exported brief is checked against its sources: one letter changed turns it red."""

from collections.abc import Callable

import pytest

from briefing.errors import UserError
from briefing.export import export
from briefing.export.verify import verify
from briefing.model import Brief, Evidence, Fragment, Line, Span
from tests.hostile import HOSTILE, hostile_brief
from tests.samples import TEXTS, sample_brief

FORMATS = ("md", "html", "json", "eml", "pdf")


def texts(brief: Brief) -> dict[str, str]:
    return {source.article.text_sha256: source.article.text for source in brief.sources}


def changed(brief: Brief, change: Callable[[Line], Line]) -> Brief:
    sections = tuple(
        s._replace(groups=tuple(g._replace(lines=tuple(map(change, g.lines))) for g in s.groups))
        for s in brief.sections
    )
    return brief._replace(sections=sections)


def one_letter(text: str) -> str:
    """The text with a letter in its middle changed."""
    place = next(n for n in range(len(text) // 2, len(text)) if text[n].isalpha())
    return text[:place] + ("x" if text[place] != "x" else "y") + text[place + 1 :]


def forged(form: str) -> Callable[[Line], Line]:
    """Changes one letter in each fragment of a form."""

    def change(line: Line) -> Line:
        def altered(fragments: tuple[Fragment, ...]) -> tuple[Fragment, ...]:
            return tuple(f._replace(text=one_letter(f.text)) if f.form == form else f for f in fragments)

        return line._replace(fragments=altered(line.fragments), cells=tuple(map(altered, line.cells)))

    return change


@pytest.mark.parametrize("format", FORMATS)
def test_a_brief_as_it_was_written_is_sound(format: str) -> None:
    brief = sample_brief()
    report = verify(export(brief, format), f".{format}", texts(brief))
    assert report.problems == ()
    assert report.is_sound
    assert report.passages > 50
    assert report.sources == tuple(texts(brief))


@pytest.mark.parametrize("form", ["quoted", "reported"])
@pytest.mark.parametrize("format", FORMATS)
def test_one_letter_changed_in_a_line_is_seen(format: str, form: str) -> None:
    brief = sample_brief()
    report = verify(export(changed(brief, forged(form)), format), f".{format}", texts(brief))
    assert {problem.code for problem in report.problems} == {"not-verbatim"}


@pytest.mark.parametrize("format", FORMATS)
def test_one_letter_changed_in_a_passage_of_the_annex_is_seen(format: str) -> None:
    brief = sample_brief()
    first = brief.sources[1]

    def altered(passage: Evidence) -> Evidence:
        quote = one_letter(passage.sentence.quote)
        return passage._replace(sentence=Span(passage.sentence.start, passage.sentence.end, quote))

    source = first._replace(passages=(*first.passages[:-1], altered(first.passages[-1])))
    tampered = brief._replace(sources=(brief.sources[0], source))
    report = verify(export(tampered, format), f".{format}", texts(brief))
    assert [problem.code for problem in report.problems] == ["not-verbatim"] * len(report.problems)
    assert report.problems


def test_a_letter_changed_anywhere_in_a_quotation_is_seen() -> None:
    brief = sample_brief()
    page = export(brief, "md").decode()
    start = page.index("résultats très solides")
    for place in range(start, start + len("résultats très solides")):
        if page[place] == " ":
            continue
        tampered = page[:place] + "X" + page[place + 1 :]
        assert not verify(tampered.encode(), ".md", texts(brief)).is_sound


@pytest.mark.parametrize("format", FORMATS)
def test_a_quotation_that_no_source_holds_is_seen(format: str) -> None:
    brief = sample_brief()
    invented = (Fragment("She said: “never and nowhere”.", "plain"),)
    tampered = changed(brief, lambda line: line._replace(fragments=invented) if line.key == "own/4" else line)
    report = verify(export(tampered, format), f".{format}", texts(brief))
    assert {problem.words for problem in report.problems} <= {"never and nowhere", "neverandnowhere"}
    assert report.problems


@pytest.mark.parametrize("format", FORMATS)
def test_a_word_cut_short_is_not_verbatim(format: str) -> None:
    brief = sample_brief()
    cut = (Fragment("concrets et vérifiable", "quoted", "fr"),)
    tampered = changed(brief, lambda line: line._replace(fragments=cut) if line.key == "own/2" else line)
    assert not verify(export(tampered, format), f".{format}", texts(brief)).is_sound


@pytest.mark.parametrize("format", FORMATS)
def test_a_source_that_is_missing_or_changed_is_named(format: str) -> None:
    brief = sample_brief()
    document = export(brief, format)
    first, second = texts(brief)
    missing = verify(document, f".{format}", {second: TEXTS[1]})
    assert ("unknown-source", first) in {(problem.code, problem.words) for problem in missing.problems}
    other = verify(document, f".{format}", {first: TEXTS[0] + " ", second: TEXTS[1]})
    assert ("changed-source", first) in {(problem.code, problem.words) for problem in other.problems}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("hostile", HOSTILE[:8])
def test_hostile_words_do_not_confuse_the_check(format: str, hostile: str) -> None:
    brief = hostile_brief(hostile)
    report = verify(export(brief, format), f".{format}", texts(brief))
    assert report.problems == ()


@pytest.mark.parametrize("format", FORMATS)
def test_titles_may_hold_marks_of_their_own(format: str) -> None:
    brief = sample_brief()
    source = brief.sources[0]._replace(article=brief.sources[0].article._replace(title="Burundi : « le pays à co"))
    header = brief.header._replace(subject="What “it” is")
    titled = brief._replace(header=header, sources=(source, *brief.sources[1:]))
    assert verify(export(titled, format), f".{format}", texts(brief)).problems == ()


@pytest.mark.parametrize(
    ("document", "suffix", "code"),
    [
        (b"{}", ".json", "unreadable-brief"),
        (b"no pdf", ".pdf", "unreadable-brief"),
        (b"", ".html", "unreadable-brief"),
        (b"Subject: x\n\ny", ".eml", "unreadable-brief"),
        (b"\xff", ".md", "unreadable-brief"),
        (b"", ".ics", "cannot-verify"),
    ],
)
def test_what_is_no_brief_is_refused(document: bytes, suffix: str, code: str) -> None:
    with pytest.raises(UserError) as refused:
        verify(document, suffix, {})
    assert refused.value.code == code


def test_a_document_without_passages_is_not_called_sound() -> None:
    assert [problem.code for problem in verify(b"# A title\n", ".md", {}).problems] == ["nothing-to-check"]
