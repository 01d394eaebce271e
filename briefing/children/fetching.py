"""Fetching one page from a web address, in a child that is started for it and ends after it."""

import base64

from briefing.children.process import Child, Ended, IsCancelled, ignore, never
from briefing.errors import UserError
from briefing.i18n import tr
from briefing.model import Fetched

FETCHING_SECONDS = 90.0


def fetch(address: str, *, is_cancelled: IsCancelled = never) -> Fetched:
    """The file at a web address that the person named. UserError as `briefing.web.fetch` says, Cancelled."""
    with Child("fetch") as child:
        try:
            answer = child.ask({"do": "fetch", "address": address}, FETCHING_SECONDS, is_cancelled, ignore)["fetched"]
        except Ended as ended:
            too_long = ended.status is None
            words = (
                tr("{address} takes too long to answer.", address=address)
                if too_long
                else tr("{address} can't be fetched.", address=address)
            )
            hint = tr("Save the page in your browser and import the file, or copy its text and paste it here.")
            raise UserError("takes-too-long" if too_long else "fetching-failed", words, hint) from None
    return Fetched(answer["name"], base64.b64decode(answer["content"]), answer["address"])
