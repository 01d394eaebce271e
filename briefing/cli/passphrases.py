"""Where the command line takes passphrases from: a descriptor, the environment, the terminal. Never an argument,
which every other program on the machine can read."""

import getpass
import os
import sys
from functools import cache
from pathlib import Path

from briefing.cli.terminal import warn
from briefing.errors import UserError
from briefing.i18n import tr
from briefing.workspace import is_locked, unlock

_TRIES = 3  # at the terminal


def open_lock(path: Path, descriptor: int | None) -> None:
    """Unlock the file if it is encrypted. UserErrors: passphrase-needed, wrong-passphrase."""
    if not is_locked(path):
        return
    given = _first_given(descriptor)
    if given is not None:
        unlock(path, given)
        return
    for attempt in range(_TRIES):
        try:
            unlock(path, _ask(tr("Passphrase of {name}: ", name=path.name), path))
        except UserError as error:
            if error.code != "wrong-passphrase" or attempt == _TRIES - 1:
                raise
            warn(f"briefing: {error}")
        else:
            return


def new_passphrase(path: Path, descriptor: int | None, *, is_first: bool) -> str:
    """The passphrase to be set. `is_first`: the library has none yet, so it is the first that was given; else the
    second line of the descriptor, or BRIEFING_NEW_PASSPHRASE. UserErrors: passphrase-needed, passphrases-differ."""
    given = _first_given(descriptor) if is_first else _second_given(descriptor)
    if given is not None:
        return given
    first = _ask(tr("New passphrase: "), path)
    if first != _ask(tr("The same again: "), path):
        raise UserError(
            "passphrases-differ", tr("The two passphrases are not the same."), tr("Nothing was changed. Try again.")
        )
    return first


def _first_given(descriptor: int | None) -> str | None:
    if descriptor is not None:
        return next(iter(_lines(descriptor)), "")
    return _taken("BRIEFING_PASSPHRASE")


def _second_given(descriptor: int | None) -> str | None:
    if descriptor is not None:
        return "".join(_lines(descriptor)[1:2])
    return _taken("BRIEFING_NEW_PASSPHRASE")


@cache
def _taken(name: str) -> str | None:
    # taken away: the processes that this one starts are not told
    return os.environ.pop(name, None)


@cache
def _lines(descriptor: int) -> list[str]:
    try:
        with os.fdopen(descriptor, encoding="utf-8") as file:
            return file.read().splitlines()
    except (OSError, ValueError) as error:
        message = tr("The passphrase can't be read from descriptor {number}.", number=descriptor)
        raise UserError("passphrase-needed", message, "briefing --passphrase-fd 3 list 3< file") from error


def _ask(prompt: str, path: Path) -> str:
    if not sys.stdin.isatty():
        raise UserError(
            "passphrase-needed",
            tr("{path} is encrypted.", path=path),
            tr("Give its passphrase: at the terminal, or in the variable BRIEFING_PASSPHRASE."),
        )
    return getpass.getpass(prompt)
