"""Copies and versions of one story."""

from pathlib import Path

import pytest

from briefing.library import Library
from briefing.library.likeness import likeness, sketch
from briefing.model import Article
from tests.library.making import an_article

STORY = (
    "La présidente Claudia Sheinbaum a rejeté vendredi l’idée d’une intervention militaire américaine au Mexique.\n\n"
    "Elle a rappelé devant la presse que la coopération avec Washington produit des résultats, citant la baisse de "
    "50 pour cent des saisies de fentanyl à la frontière et la remise de 92 détenus à la justice américaine.\n\n"
    "Le secrétaire d’État Marco Rubio avait demandé la veille des résultats concrets et vérifiables contre les "
    "réseaux de trafic de drogue, selon un communiqué publié par le Département d’État à Washington.\n\n"
    "Une réunion du groupe bilatéral de sécurité est prévue le 23 janvier, et les ministres des deux pays doivent "
    "se retrouver en février à Washington pour faire le point sur les engagements pris par chacune des parties."
)
OTHER = (
    "Le ministre de l’Économie Marcelo Ebrard a présenté mardi à Mexico le plan de relance de l’industrie.\n\n"
    "Il prévoit des aides aux constructeurs qui achètent leurs pièces dans le pays, et une baisse des droits de douane "
    "sur l’acier. Les syndicats ont salué une mesure attendue depuis longtemps par les ouvriers de Puebla.\n\n"
    "Les exportations de voitures vers les États-Unis ont reculé de 12 pour cent depuis le début de l’année, selon "
    "l’institut national de statistique, qui publiera ses nouveaux chiffres à la fin du mois."
)
STANDING = (
    "Cette chronique paraît chaque semaine. Son auteur, ancien ambassadeur, y suit depuis quinze ans la politique du "
    "continent, et répond aux questions des lecteurs qui lui écrivent au journal."
)


@pytest.mark.parametrize(
    "copy",
    [
        "Nouveau titre\n\n" + STORY,
        "MEXICO (AFP) – " + STORY + "\n\nAvec Reuters.",
        STORY.partition("\n\n")[2],
        STORY.rpartition("\n\n")[0],
        STORY.replace("50", "40").replace("92", "29").replace("23 janvier", "24 janvier"),
        "Tout autre début, écrit par la rédaction pour ses abonnés.\n\n" + STORY.partition("\n\n")[2],
    ],
    ids=["title", "agency", "lead cut", "end cut", "figures", "new lead"],
)
def test_a_copy_of_a_story_is_told(copy: str) -> None:
    assert likeness(STORY, copy) > 0.5
    assert set(sketch(STORY)) & set(sketch(copy))


@pytest.mark.parametrize(
    "other",
    [OTHER, OTHER + "\n\n" + STORY.partition("\n\n")[0], "\n\n".join([STORY, *([OTHER] * 4)])],
    ids=["same country", "one sentence in common", "a digest of the day"],
)
def test_another_story_is_none(other: str) -> None:
    made = other if other.count(OTHER) < 2 else STORY + "\n\n" + _long_digest()
    assert likeness(STORY, made) == 0


def _long_digest() -> str:
    return "\n\n".join(OTHER.replace("mardi", f"{n} mardi").replace(" ", f" {n}x ", 40) for n in range(8))


def test_two_columns_with_the_same_standing_text_are_two_stories() -> None:
    assert likeness(STORY + "\n\n" + STANDING, OTHER + "\n\n" + STANDING, days=7) == 0


def test_press_releases_of_one_mould_about_different_people_are_two_stories() -> None:
    release = (
        "President Joseph R. Biden, Jr. spoke today with {who} of {land}. The President thanked {who} for the "
        "leadership of {land} in the talks on a ceasefire, and they discussed the efforts to bring the hostages "
        "home and to ease the suffering of civilians. They agreed to stay in touch in the coming days, directly "
        "and through their teams, as the negotiators meet again in {town} before the end of the week."
    )
    one = release.format(who="Abdel Fattah El-Sisi", land="Egypt", town="Cairo")
    other = release.format(who="Tamim bin Hamad Al-Thani", land="Qatar", town="Doha")
    assert likeness(one, other) == 0
    assert likeness(one, one.replace("today", "on Friday")) > 0.8


