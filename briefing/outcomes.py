"""What became of a person's work in a newer version of an article, and of a brief that went out, in words."""

from collections.abc import Mapping, Sequence

from briefing.i18n import interface_language, tr, trn
from briefing.model import Carried, CarriedOutcome, LineChange, Succession
from briefing.wording import in_marks, labelled, state_words

# What needs a look comes first.
OUTCOMES: tuple[CarriedOutcome, ...] = ("gone", "changed", "moved", "kept")


def outcome_words(outcome: str) -> str:
    words = {"kept": tr("kept"), "moved": tr("moved"), "changed": tr("changed"), "gone": tr("gone")}
    return words.get(outcome, outcome)


def outcome_hint(carried: Carried) -> str:
    """What an outcome means, one sentence."""
    if carried.outcome == "changed" and _is_read_otherwise(carried):
        return tr("The words are the same, but who says it, how or when is read otherwise now: look at it again.")
    words = {
        "kept": tr("The same words, in the same place."),
        "moved": tr("The same words, elsewhere in the text."),
        "changed": tr("The words are others now: look at it again. A decision about them is open again."),
        "gone": tr("It stands nowhere in the newer version, and stays with the old one."),
    }
    if carried.outcome == "gone" and carried.new:
        return tr("The words are there, but no line is found on them now: the decision stays with the old version.")
    return words.get(carried.outcome, carried.outcome)


def _is_read_otherwise(carried: Carried) -> bool:
    return bool(carried.old and carried.new and carried.old.quote.split() == carried.new.quote.split())


def kind_words(carried: Carried) -> str:
    """What was carried: a note, a tag, a decision with its state."""
    words = {
        "highlight": tr("highlight"),
        "note": tr("note"),
        "tag": tr("tag"),
        "decision": tr("line"),
        "addition": tr("line made by hand"),
        "own": tr("line of your own"),
    }
    kind = words.get(carried.kind, carried.kind)
    if carried.kind == "decision" and carried.words:
        return f"{kind} ({state_words(carried.words, interface_language())})"
    return kind


def counts(carried: Sequence[Carried]) -> Mapping[CarriedOutcome, int]:
    """How many of each outcome, those that need a look first; none left out."""
    return {outcome: sum(one.outcome == outcome for one in carried) for outcome in OUTCOMES}


def summary(made: Succession) -> str:
    """One line: how much was carried over, and how."""
    if not made.carried:
        return tr("There was nothing to carry over.")
    listed = [f"{count} {outcome_words(outcome)}" for outcome, count in counts(made.carried).items() if count]
    whole = trn("{count} piece of work carried over", "{count} pieces of work carried over", len(made.carried))
    return labelled(whole, ", ".join(listed), interface_language())


def sentence(carried: Carried) -> str:
    """One piece on one line: what it is, its words, the old passage and the new one."""
    language = interface_language()
    words = "" if carried.kind in ("decision", "addition") else " ".join(carried.words.split())
    old = in_marks(" ".join(carried.old.quote.split()), language) if carried.old else ""
    new = in_marks(" ".join(carried.new.quote.split()), language) if carried.new else ""
    passages = f"{old} → {new}" if new and new != old else old
    return labelled(
        outcome_words(carried.outcome), " · ".join(p for p in (kind_words(carried), words, passages) if p), language
    )


def report_lines(made: Succession) -> list[str]:
    """The whole report, what needs a look first."""
    ordered = sorted(made.carried, key=lambda one: OUTCOMES.index(one.outcome))
    return [summary(made), *(sentence(one) for one in ordered)]


def change_words(kind: str) -> str:
    """How a line differs from the brief that went out last."""
    words = {"new": tr("new line"), "changed": tr("changed"), "gone": tr("left out")}
    return words.get(kind, kind)


def changes_summary(changes: Sequence[LineChange], when: str) -> str:
    """One line: how much is new, changed and gone since the brief that went out at `when`."""
    if not changes:
        return tr("Nothing changed since the brief of {when}.", when=when)
    counted = [(kind, sum(change.kind == kind for change in changes)) for kind in ("new", "changed", "gone")]
    listed = ", ".join(f"{count} {change_words(kind)}" for kind, count in counted if count)
    return labelled(tr("Since the brief of {when}", when=when), listed, interface_language())
