"""Every article has a title: its own, else its first sentence."""

import pytest

from tests.importers.reading import read_article as read

LONG = "La présidente a défendu jeudi les progrès accomplis et a réclamé un respect mutuel entre les deux pays."


@pytest.mark.parametrize("title", ["Mexique : Sheinbaum répond", "¿Qué dirá Washington?", "U.S. seeks results"])
def test_a_short_first_line_is_the_title(title: str) -> None:
    found = read(f"{title}\n\n{LONG}\n".encode(), "a.txt")
    assert (found.title, found.title_basis) == (title, "found")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (LONG, "La présidente a défendu jeudi les progrès accomplis et a réclamé un respect mutuel entre…"),
        ("Le ministre arrive lundi à Paris. Il verra M. Dupont.\n", "Le ministre arrive lundi à Paris"),
        ("M. Dupont verra Mme Durand mardi. Puis il partira.", "M. Dupont verra Mme Durand mardi"),
        ("Un mot", "Un mot"),
        ("x" * 300, "x" * 90 + "…"),
    ],
)
def test_else_the_title_is_made_from_the_first_sentence(text: str, title: str) -> None:
    found = read(text.encode(), "a.txt")
    assert (found.title, found.title_basis) == (title, "made")


def test_the_seeds_get_a_title(seed_texts: tuple[str, str]) -> None:
    titles = [read(text.encode(), "a.txt").title for text in seed_texts]
    assert [title.split()[0] for title in titles] == ["La", "L'administration"]
    assert all(len(title) <= 91 for title in titles)
