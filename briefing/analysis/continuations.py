"""Quotations beside a verb of saying: what is speech at all, what goes on with the speaker just introduced."""

from briefing.analysis.grammar import is_verb
from briefing.analysis.proposal import Proposal, Scene
from briefing.analysis.quotes import Quote


def is_speechlike(scene: Scene, quote: Quote) -> bool:
    """Long enough, or set off by a comma or colon, to be what somebody said."""
    if quote.words >= 4:
        return True
    text = scene.parsed.text
    before = text[max(0, quote.start - 3) : quote.start].rstrip()
    after = text[quote.end : quote.end + 2].lstrip()
    last = text[quote.inner_end - 1]
    return before.endswith(":") or (
        quote.words >= 1 and last in ",.?!…" and (after[:1] in ("", ",") or after[:1].isalpha())
    )


def quoted_words(quote: Quote, text: str) -> tuple[int, int]:
    end = quote.inner_end
    if text[end - 1] == "," and end - 1 > quote.inner_start:
        end -= 1
    return quote.inner_start, end


def continue_speech(scene: Scene, quote: Quote, previous: tuple[Quote, Proposal] | None) -> Proposal | None:
    """The second half of an interrupted quotation: "…", he said. "…" becomes a further piece."""
    if previous is None:
        return None
    before, proposal = previous
    parsed = scene.parsed
    if proposal.rule not in ("speech.after", "speech.continued") or len(proposal.content) > 3:
        return None
    gap = parsed.text[before.end : quote.start]
    if "\n" in gap or len(gap) > 160 or len(proposal.content) > 1:
        return None
    anchor_end = parsed.tokens[proposal.anchor].end
    if not before.end <= anchor_end <= quote.start:
        return None
    tail = parsed.text[anchor_end : quote.start].strip()
    if not tail.endswith((",", ".", ":", "—", "–", ";")) or tail.count(".") > 1 or tail.count(",") > 3:
        return None
    if not goes_on(before, quote, parsed.text) and any(
        is_verb(t) and t.index != proposal.anchor
        for t in parsed.tokens[proposal.anchor + 1 : parsed.token_at(quote.start)]
    ):
        return None
    proposal.content.append(quoted_words(quote, parsed.text))
    return proposal


def goes_on(before: Quote, quote: Quote, text: str) -> bool:
    """Whether a sentence that one quotation breaks off goes on in the next: what stands between is no matter then."""
    return text[before.inner_end - 1] == "," and text[quote.inner_start].islower()


def follow_speech(scene: Scene, quote: Quote, previous: tuple[Quote, Proposal] | None) -> Proposal | None:
    """A quotation without a verb right after another of the same paragraph belongs to the speaker just introduced."""
    if previous is None or quote.words < 4:
        return None
    before, proposal = previous
    parsed = scene.parsed
    gap = parsed.text[before.end : quote.start]
    anchor = parsed.tokens[proposal.anchor]
    start = max(before.end, anchor.end)
    between = parsed.text[start : quote.start]
    opens = parsed.text[: quote.start].rstrip()[-1:] in ("", ".", "»", "”", '"', "\n")
    same = "\n" not in gap.strip(" ") if gap.strip() else before.is_open or "\n" not in gap
    if not same or len(between) > 120 or not opens:
        return None
    first = parsed.token_at(quote.end)
    if (
        first < len(parsed.tokens)
        and parsed.tokens[first].text not in (".", "!", "?")
        and parsed.text[quote.inner_end - 1] not in ".!?…"
    ):
        return None
    return Proposal(
        anchor=parsed.token_at(quote.start),
        cue=(),
        content=[quoted_words(quote, parsed.text)],
        word=proposal.word,
        stance=proposal.stance,
        frame="quote",
        rule="speech.continued",
        speaker=proposal.speaker,
        is_implicit=True,
    )


def stands_alone(scene: Scene, quote: Quote) -> bool:
    """Whether a quote without a speaker is a sentence of its own and not a title or a word at arm's length."""
    if quote.words < 6:
        return False
    before = scene.parsed.text[: quote.start].rstrip(" ")[-1:]
    return before in ("", "\n", ".", ":", "»", "”", '"', "?", "!")
