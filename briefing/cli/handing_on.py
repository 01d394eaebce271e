"""Commands that take work out of the library and bring it in."""

import argparse

from briefing.cli.safety import open_workspace
from briefing.cli.terminal import one_line, say, show_progress, warn
from briefing.errors import UserError
from briefing.i18n import tr, trn
from briefing.settings import load_settings
from briefing.workspace import Workspace
from briefing.workspace.differences import TwoWordings, two_wordings
from briefing.workspace.handing_on import export_dossier, import_dossier, settle_difference


def run_dossier(options: argparse.Namespace) -> int:
    """`dossier export`, `dossier import`, `dossier differences`."""
    with open_workspace(options, creates=options.action == "import") as workspace:
        if options.action == "export":
            return _export(workspace, options)
        if options.action == "import":
            return _import(workspace, options)
        return _differences(workspace, options)


def _export(workspace: Workspace, options: argparse.Namespace) -> int:
    dossier_id = workspace.find_dossier(options.name)
    source = load_settings().drafter
    count = export_dossier(workspace.library, dossier_id, options.output, source=source, progress=show_progress)
    written = tr("written: {path}", path=options.output)
    say(one_line(f"{written} ({trn('{count} article', '{count} articles', count)})"))
    return 0


def _import(workspace: Workspace, options: argparse.Namespace) -> int:
    workspace.library.backup_if_due()
    made = import_dossier(workspace.library, options.path, progress=show_progress)
    for line in told(made.added, made.there, made.updated):
        say(line)
    if made.differences:
        count = len(made.differences)
        warn(trn("{count} difference is kept side by side:", "{count} differences are kept side by side:", count))
        known = set(made.differences)
        for one in two_wordings(workspace.library, made.dossier_id):
            if one.id in known:
                _show(one)
    return 0


def told(added: tuple[str, ...], there: tuple[str, ...], updated: int) -> list[str]:
    """What an import brought, one line each."""
    lines = [trn("{count} article added.", "{count} articles added.", len(added))]
    if there:
        lines.append(trn("{count} was already there.", "{count} were already there.", len(there)))
    if updated:
        lines.append(trn("{count} entry was brought up to date.", "{count} entries were brought up to date.", updated))
    return lines


def _differences(workspace: Workspace, options: argparse.Namespace) -> int:
    dossier_id = workspace.find_dossier(options.name) if options.name else None
    found = two_wordings(workspace.library, dossier_id)
    wanted = options.take or options.keep
    if wanted:
        chosen = [one for one in found if one.id.startswith(wanted)]
        if len(chosen) != 1:
            raise UserError(
                "no-such-difference",
                tr("There is no difference {id}.", id=wanted),
                tr("See them with: briefing dossier differences"),
            )
        settle_difference(workspace.library, chosen[0].id, take=bool(options.take))
        say(tr("The other wording was taken.") if options.take else tr("Your wording was kept."))
        return 0
    for one in found:
        _show(one)
    if not found:
        say(tr("There are no differences to choose between."))
    return 0


def _show(one: TwoWordings) -> None:
    say(one_line(f"{one.id[:8]}  {one.about}"))
    for whose, wording in ((tr("here"), one.ours), (one.whose, one.theirs)):
        say(one_line(f"    {whose}: {'; '.join(wording.splitlines())}"))


def export_library(options: argparse.Namespace) -> int:
    """The whole library in open formats."""
    from briefing.workspace.open_formats import export_library as write

    with open_workspace(options) as workspace:
        made = write(workspace, options.path, progress=show_progress)
    say(one_line(tr("written: {path}", path=options.path)))
    say(
        ", ".join(
            (
                trn("{count} dossier", "{count} dossiers", made.dossiers),
                trn("{count} article", "{count} articles", made.articles),
            )
        )
    )
    return 0
