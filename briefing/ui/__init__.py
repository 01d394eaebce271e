"""The window: panes, commands and messages. It talks only to `Workspace`."""

from briefing.ui import bindings

bindings.load()
