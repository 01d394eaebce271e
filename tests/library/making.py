"""Small articles and findings for the library's tests."""

from hashlib import sha256
from uuid import uuid4

from briefing.model import (
    Actor,
    Annotation,
    Article,
    Code,
    Figure,
    Findings,
    Meeting,
    ReferenceDate,
    Span,
    Statement,
    Unattributed,
    When,
)

TEXT = (
    "La présidente Claudia Sheinbaum a affirmé jeudi que « la souveraineté n’est pas négociable ».\n\n"
    "Elle a évoqué une baisse de 50 pour cent des homicides. L’intervention militaire a été écartée 🇲🇽.\n"
    "Une réunion est prévue le 23 janvier à Mexico."
)


def an_article(text: str = TEXT, *, title: str = "Sheinbaum répond", **values: object) -> Article:
    original = text.encode()
    fields = {"language": "fr", "published": "2026-01-16", "published_basis": "given"} | values
    return Article(
        uuid4().hex,
        title,
        text,
        original_sha256=sha256(original).hexdigest(),
        text_sha256=sha256(text.encode()).hexdigest(),
        **fields,  # type: ignore[arg-type]
    )


def passage(text: str, quote: str) -> Span:
    start = text.index(quote)
    return Span(start, start + len(quote), quote)


def some_findings(
    text: str = TEXT, *, date: str | None = "2026-01-16", rules: str = "1", language: str = "fr"
) -> Findings:
    """One finding of each kind, on the words of TEXT that `text` holds."""
    speaker = Actor(
        "a1", "Claudia Sheinbaum", "person", "présidente", ("Sheinbaum",), (passage(text, "Claudia Sheinbaum"),)
    )
    day = passage(text, "23 janvier")
    return Findings(
        language,
        rules,
        ReferenceDate(date, "given" if date else "none"),
        actors=(speaker,),
        statements=(
            Statement(
                "s-1",
                ("a1",),
                "direct",
                "oppose",
                (passage(text, "la souveraineté n’est pas négociable"),),
                (passage(text, "a affirmé"),),
                confidence=0.9,
                rule="fr.that",
            ),
        ),
        unattributed=(Unattributed("u-1", passage(text, "L’intervention militaire a été écartée"), "fr.passive"),),
        meetings=(
            Meeting(
                "m-1",
                passage(text, "Une réunion est prévue le 23 janvier à Mexico"),
                "réunion",
                When(day, "2026-01-23", "2026-01-23", "day", Code("year-from-reference", {"of": "2026-01-16"})),
                "scheduled",
                participants=("a1",),
            ),
        ),
        figures=(Figure("f-1", passage(text, "50 pour cent"), 50, "%", direction="decrease", claimed_by="a1"),),
    )


def a_note(article: Article, quote: str = "souveraineté", body: str = "à vérifier") -> Annotation:
    return Annotation(uuid4().hex, article.id, "note", passage(article.text, quote), body=body)
