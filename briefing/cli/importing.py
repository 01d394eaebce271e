"""`briefing import` and what it leaves: files, folders, the inbox folder, a web address; kept files, originals."""

import argparse
import signal
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from briefing.cli.terminal import one_line, say, say_json, show_progress, warn
from briefing.errors import UserError
from briefing.files import write_atomically
from briefing.i18n import interface_language, tr, trn
from briefing.settings import load_settings
from briefing.text import is_web_address
from briefing.wording import labelled
from briefing.workspace import (
    ImportItem,
    Workspace,
    import_address,
    look_into_inbox,
    take_from_inbox,
)
from briefing.workspace.progress import CancelCheck

# An import of more articles leaves it to the window to look for copies among them.
_MOST_COMPARED = 1_000
_BETWEEN_LOOKS = 1.0  # seconds in which a file that is still being written grows


def run_import(options: argparse.Namespace, workspace: Workspace) -> int:
    """Import what was named; gives the exit status."""
    if not options.paths and not options.inbox:
        raise UserError("usage", tr("Name files, folders or a web address, or --inbox."), "briefing import --help")
    workspace.library.backup_if_due()
    items: list[ImportItem] = []
    with _stopping() as is_stopped:
        if options.inbox:
            items += _from_inbox(options, workspace, is_stopped)
        if options.paths:
            items += _from_places(options, workspace, is_stopped)
        alike = _alike(workspace, [item.article_id for item in items if item.outcome == "added" and item.article_id])
    _tell(items)
    for line in alike:
        say(one_line(line))
    if is_stopped():
        warn(_what_is_left(workspace))
        return 2
    if not items:
        warn(tr("No file was found there."))
        return 0 if options.inbox else 2
    left = sum(item.outcome in ("kept", "refused") for item in items)
    return 2 if left == len(items) else 1 if left else 0


def _from_places(options: argparse.Namespace, workspace: Workspace, is_stopped: CancelCheck) -> list[ImportItem]:
    items: list[ImportItem] = []
    name = options.dossier or tr("Inbox")
    for address in filter(is_web_address, options.paths):
        try:
            library, reader = workspace.library, workspace.reader
            into = partial(workspace.dossier_named, name)
            items += import_address(library, reader, address, into, is_cancelled=is_stopped).items
        except UserError as error:
            items.append(ImportItem(address, "refused", None, str(error)))
    paths = [Path(path) for path in options.paths if not is_web_address(path)]
    if paths:
        report = workspace.import_paths(
            paths,
            workspace.dossier_named(name),
            published=options.published,
            progress=show_progress,
            is_cancelled=is_stopped,
        )
        items += report.items
    return items


def _from_inbox(options: argparse.Namespace, workspace: Workspace, is_stopped: CancelCheck) -> Sequence[ImportItem]:
    settings = load_settings()
    if not settings.inbox_folder:
        hint = tr("Choose it in the window, under File.")
        raise UserError("no-inbox", tr("No inbox folder is set."), hint)
    folder = Path(settings.inbox_folder)
    before = look_into_inbox(workspace.library, folder)
    time.sleep(_BETWEEN_LOOKS)
    arrived = look_into_inbox(workspace.library, folder, before)
    dossier_id = workspace.dossier_named(options.dossier or settings.inbox_dossier or tr("Inbox"))
    library, reader = workspace.library, workspace.reader
    return take_from_inbox(library, reader, arrived, dossier_id, progress=show_progress, is_cancelled=is_stopped).items


@contextmanager
def _stopping() -> Iterator[CancelCheck]:
    """The first Ctrl+C stops after what is in hand, which is kept; the second one ends at once."""
    pressed: list[int] = []

    def press(number: int, _: object) -> None:
        pressed.append(number)
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, press)
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)


def _tell(items: Sequence[ImportItem]) -> None:
    words = {"added": tr("added"), "there": tr("already there"), "kept": tr("kept"), "refused": tr("refused")}
    for item in items:
        shown = f"{item.name} ({item.message})" if item.message else item.name
        line = labelled(words[item.outcome], shown, interface_language())
        (say if item.outcome in ("added", "there") else warn)(one_line(line))
    if len(items) > 1:
        counts = Counter[str](item.outcome for item in items)
        told = ", ".join(f"{counts[outcome]} {word}" for outcome, word in words.items() if counts[outcome])
        say(labelled(trn("{count} file", "{count} files", len(items)), told, interface_language()))


def _what_is_left(workspace: Workspace) -> str:
    left = sum(pending.left for pending in workspace.library.pending_imports()[-1:])
    words = tr("Stopped. What was finished is kept.")
    if not left:
        return words
    more = trn("{count} file is left.", "{count} files are left.", left)
    return f"{words} {more} {tr('The same command goes on with the rest.')}"


def _alike(workspace: Workspace, added: Sequence[str]) -> list[str]:
    """A line for each new article that tells a story which the library has already, or another one before it."""
    if not 0 < len(added) <= _MOST_COMPARED:
        return []  # the window compares them in the background
    workspace.compare_articles(progress=show_progress)
    lines = []
    told: set[str] = set()
    for article_id in added:
        versions = workspace.library.versions_of(article_id)
        if versions and article_id not in told:
            told.add(versions[0].headline.id)
            title = workspace.library.article(article_id).title
            words = tr("same text as") if versions[0].share == 1 else tr("same story as")
            other = labelled(words, versions[0].headline.title, interface_language())
            lines.append(f"{article_id[:8]}  {title} — {other} ({versions[0].headline.id[:8]})")
    return lines


def list_kept(options: argparse.Namespace, workspace: Workspace) -> int:
    """The files that gave no text, with the reason of each."""
    dossier_id = workspace.find_dossier(options.dossier) if options.dossier else None
    kept = workspace.library.attachments(dossier_id)
    if options.json:
        say_json([attachment._asdict() for attachment in kept], indent=1)
        return 0
    for attachment in kept:
        size = f"{-(-attachment.size // 1000)} kB"
        say(one_line(f"{attachment.id[:8]}  {size:>9}  {attachment.name}  {attachment.reason}"))
    if not kept:
        warn(tr("No file is kept without its text."))
    return 0


def save_original(options: argparse.Namespace, workspace: Workspace) -> int:
    """Write the bytes that an article, or a kept file, came as."""
    library = workspace.library
    try:
        content = library.original(library.article(options.article).id)
    except UserError as error:
        if error.code != "no-such-article":
            raise
        content = library.attachment_content(library.attachment(options.article).sha256)
    write_atomically(options.output, content)
    say(str(options.output))
    return 0
