"""Which position a statement takes: from its cue, what it is about, whether it is denied, and who says it."""

from briefing.analysis.proposal import Proposal, Scene
from briefing.model import Stance

_NEGATED: dict[str, Stance] = {
    "support": "oppose", "commit": "oppose", "demand": "oppose", "oppose": "support", "assert": "oppose",
    "threaten": "assert", "consider": "oppose", "report": "oppose",
}  # fmt: skip


def stance_of(scene: Scene, proposal: Proposal, kind: str) -> Stance:
    """The stance of a proposal whose speaker is of that kind of actor."""
    base: Stance = proposal.stance  # type: ignore[assignment]
    if proposal.is_negated:
        return _NEGATED[base]
    return base
