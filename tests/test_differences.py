"""What differs between two texts."""

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from briefing.differences import differences

OLD = "Le président a libéré 92 détenus vendredi.\n\nIl a quitté la salle.\n\nLa séance est levée."


def said(old: str, new: str) -> list[tuple[str, str, str]]:
    pieces = differences(old, new)
    return [(p.kind, old[slice(*p.old)].strip(), new[slice(*p.new)].strip()) for p in pieces if p.kind != "equal"]


def test_one_changed_figure_is_one_difference() -> None:
    assert said(OLD, OLD.replace("92", "29")) == [("changed", "92", "29")]


def test_what_was_added_and_what_was_removed() -> None:
    new = "Mise à jour. " + OLD.replace("\n\nIl a quitté la salle.", "")
    assert said(OLD, new) == [("added", "", "Mise à jour."), ("removed", "Il a quitté la salle.", "")]


def test_the_same_words_on_other_lines_are_no_difference() -> None:
    assert said(OLD, OLD.replace("\n\n", " ").replace(" a ", "\u00a0a\n")) == []


def test_another_sentence_is_one_change_and_not_a_mosaic() -> None:
    old = "Avant tout cela était clair. Elle a dit de la coopération qu’elle avance. Puis tout le monde est parti."
    new = "Avant tout cela était clair. Nul ne sait de quoi la ministre parlait hier. Puis tout le monde est parti."
    assert len(said(old, new)) == 1


@given(
    st.lists(st.sampled_from(["a", "b", "c", ".", "\n", "92", "🇲🇽", " "])),
    st.lists(st.sampled_from(["a", "b", "d", "\n", "92"])),
)
def test_the_pieces_cover_both_texts_in_order(old_parts: list[str], new_parts: list[str]) -> None:
    old, new = " ".join(old_parts), " ".join(new_parts)
    pieces = differences(old, new)
    assert "".join(old[slice(*p.old)] for p in pieces) == old
    assert "".join(new[slice(*p.new)] for p in pieces) == new
    for piece in pieces:
        if piece.kind == "equal":
            assert "".join(old[slice(*piece.old)].split()) == "".join(new[slice(*piece.new)].split())


def test_long_texts_are_compared_in_bounded_time() -> None:
    chance = random.Random(1)
    words = [chance.choice(["de", "la", "le", ",", "coopération", "frontière", "a", "92"]) for _ in range(60_000)]
    other = [w if chance.random() > 0.3 else chance.choice(["x", "de", "la"]) for w in words]
    begun = time.process_time()
    differences(" ".join(words), " ".join(other[20_000:] + other[:20_000]))
    assert time.process_time() - begun < 10
