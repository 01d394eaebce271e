"""What a brief held when it went out, and what is different now."""

from typing import Literal, NamedTuple


class SentLine(NamedTuple):
    """A line as it went out: its key, section and heading, and all its words."""

    key: str
    section: str
    heading: str
    words: str


class SentBrief(NamedTuple):
    """What a brief held when it went out; `sent_at` in UTC."""

    sent_at: str
    lines: tuple[SentLine, ...]


class LineChange(NamedTuple):
    """How a line differs from the brief that went out last: `before` is empty for a new one, `now` for one gone."""

    kind: Literal["new", "changed", "gone"]
    key: str
    section: str
    heading: str
    before: str
    now: str
