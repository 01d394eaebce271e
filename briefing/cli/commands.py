"""One function a command. Each gives the exit status: 0 done, 1 some refused, 2 nothing could be done."""

import argparse
from collections.abc import Callable
from pathlib import Path

from briefing.cli import safety
from briefing.cli.handing_on import export_library, run_dossier
from briefing.cli.importing import list_kept, run_import, save_original
from briefing.cli.jsonl import print_file_findings, print_line_findings
from briefing.cli.safety import open_workspace, unlocked_path
from briefing.cli.searching import search
from briefing.cli.terminal import one_line, say, say_json, show_progress, use_utf8, warn
from briefing.errors import UserError
from briefing.i18n import interface_language, tr, trn
from briefing.outcomes import change_words, changes_summary, report_lines
from briefing.wording import labelled
from briefing.workspace import (
    brief_files,
    brief_sample,
    check_format,
    verify_file,
    write_brief,
)


def run(options: argparse.Namespace) -> int:
    """Perform the command; what the world refuses is one line on standard error."""
    use_utf8()
    try:
        return COMMANDS[options.command](options)
    except UserError as error:
        warn(f"briefing: {error}")
        return 2
    except KeyboardInterrupt:
        warn(tr("Stopped. What was finished is kept."))
        return 2


def _import_newer(options: argparse.Namespace) -> int:
    if len(options.paths) != 1 or options.dossier or options.published:
        raise UserError(
            "usage", tr("A newer version is one file, and goes where the old one is."), "briefing import --help"
        )
    with open_workspace(options) as workspace:
        made, _ = workspace.import_newer(options.replaces, Path(options.paths[0]))
        title = workspace.library.article(made.new_id).title
    say(one_line(labelled(tr("newer version"), f"{made.new_id[:8]}  {title}", interface_language())))
    for line in report_lines(made):
        say(one_line(line))
    return 0


def _import(options: argparse.Namespace) -> int:
    if options.replaces:
        return _import_newer(options)
    with open_workspace(options, creates=True) as workspace:
        return run_import(options, workspace)


def _original(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        return save_original(options, workspace)


def _list(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        if options.kept:
            return list_kept(options, workspace)
        dossier_id = workspace.find_dossier(options.dossier) if options.dossier else None
        headlines = workspace.library.headlines(dossier_id)
    if options.json:
        say_json([headline._asdict() for headline in headlines], indent=1)
        return 0
    for headline in headlines:
        facts = f"{headline.id[:8]}  {headline.published or '—':10}  {headline.language}"
        say(one_line(f"{facts}  {headline.title}"))
    if not headlines:
        warn(tr("No article yet: briefing import FILE…"))
    return 0


def _analyse(options: argparse.Namespace) -> int:
    if (options.file is None) == (options.jsonl is None):
        raise UserError("usage", tr("Name one file, or --jsonl and a file."), "briefing analyse --help")
    if options.jsonl:
        return print_line_findings(options.jsonl, max(1, options.workers))
    return print_file_findings(options.file, published=options.published, language=options.language)


def _brief(options: argparse.Namespace) -> int:
    if sum([bool(options.dossier), bool(options.article), bool(options.files)]) != 1:
        raise UserError("usage", tr("Name one of --dossier, --article or files."), "briefing brief --help")
    check_format(options.to)
    refusals: list[UserError] = []
    if options.files:
        brief = brief_files(options.files, published=options.published, as_of=options.as_of)
        write_brief(brief, options.to, options.output)
    else:
        with open_workspace(options) as workspace:
            brief = workspace.brief_up_to_date(
                options.dossier, options.article, as_of=options.as_of, progress=show_progress, refused=refusals.append
            )
            write_brief(brief, options.to, options.output)
            if options.dossier and options.to in ("md", "html", "pdf", "eml"):
                workspace.note_sent(workspace.find_dossier(options.dossier), brief)
    say(str(options.output))
    for refusal in refusals:
        warn(f"briefing: {refusal}")
    return 1 if refusals else 0


def _changes(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        found = workspace.changes_since_sent(workspace.find_dossier(options.dossier))
    if found is None:
        warn(tr("This dossier's brief did not go out yet."))
        return 2
    sent_at, changes = found
    say(changes_summary(changes, sent_at[:16].replace("T", " ")))
    for change in changes:
        words = [w for w in (change.before, change.now) if w]
        say(one_line(labelled(change_words(change.kind), " → ".join(words), interface_language())))
    return 0


def _verify(options: argparse.Namespace) -> int:
    library = None if options.sources else unlocked_path(options)
    report = verify_file(options.path, options.sources, library)
    reasons = {
        "unknown-source": tr("no source has this SHA-256"),
        "changed-source": tr("the source is not the one that was recorded"),
        "not-verbatim": tr("not verbatim in the source"),
        "nothing-to-check": tr("there is nothing to check"),
    }
    for problem in report.problems:
        warn(labelled(reasons[problem.code], problem.words, interface_language()))
    checked = trn("{count} passage compared", "{count} passages compared", report.passages)
    found = trn("{count} problem", "{count} problems", len(report.problems))
    say(f"{checked}, {found}")
    return 1 if report.problems else 0


def _sample(options: argparse.Namespace) -> int:
    brief = brief_sample()
    for format_name in ("md", "pdf", "eml"):
        path: Path = options.output / f"brief.{format_name}"
        write_brief(brief, format_name, path)
        say(tr("written: {path}", path=path))
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    **safety.COMMANDS,
    "import": _import,
    "list": _list,
    "original": _original,
    "analyse": _analyse,
    "brief": _brief,
    "search": search,
    "changes": _changes,
    "verify": _verify,
    "sample": _sample,
    "dossier": run_dossier,
    "export-library": export_library,
}
