"""The verbs a person performs. The only place where library, analysis, compose and export meet.

Every verb that writes returns the Change it made. Calls block; the window makes them off its own thread.
"""

from briefing.workspace.analysing import analyse_lines
from briefing.workspace.correcting import correct_articles, needs_new_findings
from briefing.workspace.importing import ImportItem, ImportReport, import_address, import_rest, try_again
from briefing.workspace.inbox import Look, look_into_inbox, take_from_inbox
from briefing.workspace.keeping import discard
from briefing.workspace.progress import CancelCheck, Progress, ProgressListener
from briefing.workspace.publishing import (
    brief_files,
    brief_sample,
    check_format,
    preview,
    read_files,
    render,
    restore_library,
    spoken,
    verify_file,
    write_brief,
)
from briefing.workspace.safety import (
    check_library,
    holdings_words,
    is_locked,
    set_passphrase,
    size_words,
    unlock,
    what_to_do,
)
from briefing.workspace.unpacking import Clip
from briefing.workspace.workspace import Workspace

__all__ = [
    "CancelCheck",
    "Clip",
    "ImportItem",
    "ImportReport",
    "Look",
    "Progress",
    "ProgressListener",
    "Workspace",
    "analyse_lines",
    "brief_files",
    "brief_sample",
    "check_format",
    "check_library",
    "correct_articles",
    "discard",
    "holdings_words",
    "import_address",
    "import_rest",
    "is_locked",
    "look_into_inbox",
    "needs_new_findings",
    "preview",
    "read_files",
    "render",
    "restore_library",
    "set_passphrase",
    "size_words",
    "spoken",
    "take_from_inbox",
    "try_again",
    "unlock",
    "verify_file",
    "what_to_do",
    "write_brief",
]