def put(library: Library, *articles: Article, dossier: str | None = None) -> None:
    with library.edit("Import") as edit:
        for article in articles:
            edit.add_article(article, article.text.encode(), dossier)


def compare(library: Library) -> None:
    while library.compare_next():
        pass


def test_copies_are_grouped_behind_the_import(library: Library) -> None:
    first, other, copy = an_article(STORY), an_article(OTHER), an_article("Autre titre\n\n" + STORY)
    put(library, first, other, copy)
    assert library.stories() == {}
    compare(library)
    stories = library.stories()
    assert set(stories) == {first.id, copy.id}
    assert len(set(stories.values())) == 1
    (version,) = library.versions_of(copy.id)
    assert (version.headline.id, version.share, version.is_superseded) == (first.id, 0.999, False)
    assert library.versions_of(other.id) == []


def test_the_same_text_in_another_file_is_told(library: Library) -> None:
    one, same = an_article("Trois mots seulement."), an_article("Trois mots seulement.")
    with library.edit("Import") as edit:
        edit.add_article(one, one.text.encode())
        edit.add_article(_from_bytes(same, b"\xef\xbb\xbf" + same.text.encode()), b"\xef\xbb\xbf" + same.text.encode())
    compare(library)
    assert [version.share for version in library.versions_of(one.id)] == [1.0]


def _from_bytes(article: Article, original: bytes) -> Article:

    from hashlib import sha256

    return article._replace(original_sha256=sha256(original).hexdigest())


def test_a_story_is_told_of_the_dossier_that_is_shown(library: Library) -> None:
    with library.edit("Dossiers") as edit:
        here, elsewhere = edit.add_dossier("A"), edit.add_dossier("B")
    one, two, three = (an_article(f"{n}\n\n{STORY}") for n in range(3))
    put(library, one, two, dossier=here)
    put(library, three, dossier=elsewhere)
    compare(library)
    assert set(library.stories(here)) == {one.id, two.id}
    assert library.stories(elsewhere) == {}
    assert len(library.stories()) == 3
    with library.edit("Trash") as edit:
        edit.trash_article(one.id)
    assert library.stories(here) == {}


def test_stories_are_the_same_however_the_comparison_is_cut(tmp_path: Path) -> None:
    texts = [OTHER, STORY, STORY.rpartition("\n\n")[0], "x " + OTHER, "Court.", STORY + "\n\n" + STANDING]
    found = []
    for step in (1, 2, 50):
        with Library.open(tmp_path / f"{step}.briefing") as library:
            articles = [an_article(text, title=str(n)) for n, text in enumerate(texts)]
            put(library, *articles)
            while library.compare_next(step):
                pass
            titles = {article.id: article.title for article in articles}
            found.append({titles[i]: story for i, story in library.stories().items()})
    assert found[0] == found[1] == found[2]
    assert found[0] == {"0": 1, "3": 1, "1": 2, "2": 2, "5": 2}


def test_an_import_that_was_undone_and_is_gone_leaves_no_story(library: Library) -> None:
    put(library, one := an_article(STORY))
    put(library, an_article("x\n\n" + STORY))
    compare(library)
    library.undo()
    assert library.stories() == {}
    put(library, another := an_article(OTHER))  # what could be redone goes for good
    compare(library)
    assert library.versions_of(one.id) == []
    assert library.versions_of(another.id) == []
    put(library, copy := an_article("y\n\n" + STORY))
    compare(library)
    assert [version.headline.id for version in library.versions_of(copy.id)] == [one.id]
    assert library.check() == []
