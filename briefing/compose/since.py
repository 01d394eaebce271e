"""What changed in a brief since one went out: new lines, lines that say something else, lines that are gone."""

from collections.abc import Mapping

from briefing.compose.clauses import plain
from briefing.model import Brief, LineChange, SentBrief, SentLine

# What is made anew with each brief says nothing of the world.
_LEFT_OUT = ("cautions", "cast", "sources")
_NO_KEYS: Mapping[str, str] = {}


def printed(brief: Brief) -> tuple[SentLine, ...]:
    """The lines that go out, with their words, in the order of the brief."""
    found = []
    for section in brief.sections:
        for group in section.groups if section.key not in _LEFT_OUT else ():
            for line in group.lines:
                if line.is_included and not line.is_orphaned:
                    words = " ".join([*plain(line.fragments).split(), *(line.gloss or "").split()])
                    found.append(SentLine(line.key, section.key, group.title, words))
    return tuple(found)


def since(sent: SentBrief, brief: Brief, new_keys: Mapping[str, str] = _NO_KEYS) -> tuple[LineChange, ...]:
    """What changed, in the order of the brief, then what is gone.

    A line is the same by its key, or by its words where it got another key. `new_keys` are the keys of lines of an
    article that a newer version replaced, by the old ones.
    """
    lines = printed(brief)
    others = {key for section in brief.sections for line in section.lines for key in line.also}
    before = {new_keys.get(line.key, line.key): line for line in sent.lines}
    said_before = {line.words for line in sent.lines}
    keys_now, said_now = {line.key for line in lines}, {line.words for line in lines}
    found = []
    for line in lines:
        old = before.get(line.key)
        if old is None and line.words not in said_before:
            found.append(LineChange("new", line.key, line.section, line.heading, "", line.words))
        elif old is not None and old.words != line.words:
            found.append(LineChange("changed", line.key, line.section, line.heading, old.words, line.words))
    for key, old in before.items():
        if key not in keys_now and key not in others and old.words not in said_now:
            found.append(LineChange("gone", key, old.section, old.heading, old.words, ""))
    return tuple(found)
