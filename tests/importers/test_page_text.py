"""The text of saved pages as real sites build them: what an extraction breaks, and what stands among the paragraphs."""

import pytest

from briefing.errors import UserError
from briefing.importers.blocks import Block
from briefing.importers.chosen import found_again
from tests.importers.reading import read_article
from tests.importers.test_page import PARAGRAPHS

TITLE = "La ministre répond aux critiques de son homologue"
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
COMMENTS = (
    "Llevo veinte años pescando en este puerto y nunca había leído nada tan alejado de lo que vemos aquí cada mañana.",
    "Que pongan más autobuses los domingos y que dejen de hacer promesas, porque los vecinos ya no esperamos nada.",
    "A mí me parece bien, con tal de que no cierren el mercado viejo, que da de comer a medio barrio desde siempre.",
    "¿Y quién paga las obras del muelle? Nosotros, como siempre, con los recibos del agua y con los de la basura.",
)


def text_of(body: str, language: str = "fr") -> str:
    page = f"<html lang='{language}'><head><title>{TITLE}</title></head><body>{body}</body></html>"
    return read_article(page.encode(), "a.html").text


def test_a_paragraph_that_the_source_breaks_stands_once_and_whole() -> None:
    broken = [" ".join(words) for words in (PARAGRAPHS[1].split()[:6], PARAGRAPHS[1].split()[6:])]
    lines = [PARAGRAPHS[0], *broken, PARAGRAPHS[2]]
    blocks = [Block("p", paragraph, home=1) for paragraph in PARAGRAPHS]
    assert found_again(lines, blocks) == ([0, 1, 2], {})


def test_a_line_that_begins_like_a_paragraph_and_goes_on_otherwise_is_not_that_paragraph() -> None:
    beginning = PARAGRAPHS[1][:12]
    lines = [PARAGRAPHS[0], f"{beginning} rien de ce qui suit n’est dans la page."]
    numbers, others = found_again(lines, [Block("p", paragraph, home=1) for paragraph in PARAGRAPHS])
    assert numbers == [0]
    assert others == {0: [lines[1]]}


def test_a_link_that_the_extraction_leaves_out_does_not_break_the_paragraph() -> None:
    blocks = [Block("p", "Le texte complet se lit dans le numéro de juillet, en vente partout (abc).", home=1)]
    lines = ["Le texte complet se lit", "en vente partout (abc)."]
    assert found_again(lines, blocks) == ([0], {})


def test_the_rules_of_a_table_are_no_text() -> None:
    cells = "<tr><th>Mois</th><th>Visites</th></tr><tr><td>Mars</td><td>12</td></tr><tr><td>Avril</td><td>14</td></tr>"
    text = text_of(
        f"<article><h1>{TITLE}</h1>{TEXT}<table>{cells}</table><p>Les chiffres sont provisoires.</p></article>"
    )
    assert "Mois | Visites\nMars | 12\nAvril | 14" in text
    assert "---" not in text


def test_a_line_of_dashes_on_the_page_stays() -> None:
    assert "\n---\n" in text_of(f"<article><h1>{TITLE}</h1>{TEXT}<p>---</p><p>{PARAGRAPHS[0]} Bis.</p></article>")


def test_a_list_stays_whole_when_the_article_has_hardly_a_long_line() -> None:
    steps = ["Versez la farine, le sucre et les amandes dans un grand saladier, puis ajoutez-y lentement la margarine."]
    steps += ["Étalez la pâte.", "Chauffez le four à 200 degrés.", "Laissez cuire un quart d’heure."]
    points = "".join(f"<li>{step}</li>" for step in steps)
    body = f"<div><h1>{TITLE}</h1><p>Pour 40 biscuits :</p><p>300 g de farine</p><ol>{points}</ol></div>"
    assert "\n".join(f"- {step}" for step in steps) in text_of(f"{body}<div><ul><li>Archives</li></ul></div>")


def test_a_list_in_a_list_stays_after_the_last_long_line() -> None:
    inner = "<ol><li>Petits groupes (30 min)</li><li>Restitution (15 min)</li></ol>"
    points = (
        f"<ol><li>{PARAGRAPHS[1]}</li><li>Les leçons à tirer{inner}</li><li>La date de la réunion suivante</li></ol>"
    )
    text = text_of(f"<article><h1>{TITLE}</h1><p>{PARAGRAPHS[0]}</p>{points}</article>")
    assert text.endswith("- Petits groupes (30 min)\n- Restitution (15 min)\n- La date de la réunion suivante")


