"""Open the window, or run a command."""

import gc
import os
import sys
from pathlib import Path

from briefing.i18n import tr


def main() -> int:
    """The exit status: 0 done, 1 some of the work was refused, 2 usage or nothing could be done."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["worker"]:
        # a child process of ours: nothing that a person sees
        from briefing import worker

        return worker.main(arguments[1:])
    if not arguments:
        # the commands bring the database along: the window is painted before that is loaded
        return _open_window(None, None)
    from briefing import cli

    options = cli.parse(arguments)
    return _open_window(options.library, options.interface) if options.command is None else cli.run(options)


def _open_window(library: Path | None, language: str | None) -> int:
    if sys.platform == "linux" and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))):
        return _refuse(tr("There is no display here, so no window. briefing --help lists the commands that need none."))
    gc.disable()  # until the first paint: hardly anything that is made until then is garbage
    try:
        from briefing.ui import app
    except ImportError as error:
        # Qt without one of the system's libraries says which ("libEGL.so.1: cannot open shared object file")
        message = tr("The window needs a system library that is missing: {reason}.", reason=error)
        return _refuse(f"{message} {tr('“make run” names the packages to install.')}")
    return app.run(library, language)


def _refuse(message: str) -> int:
    sys.stderr.write(f"briefing: {message}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
