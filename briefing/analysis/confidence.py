"""How sure a statement is: measured shares of right ones, by what found it and how its speaker is known."""

from briefing.analysis.actors import Found
from briefing.analysis.proposal import Proposal, Scene


def confidence_of(scene: Scene, proposal: Proposal, found: Found, kind: str) -> float:
    """Between 0 and 1; at 0.8 and above a statement goes into a brief by itself."""
    base = {"speech": 0.9, "verb": 0.7, "gerund": 0.7, "preposition": 0.75, "adjective": 0.5, "noun": 0.5}
    value = base.get(proposal.rule.split(".")[0], 0.5)
    if proposal.frame == "that":
        value += 0.2
    value *= found.certainty
    return round(min(value, 0.99), 2)
