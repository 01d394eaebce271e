"""The command line: every verb of the window that needs no eye. It needs no display."""

from briefing.cli.commands import run, say_no_window
from briefing.cli.options import parse

__all__ = ["parse", "run", "say_no_window"]
