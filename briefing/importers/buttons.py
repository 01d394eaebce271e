"""Headlines that are no links themselves, but whose items end with a button ("Read more"): they get its address."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from briefing.importers.linked import Line
from briefing.text import count_words

_FEWEST = 3
_BUTTON_WORDS = 5
_TITLE_WORDS = 2
_TEXT_WORDS = 5


def with_buttons(lines: Sequence[Line]) -> list[Line]:
    """The lines, headlines among them with the address of the button that ends their item.

    Buttons are links with the same few words, three or more that lead to different places. Between two of them stands
    one line of the shape that all headlines have, with text below.
    """
    made = list(lines)
    for places in _buttons(lines):
        stretches = [range(a + 1, b) for a, b in zip([-1, *places], places, strict=False)]
        shape = _headline_shape(lines, stretches)
        if shape is None:
            continue
        for stretch, button in zip(stretches, places, strict=True):
            head = next((place for place in reversed(stretch) if lines[place].shape == shape), None)
            if head is not None:
                made[head] = replace(made[head], address=lines[button].address, linked=made[head].text, times=2)
    return made


def _buttons(lines: Sequence[Line]) -> list[list[int]]:
    """The places of links with the same few words that lead to different addresses, a list for each wording."""
    alike: dict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        if line.is_link and line.address and count_words(line.text) <= _BUTTON_WORDS:
            alike[line.text.casefold()].append(place)
    return [places for places in alike.values() if len({lines[place].address for place in places}) >= _FEWEST]


def _headline_shape(lines: Sequence[Line], stretches: Sequence[range]) -> tuple[str, ...] | None:
    """The shape of one line in each stretch that has text of another shape below it; the first stretch has more."""
    counted: Counter[tuple[str, ...]] = Counter()
    for number, stretch in enumerate(stretches):
        shapes = Counter(lines[place].shape for place in stretch)
        once = {
            lines[place].shape
            for place in stretch
            if not lines[place].is_link
            and (number == 0 or shapes[lines[place].shape] == 1)
            and count_words(lines[place].text) >= _TITLE_WORDS
            and any(
                lines[below].shape != lines[place].shape and count_words(lines[below].text) >= _TEXT_WORDS
                for below in range(place + 1, min(stretch.stop, place + 4))
            )
        }
        counted.update(once)
    if not counted:
        return None
    shape, times = counted.most_common(1)[0]
    return shape if times >= _FEWEST and times >= 0.8 * len(stretches) else None
