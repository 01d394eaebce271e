"""How long work tells how far it is, and learns that it should stop."""

from collections.abc import Callable
from dataclasses import dataclass

from briefing.errors import Cancelled, UserError


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` pieces are finished; `what` names the one in hand."""

    done: int
    total: int
    what: str = ""


ProgressListener = Callable[[Progress], None]
CancelCheck = Callable[[], bool]
RefusalListener = Callable[[UserError], None]


def ignore_progress(progress: Progress) -> None:
    """For work that nobody watches."""


def never_cancelled() -> bool:
    """For work that nobody can stop."""
    return False


def raise_refusal(error: UserError) -> None:
    """For work that ends with the first refusal."""
    raise error


def stop_if(is_cancelled: CancelCheck) -> None:
    """Raises Cancelled once the person asked for it."""
    if is_cancelled():
        raise Cancelled
