"""Commands that keep the library: backups, health, encryption."""

import argparse
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from briefing.cli.passphrases import new_passphrase, open_lock
from briefing.cli.terminal import say, show_progress, warn
from briefing.errors import UserError
from briefing.i18n import interface_language, tr, trn
from briefing.library import Problem
from briefing.paths import library_file
from briefing.wording import labelled
from briefing.workspace import (
    Workspace,
    check_library,
    holdings_words,
    restore_library,
    set_passphrase,
    size_words,
    what_to_do,
)


def unlocked_path(options: argparse.Namespace, *, creates: bool = False) -> Path:
    """Where the library is that was named, unlocked. UserErrors: no-library unless it may be created, those of the
    passphrase."""
    path: Path = options.library or library_file()
    if not creates and not path.exists():
        raise UserError(
            "no-library",
            tr("There is no library at {path}.", path=path),
            tr("Check the name after --library, or begin one: briefing import FILE…"),
        )
    open_lock(path, options.passphrase_fd)
    return path


def open_workspace(options: argparse.Namespace, *, creates: bool = False) -> Workspace:
    """The library that was named. UserErrors: those of `unlocked_path`, and of opening."""
    return Workspace.open(unlocked_path(options, creates=creates), with_sample=False)


def _backup(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        say(str(workspace.library.backup(options.path, is_replacing=options.force)))
    return 0


def _backups(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        found = workspace.library.backups()
    for backup in found:
        count = "—" if backup.articles is None else trn("{count} article", "{count} articles", backup.articles)
        lock = tr("encrypted") if backup.is_encrypted else ""
        say(f"{backup.made_at:%Y-%m-%d %H:%M}  {size_words(backup.size):>9}  {count:14}  {lock:9}  {backup.path}")
    if not found:
        warn(tr("There is no backup yet: briefing backup"))
    return 0


def _restore(options: argparse.Namespace) -> int:
    path: Path = options.library or library_file()
    open_lock(options.path, options.passphrase_fd)
    with suppress(UserError):
        # a library whose passphrase is lost is kept as it is, byte for byte
        open_lock(path, options.passphrase_fd)
    kept = restore_library(options.path, path)
    say(tr("The backup is in place."))
    if kept:
        say(tr("The library that was there is kept as {path}.", path=kept))
    return 0


def _encrypt(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        if workspace.library.is_encrypted:
            raise UserError(
                "already-encrypted",
                tr("The library is encrypted already."),
                tr("To change its passphrase: briefing passphrase"),
            )
        return _set(workspace, new_passphrase(workspace.library.path, options.passphrase_fd, is_first=True))


def _passphrase(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        _need_encrypted(workspace)
        return _set(workspace, new_passphrase(workspace.library.path, options.passphrase_fd, is_first=False))


def _decrypt(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        _need_encrypted(workspace)
        return _set(workspace, None)


def _need_encrypted(workspace: Workspace) -> None:
    if not workspace.library.is_encrypted:
        raise UserError(
            "not-encrypted", tr("The library is not encrypted."), tr("To set a passphrase: briefing encrypt")
        )


def _set(workspace: Workspace, passphrase: str | None) -> int:
    outcome = set_passphrase(workspace.library, passphrase, progress=show_progress)
    if passphrase is None:
        say(tr("The library is no longer encrypted."))
        say(trn("{count} backup was decrypted too.", "{count} backups were decrypted too.", outcome.backups))
    else:
        say(tr("The library is encrypted. Without the passphrase nobody can read it, and nobody can recover it."))
        say(trn("{count} backup was encrypted too.", "{count} backups were encrypted too.", outcome.backups))
    for path in outcome.left:
        warn(labelled(tr("left as it was"), str(path), interface_language()))
    return 1 if outcome.left else 0


def _check(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        library = workspace.library
        problems: Sequence[Problem] = check_library(library, progress=show_progress)
        for problem in problems:
            warn(str(problem))
        if problems and options.repair:
            repaired = library.repair(problems)
            for line in repaired.done:
                say(line)
            say(tr("The damaged library is kept as {path}.", path=repaired.kept))
            problems = repaired.left
            for problem in problems:
                warn(labelled(tr("not repaired"), str(problem), interface_language()))
        if problems:
            say(what_to_do(problems, is_repaired=options.repair))
            say("briefing restore PATH" if options.repair else "briefing check --repair")
            return 1
        say(tr("The library is sound."))
        say(", ".join(holdings_words(library.holdings())))
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "check": _check,
    "backup": _backup,
    "backups": _backups,
    "restore": _restore,
    "encrypt": _encrypt,
    "decrypt": _decrypt,
    "passphrase": _passphrase,
}