@pytest.mark.parametrize("name", ["sf_comment_list", "divforum", "comentarios", "commentaires-liste", "comments-area"])
def test_readers_comments_in_the_article_are_no_text_however_many(name: str) -> None:
    said = "".join(
        f"<div><p>Lector</p><p>Hace 28 minutos</p><p>{one} {two}</p></div>" for one in COMMENTS for two in COMMENTS
    )
    body = f"<article><h3>{TITLE}</h3><div>{TEXT}</div><div class='box {name}'>{said}</div></article>"
    assert text_of(body) == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "opening",
    ["<div class='post category-comments tag-forum'>", "<div class='comment'>", "<section class='forum'>"],
)
def test_an_article_of_a_section_named_after_comments_stays(opening: str) -> None:
    closing = "</section>" if "section" in opening else "</div>"
    body = f"{opening}<h2>{TITLE}</h2>{TEXT}<p>« Hace 28 minutos », répond-il.</p>{closing}"
    assert "\n".join((*PARAGRAPHS, "« Hace 28 minutos », répond-il.")) in text_of(body)


def test_an_interview_keeps_its_short_answers_about_comments() -> None:
    said = "<p>Combien de commentaires ?</p><p>Vingt-sept commentaires.</p><p>Quand ?</p><p>Hace 28 minutos.</p>"
    assert "Vingt-sept commentaires.\nQuand ?\nHace 28 minutos." in text_of(
        f"<article><h1>{TITLE}</h1>{TEXT}{said}<p>{PARAGRAPHS[0]} Bis.</p></article>"
    )


def test_the_videos_of_the_day_between_paragraphs_are_no_text() -> None:
    video = "<div class='video-resource'><div class='headline'>The harbour from above on a quiet morning</div>"
    videos = f"{video}<div>02:12 - Source: Canal</div></div>"
    listed = f"<div class='video-playlist'>{videos * 3}</div>"
    body = f"<article><h1>{TITLE}</h1>{listed}{TEXT}{videos}<p>{' '.join(PARAGRAPHS)}</p></article>"
    assert text_of(body) == "\n".join((*PARAGRAPHS, " ".join(PARAGRAPHS)))


def test_a_paragraph_about_videos_stays() -> None:
    said = "La vidéo dure 02:12 - Source : le ministère, qui l’a mise en ligne jeudi avec les autres vidéos du jour."
    body = f"<article class='video-article'><h1>{TITLE}</h1>{TEXT}<p class='video'>{said}</p></article>"
    assert said in text_of(body)


def test_rights_below_the_article_go_and_who_contributed_stays() -> None:
    said = "<div><p>Anne Besse et Luc Roy ont contribué à cet article</p></div>"
    rights = "<p>™ & © 2026 La Voix du Nord-Est SA, une société du groupe Presse régionale. Tous droits réservés.</p>"
    text = text_of(f"<article><h1>{TITLE}</h1><div><div>{TEXT}{TEXT}</div>{said}{rights}</div></article>")
    assert text.endswith("\nAnne Besse et Luc Roy ont contribué à cet article")


def test_a_paragraph_about_copyright_stays() -> None:
    said = "La mention « © 2026 » figure depuis jeudi sur les rapports du ministère, qui n’en demandait pas jusque-là."
    assert said in text_of(
        f"<article><h1>{TITLE}</h1><p>{PARAGRAPHS[0]}</p><p>{said}</p><p>{PARAGRAPHS[1]}</p></article>"
    )


def test_the_way_to_the_page_is_no_text() -> None:
    way = f"<p>Accueil &gt; Actualités de la semaine et humeurs du jour &gt; {TITLE}</p>"
    assert text_of(f"<div><h1>{TITLE}</h1><div>{way}{TEXT}</div></div>") == "\n".join(PARAGRAPHS)


def test_a_sentence_that_ends_with_the_headlines_words_stays() -> None:
    said = f"Le communiqué de jeudi s’intitulait, dans sa première version, plus sobrement &gt; {TITLE}."
    assert TITLE in text_of(f"<article><h1>{TITLE}</h1><p>{said}</p>{TEXT}</article>")


