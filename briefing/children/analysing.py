"""Analysing texts, in a child that keeps the language models it has loaded."""

from collections.abc import Callable

from briefing.children.process import Child, Ended, IsCancelled, Json, ignore, never
from briefing.errors import UserError
from briefing.findings_json import from_json
from briefing.i18n import tr
from briefing.model import Findings

ANALYSIS_SECONDS = 120.0
CHARACTERS_A_SECOND = 2_000


class AnalysisProcess(Child):
    """Analyses texts in a child that keeps the language models it has loaded."""

    def __init__(self, *, seconds: float = ANALYSIS_SECONDS) -> None:
        super().__init__("analyse")
        self._seconds = seconds

    def warm(self, language: str) -> None:
        """Have a language's model loaded ahead of need; returns at once. What goes wrong, the first analysis tells."""
        self._hand_in({"do": "warm", "language": language}, self._seconds, never, ignore)

    def analyse(
        self,
        text: str,
        *,
        published: str | None = None,
        language: str | None = None,
        name: str = "",
        is_cancelled: IsCancelled = never,
        on_loading: Callable[[str], None] = lambda language: None,
    ) -> Findings:
        """The findings of a settled text; `on_loading` is told when a language's model has to be loaded first.

        UserError "analysis-failed" or "analysis-too-long" naming `name`, Cancelled.
        """
        request = {"do": "analyse", "text": text, "published": published, "language": language}
        return from_json(self._analysed(request, name, is_cancelled, on_loading), text)

    def analyse_document(self, doc: str, text: str, *, published: str | None, language: str | None) -> Json:
        """A document's findings as `findings_json.to_json` writes them: made in the child and passed on as they are.

        UserErrors as `analyse`.
        """
        request = {"do": "analyse", "doc": doc, "text": text, "published": published, "language": language}
        return self._analysed(request, doc, never, lambda loading: None)

    def _analysed(self, request: Json, name: str, is_cancelled: IsCancelled, on_loading: Callable[[str], None]) -> Json:
        seconds = self._seconds + len(request["text"]) / CHARACTERS_A_SECOND
        try:
            answer = self.ask(request, seconds, is_cancelled, lambda notice: on_loading(notice["loading"]))
        except Ended as ended:
            raise _why_not_analysed(ended.status, name) from None
        findings: Json = answer["findings"]
        return findings


def _why_not_analysed(status: int | None, name: str) -> UserError:
    hint = tr("The text itself is kept; analyse it again, or shorten it.")
    if status is None:
        return UserError(
            "analysis-too-long", tr("The analysis of {name} was given up: it takes too long.", name=name), hint
        )
    return UserError("analysis-failed", tr("The analysis of {name} stopped unexpectedly.", name=name), hint)
