"""The window: panes, commands and messages. It talks only to `Workspace`."""

import builtins

import PySide6.QtCore  # noqa: F401 - what is undone below is done as this loads

# PySide reads the source of each module that is imported after it, for features that are asked for by
# `from __feature__ import …`. Nothing here does, and the sources cost the first paint 25 ms and the process 9 MB.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
