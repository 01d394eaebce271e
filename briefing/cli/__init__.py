"""The command line: every verb of the window that needs no eye. It needs no display.

Options are read without the rest: the window starts through here too, and may not wait for a database library.
"""

import argparse

from briefing.cli.options import parse

__all__ = ["parse", "run"]


def run(options: argparse.Namespace) -> int:
    """Perform the command; gives the exit status."""
    from briefing.cli.commands import run as perform

    return perform(options)
