"""What the command line understands, each command with an example."""

import argparse
import gettext
import os
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from briefing import __version__
from briefing.i18n import LANGUAGES, interface_language, mark, tr
from briefing.paths import library_file, resource
from briefing.settings import load_settings, use_languages
from briefing.text import is_day

# What argparse says: listed here so that the catalogues have it.
_ARGPARSE = (
    mark("usage: "),
    mark("positional arguments"),
    mark("options"),
    mark("show this help message and exit"),
    mark("show program's version number and exit"),
    mark("%(prog)s: error: %(message)s\n"),
    mark("argument %(argument_name)s: %(message)s"),
    mark("the following arguments are required: %s"),
    mark("unrecognized arguments: %s"),
    mark("expected one argument"),
    mark("invalid choice: %(value)r (choose from %(choices)s)"),
    mark("invalid %(type)s value: %(value)r"),
)

AddCommand = Callable[[str, str, str], argparse.ArgumentParser]


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options; `command` is None for the window. Wrong usage ends the process with 2, as argparse does."""
    use_languages(load_settings(), _asked_language(arguments), _system_language())
    _translate_argparse()
    return _parser().parse_args(arguments)


def _translate_argparse() -> None:
    """argparse takes its words from the process's own gettext domain, in the language of the environment."""
    os.environ["LANGUAGE"] = interface_language()
    gettext.bindtextdomain("briefing", str(resource("locale")))
    gettext.textdomain("briefing")


def _asked_language(arguments: Sequence[str]) -> str | None:
    """`--interface` is looked for first, so that the help itself is in that language."""
    words = [word for argument in arguments for word in argument.split("=", 1)]
    asked = dict(pairwise(words)).get("--interface")
    return asked if asked in LANGUAGES else None


def _system_language() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value
    return ""


def iso_date(value: str) -> str:
    """A day as YYYY-MM-DD, for argparse."""
    if not is_day(value):
        raise argparse.ArgumentTypeError(tr("“{value}” is no day of the form YYYY-MM-DD", value=value))
    return value


def at_least_one(value: str) -> int:
    """A whole number from 1, for argparse."""
    if not (value.isascii() and value.isdigit() and int(value)):
        raise argparse.ArgumentTypeError(tr("“{value}” is no whole number from 1", value=value))
    return int(value)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="briefing",
        description=tr(
            "Reads news articles and derives a checked brief, offline. Without a command it opens the window."
        ),
        epilog="briefing import clips/ --dossier Mexico\nbriefing brief --dossier Mexico --to pdf -o brief.pdf",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"briefing {__version__}")
    _add_everywhere(parser, default=None)
    command = _adding(parser, "command", tr("COMMAND"))
    _library_commands(command)
    _safety_commands(command)
    _text_commands(command)
    _dossier_commands(command)
    return parser


