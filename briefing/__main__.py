"""Open the window, or run a command."""

import sys


def main() -> int:
    """The exit status: 0 done, 1 some of the work was refused, 2 usage or nothing could be done."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["worker"]:
        # a child process of ours: nothing that a person sees
        from briefing import worker

        return worker.main(arguments[1:])
    from briefing import cli

    options = cli.parse(arguments)
    if options.command is None:
        from briefing.cli.commands import say_no_window

        return say_no_window()
    return cli.run(options)


if __name__ == "__main__":
    sys.exit(main())
