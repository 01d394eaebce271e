"""Markdown: evidence as footnotes, and nothing from outside is markup."""

import html

import markdown
import pytest

from briefing.compose import compose
from briefing.export import export
from briefing.model import Header, OwnLine
from tests.samples import sample_brief


def rendered(text: str) -> str:
    return markdown.markdown(text, extensions=["tables", "footnotes", "sane_lists"])


def test_markdown_renders_with_a_footnote_for_each_passage() -> None:
    brief = sample_brief()
    text = export(brief, "md").decode()
    page = rendered(text)
    assert "[^" not in page
    assert page.count('<li id="fn:') == sum(
        f"\n[^{s.number}-{p.passage}]: " in text for s in brief.sources for p in s.passages
    )
    assert "<em>exigeant des résultats</em> «\u00a0concrets et vérifiables\u00a0» <em>contre" in page


def test_own_lines_cite_the_passages_of_the_lines_they_name() -> None:
    text = export(sample_brief(), "md").decode()
    assert "- Two dates are agreed, the second without a day. [^1-9][^1-10]\n" in text


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>", "[x](http://e.org)", "![x](http://e.org/x.png)", "# head", "1. one", "a | b",
        "* * *", "`x`", "<!-- x", "\u202egnp.exe", "- [ ] x", "www.e.org", "http://e.org", "&lt;", "_a_ **b**",
        "[^1-1]", "\\*",
    ],
)  # fmt: skip
def test_hostile_words_stand_for_themselves(hostile: str) -> None:
    own = [OwnLine("1", "d", "comment", hostile)]
    text = export(compose([], Header(hostile), {}, own, today=None), "md").decode()
    page = rendered(text)
    for active in ("<script", "<a ", "<img", "<code", "<hr", "<!--", "<strong>b", "\u202e"):
        assert active not in page.replace("<hr />\n<h1>Annex", "")
    assert hostile.replace("\u202e", "") in html.unescape(page)