def _adding(parser: argparse.ArgumentParser, dest: str, metavar: str, *, is_required: bool = False) -> AddCommand:
    """What adds a command to the parser: its name, what it does, an example."""
    commands = parser.add_subparsers(dest=dest, metavar=metavar, required=is_required)

    def command(name: str, words: str, example: str) -> argparse.ArgumentParser:
        added = commands.add_parser(
            name,
            help=words,
            description=words,
            epilog=tr("Example: {example}", example=example),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        # what is not given after the command leaves alone what was given before it
        _add_everywhere(added, default=argparse.SUPPRESS)
        return added

    return command


def _add_everywhere(parser: argparse.ArgumentParser, default: str | None) -> None:
    """The options that may stand before and after the command."""
    parser.add_argument("--library", type=Path, default=default, metavar="PATH", help=_library_help())
    words = tr("read the passphrase from this file descriptor (else from BRIEFING_PASSPHRASE, or it is asked for)")
    parser.add_argument("--passphrase-fd", type=int, default=default, metavar="N", help=words)
    parser.add_argument("--interface", choices=LANGUAGES, default=default, help=tr("language of messages"))


def _library_help() -> str:
    return tr("the library file (default: {path})", path=library_file()).replace("%", "%%")


def _library_commands(command: AddCommand) -> None:
    """Commands that work on the library."""
    words = tr("put files, folders or the page at a web address into the library")
    add = command("import", words, "briefing import clips/ --dossier Mexico --published 2026-01-16")
    add.add_argument("paths", nargs="*", metavar="PATH")
    add.add_argument("--inbox", action="store_true", help=tr("take in what is new in the inbox folder"))
    add.add_argument("--dossier", default=None, help=tr("the dossier they go into, made when missing (default: Inbox)"))
    add.add_argument("--published", type=iso_date, metavar="DATE", help=tr("publication date of all of them"))
    add.add_argument(
        "--replaces", metavar="ID", help=tr("the one file is a newer version of this article: work on it goes over")
    )

    show = command("list", tr("list the articles"), "briefing list --dossier Mexico --json")
    show.add_argument("--dossier", default=None)
    show.add_argument("--kept", action="store_true", help=tr("the files that gave no text, instead of the articles"))
    show.add_argument("--json", action="store_true")

    words = tr("save the file that an article was imported from")
    original = command("original", words, "briefing original 3f427407 -o article.pdf")
    original.add_argument("article", metavar="ID")
    original.add_argument("-o", "--output", required=True, type=Path, metavar="PATH")

    find = command("search", tr("search articles, quotes and notes"), "briefing search 'trafic d’armes' --limit 5")
    words = tr("words, “phrases”, beginnings*, AND OR NOT, fields such as {example}", example="lang:fr after:2026")
    find.add_argument("query", help=words)
    find.add_argument("--by", choices=("date", "relevance"), default="date", help=tr("newest first, or best first"))
    find.add_argument("--statements", action="store_true", help=tr("who said what: statements, by speaker"))
    find.add_argument("--json", action="store_true")
    find.add_argument("--limit", type=at_least_one, default=20, metavar="N")


def _safety_commands(command: AddCommand) -> None:
    """Commands that keep the library safe."""
    check = command("check", tr("check that the library is sound"), "briefing check --repair")
    check.add_argument("--repair", action="store_true", help=tr("mend what can be mended, from the record and backups"))

    backup = command("backup", tr("write a verified copy of the library"), "briefing backup copy.briefing")
    backup.add_argument("path", nargs="?", type=Path, default=None, metavar="PATH")
    backup.add_argument("--force", action="store_true", help=tr("replace the file that stands there"))
    command("backups", tr("list the backups of the library"), "briefing backups")
    restore = command("restore", tr("put a backup in place of the library"), "briefing restore copy.briefing")
    restore.add_argument("path", type=Path, metavar="PATH")

    words = tr("encrypt the library and its backups with a passphrase, which is asked for")
    command("encrypt", words, "briefing encrypt")
    command("decrypt", tr("take the passphrase away from the library and its backups"), "briefing decrypt")
    command("passphrase", tr("change the passphrase of the library and its backups"), "briefing passphrase")


def _text_commands(command: AddCommand) -> None:
    """Commands on files, findings and briefs."""
    words = tr("show what the analysis finds in a text, as JSON")
    analyse = command("analyse", words, "briefing analyse article.txt --published 2026-01-16")
    analyse.add_argument("file", nargs="?", type=Path, metavar="FILE")
    analyse.add_argument(
        "--jsonl", metavar="FILE", help=tr("one document a line in, one findings line out; “-” reads standard input")
    )
    analyse.add_argument("--published", type=iso_date, metavar="DATE")
    analyse.add_argument("--language", choices=LANGUAGES, metavar="CODE")
    analyse.add_argument("--workers", type=at_least_one, default=1, metavar="N", help=tr("processes for --jsonl"))

    brief = command("brief", tr("write the brief"), "briefing brief --dossier Mexico --to pdf -o brief.pdf")
    brief.add_argument("files", nargs="*", type=Path, metavar="FILE")
    brief.add_argument("--dossier", default=None)
    brief.add_argument("--article", default=None, metavar="ID")
    brief.add_argument("--published", type=iso_date, metavar="DATE")
    brief.add_argument("--to", required=True, metavar="FORMAT", help="md, html, pdf, eml, ics, json")
    brief.add_argument("-o", "--output", required=True, type=Path, metavar="PATH")
    brief.add_argument("--as-of", type=iso_date, default=None, metavar="DATE")

    words = tr("tell what changed since a dossier's brief was written last")
    changes = command("changes", words, "briefing changes --dossier Mexico")
    changes.add_argument("--dossier", required=True)

    words = tr("check every quotation of an exported brief against its sources")
    verify = command("verify", words, "briefing verify brief.html --sources article.txt")
    verify.add_argument("path", type=Path, metavar="PATH")
    verify.add_argument("--sources", nargs="+", type=Path, default=None, metavar="FILE")

    sample = command("sample", tr("write the brief of the two sample articles"), "briefing sample -o out")
    sample.add_argument("-o", "--output", type=Path, default=Path("out"), metavar="FOLDER")


def _dossier_commands(command: AddCommand) -> None:
    """Commands that take work out of the library and bring it in."""
    words = tr("hand a dossier on as one file, or bring one in")
    dossier = command("dossier", words, "briefing dossier export Mexico -o mexico.dossier")
    action = _adding(dossier, "action", tr("COMMAND"), is_required=True)
    words = tr("write a dossier with all its articles and work as one file")
    hand_on = action("export", words, "briefing dossier export Mexico -o mexico.dossier")
    hand_on.add_argument("name", metavar="NAME")
    hand_on.add_argument("-o", "--output", required=True, type=Path, metavar="FILE")
    words = tr("merge a dossier file into the library; a second time it changes nothing")
    bring_in = action("import", words, "briefing dossier import mexico.dossier")
    bring_in.add_argument("path", type=Path, metavar="FILE")
    words = tr("list what a dossier that was brought in says otherwise, and choose")
    differ = action("differences", words, "briefing dossier differences Mexico --take 1a2b3c4d")
    differ.add_argument("name", nargs="?", default=None, metavar="NAME")
    choice = differ.add_mutually_exclusive_group()
    choice.add_argument("--take", default=None, metavar="ID", help=tr("take the other wording"))
    choice.add_argument("--keep", default=None, metavar="ID", help=tr("keep your wording"))

    words = tr("write the whole library as Markdown and JSON, with the original files")
    out = command("export-library", words, "briefing export-library briefing-library")
    out.add_argument("path", type=Path, metavar="FOLDER")
