"""Documents made by the tests: what stands in them is known to the letter."""

from collections.abc import Sequence

import typst

TITLE = "Sheinbaum défend la coopération en matière de sécurité"
PARAGRAPHS = (
    "MEXICO, 16 janvier 2026 — La présidente Claudia Sheinbaum a répondu jeudi aux critiques du Département d’État, "
    "rappelant « les engagements pris » et une coopération qui a produit des « résultats très solides ».",
    "Selon le secrétariat à la Sécurité, 320 tonnes de drogue ont été saisies depuis octobre, dont 51 tonnes en mer, "
    "et les homicides intentionnels ont baissé de 40 % ; l’officier chargé de l’efficacité des flottes l’a confirmé.",
    "Elle a rejeté les propositions récurrentes américaines d’agents de la CIA ou de militaires participant à des "
    "opérations contre les cartels, insistant sur le fait que cela relève du Mexique seul, et de personne d’autre.",
    "Le Groupe bilatéral de mise en œuvre de la sécurité se réunira le 23 janvier ; une réunion ministérielle est "
    "prévue en février à Washington, a indiqué Jean-Baptiste Lemoyne, vice-président de la commission des "
    "Affaires étrangères.",
    "« Nous voulons que tous les traités internationaux soient respectés », a souligné la vice-présidente, et nous ne "
    "sommes pas d’accord avec la manière dont ces attaques sont menées dans les eaux internationales du Pacifique.",
)


def pdf(body: str, *, head: str = "", data: dict[str, str] | None = None) -> bytes:
    """A PDF of Typst markup; what Typst says beside an error fails the test."""
    return typst.compile(f"{head}\n{body}".encode(), sys_inputs=data or {}, ignore_system_fonts=True)


def article_pdf(
    paragraphs: Sequence[str] = PARAGRAPHS, *, setting: str = "", title: str = TITLE, times: int = 1
) -> bytes:
    """An article in justified, hyphenated type with a running header and page numbers."""
    head = f"""
#set document(title: "{title}", author: "Claire Martin")
#set page(paper: "a5", header: [Le Journal #h(1fr) 17 janvier 2026], numbering: "1")
#set text(lang: "fr", size: 10pt, hyphenate: true)
#set par(justify: true, first-line-indent: 1.2em)
{setting}"""
    text = "\n\n".join(escaped(paragraph) for paragraph in paragraphs * times)
    return pdf(f"= {escaped(title)}\n{text}", head=head)


def escaped(words: str) -> str:
    """Words as Typst markup that prints them as they are."""
    return "".join(f"\\{sign}" if sign in "\\#*_`$<>@=-+/[]~'\"" else sign for sign in words)
