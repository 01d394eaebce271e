"""The window: panes, commands and messages. It talks only to `Workspace`."""
