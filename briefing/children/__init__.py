"""The child processes as seen from the program, which read files, analyse texts and fetch pages.

What fails there ends there. All calls block, so the window makes them in a thread; `is_cancelled` is asked ten times a
second, and a cancelled, stuck or dead child is replaced at the next request.
"""

from briefing.children.analysing import AnalysisProcess
from briefing.children.fetching import fetch
from briefing.children.paging import PagingProcess
from briefing.children.reading import Reading, ReadingProcess

__all__ = ["AnalysisProcess", "PagingProcess", "Reading", "ReadingProcess", "fetch"]