def warned(body: str) -> bool:
    page = f"<html lang='fr'><head><title>{TITLE}</title></head><body>{body}</body></html>"
    return bool(read_article(page.encode(), "a.html").warnings)


def others(count: int) -> str:
    """Paragraphs of other articles."""
    return "".join(f"<p>Numéro {n} : {PARAGRAPHS[n % 3]}</p>" for n in range(count))


TEASERS = "".join(
    f"<div class='c'><h3><a href='/{n}'>Un autre article du jour</a></h3><p>Ailleurs, {n} : {PARAGRAPHS[1]}</p></div>"
    for n in range(4)
)
ARTICLE = f"<h1>{TITLE}</h1>{TEXT * 3}"


@pytest.mark.parametrize(
    "body",
    [
        f"<main><h1>{TITLE}</h1><article>{TEXT * 3}</article><div class='x'>{TEASERS}</div></main>",
        f"<div>{ARTICLE}</div><aside><h3>Notre programme</h3>{others(40)}</aside>",
        f"<div>{ARTICLE}</div><ul class='Comments__CommentList-x'><li>{others(20)}</li></ul>",
    ],
    ids=["teasers", "a long box", "comments"],
)
def test_what_is_no_part_of_the_article_is_not_missed(body: str) -> None:
    assert not warned(body)


def test_the_next_articles_that_a_page_adds_are_no_text() -> None:
    added = "".join(f"<article><h1>Autre {n}</h1>{others(n)}</article>" for n in range(20, 24))
    body = f"<main><article><h1>{TITLE}</h1>{TEXT}{others(12)}</article>{added}</main>"
    assert text_of(body) == text_of(f"<main><article><h1>{TITLE}</h1>{TEXT}{others(12)}</article></main>")
    assert not warned(body)


def test_the_entries_of_a_live_report_stay() -> None:
    entries = "".join(f"<article><h2>{n} h 30</h2>{others(n)}</article>" for n in range(4, 9))
    text = text_of(f"<main><article><h1>{TITLE}</h1>{TEXT}{others(12)}</article>{entries}</main>")
    assert all(f"Numéro {n - 1} : " in text.split(f"{n} h 30\n")[-1] for n in range(4, 9))


def test_a_digest_of_linked_headlines_stays_whole() -> None:
    parts = "".join(
        f"<section><h2><a href='/{n}'>Le port numéro {n} aussi</a></h2><p>{n}. {PARAGRAPHS[n % 3]}</p></section>"
        for n in range(6)
    )
    text = text_of(f"<main><h1>{TITLE}</h1><p>{PARAGRAPHS[0]}</p><div>{parts}</div></main>")
    assert all(f"Le port numéro {n} aussi\n{n}. {PARAGRAPHS[n % 3]}" in text for n in range(6))


def test_an_article_in_an_aside_stays() -> None:
    assert text_of(f"<header><h1>{TITLE}</h1></header><aside>{TEXT * 3}</aside><p>{PARAGRAPHS[0]}</p>").count("\n") >= 8


def test_a_mail_address_between_paragraphs_stays_and_a_link_elsewhere_goes() -> None:
    mail = "<p><a href='mailto:temoins@port.example'>temoins@port.example</a></p>"
    away = "<p><a href='/x'>Un autre article du jour</a></p>"
    text = text_of(f"<article><h1>{TITLE}</h1>{TEXT}{mail}{away}<p>{PARAGRAPHS[0]} Bis.</p></article>")
    assert text == "\n".join((*PARAGRAPHS, "temoins@port.example", f"{PARAGRAPHS[0]} Bis."))


def test_what_a_script_was_to_fill_in_is_no_text() -> None:
    unfilled = "<h1>{{ page.title }}</h1><p>{{page.status === 'draft' ? 'Brouillon' : 'Publié'}} {{ day }}</p>"
    assert text_of(f"<main>{unfilled}{TEXT}</main>") == text_of(f"<main>{TEXT}</main>")
    with pytest.raises(UserError, match="has no readable text"):
        text_of(unfilled)


def test_an_article_about_templates_keeps_them() -> None:
    told = "<p>Entre accolades, {{ nom }} devient le nom du lecteur.</p><p><code>{{ nom }}</code></p>"
    text = text_of(f"<main>{TEXT}{told}</main>")
    assert "Entre accolades, {{ nom }} devient" in text
    assert "\n{{ nom }}" in text
