"""Words from outside that a format might take for more than words, and a brief that has them everywhere."""

from briefing.compose import compose
from briefing.model import (
    Actor,
    Brief,
    Caution,
    Code,
    Curation,
    Figure,
    Header,
    Meeting,
    OwnLine,
    Unattributed,
    When,
)
from briefing.text import clean
from tests.samples import PRESS, article, at, reading, says

# Words that a format might take for more than words, and signs that turn or hide text.
HOSTILE = (
    '<script>alert(1)</script><img src="http://e.org/x.png">',
    "[x](http://e.org) ![x](http://e.org/x.png) `x` *a* **b** | c | <!-- d",
    '#image("/etc/passwd") $x$ @preview/x:1.0.0 #include "x" \\u{41} [*y*] /* z */ // w',
    "Subject\r\nBcc: all@e.org\r\n\r\n=?utf-8?q?x=0ABcc:_y@e.org?=",
    '=HYPERLINK("http://e.org","x") +1 -1 @SUM(1)',
    "BEGIN:VEVENT\nUID:x;y,z\\n\nEND:VEVENT",
    "\u202egnp.exe\u202c \u2066x\u2069 \u200bzero\ufeff",
    "🇲🇽 𝕏 e\u0301 \u00a0\u202f 漢字 \x07\x1b[31m",
    "«" * 40 + "“x" + "»" * 40,
    "{language} {0} %s \\ ' \" `",
    "مرحبا بالعالم",
)


def hostile_brief(words: str) -> Brief:
    """A brief with the same hostile words in every field that words from outside can reach."""
    flat, _ = clean(words)
    text = f"Hier, {flat} a déclaré : « Nous refusons {flat} ». Le groupe se réunira le 23 janvier à Paris."
    when = When(at(text, "le 23 janvier"), "2026-01-23", "2026-01-23", "day", Code("explicit"))
    source = article(PRESS, text, flat, outlet=flat, author=flat, origin=flat)
    read = reading(
        source,
        actors=[Actor("a1", flat, "person", flat, (flat,))],
        statements=[says(text, "s-1", "a1", "oppose", "a déclaré", f"Nous refusons {flat}", kind="direct")],
        unattributed=[Unattributed("u-1", at(text, f"Hier, {flat} a déclaré"))],
        meetings=[
            Meeting(
                "m-1", at(text, "Le groupe se réunira le 23 janvier"), flat, when, "scheduled", False, ("a1",), flat
            )
        ],
        figures=[Figure("f-1", at(text, "23 janvier"), 23, flat, claimed_by="a1")],
        cautions=[Caution(Code("missing-document", {"name": flat}))],
    )
    curations = {
        (PRESS, "s-1"): Curation(PRESS, "s-1", gloss=flat, note=flat, issue=flat),
        (PRESS, "u-1"): Curation(PRESS, "u-1", text=flat, state="edited"),
    }
    own = [
        OwnLine("1", "d", "comment", flat, source=flat),
        OwnLine("2", "d", "bottom-line", flat, may_be_disclosed=False),
    ]
    header = Header(words, marking=words, reference=words, to=words, sender=words, through=words, drafter=words)
    return compose([read], header, curations, own, today="2026-01-17")
