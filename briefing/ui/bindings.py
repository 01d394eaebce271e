"""PySide6 without what no window needs: the signatures of its functions, and features by import.

As it loads, PySide compiles from source the modules that write signatures (for help texts, and for the message of a
wrong call), and from then on reads the source of each module that is imported, for features that are asked for by
`from __feature__ import …`. Nothing here asks, and the two cost more than all that a bare window does in Python.
Here the signatures are loaded when the first is asked for. A PySide that is built another way loads as it always did.
"""

import builtins
import importlib.machinery
import importlib.util
import sys
import threading
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, cast

from briefing.ui import quick_enums

_FEATURES, _MAPPING = "shibokensupport.feature", "shibokensupport.signature.mapping"
_ON_DEMAND = {
    _FEATURES,
    _MAPPING,
    *(
        f"shibokensupport.signature.{name}"
        for name in ("errorhandler", "layout", "lib.enum_sig", "lib.pyi_generator", "lib.tool", "parser")
    ),
}
# modules of Python's own that PySide imports for what it has to say when something goes wrong
_WHEN_WRONG = ("textwrap", "traceback")
_RUNNING = threading.RLock()


class _Deferred(ModuleType):
    """A module that is run when something in it is asked for; its own loader says how."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name != "__all__":
            raise AttributeError(name)
        _Deferred.run(self)  # by its class: another thread may have made it a plain module by now
        return ModuleType.__getattribute__(self, name)

    def run(self) -> None:
        """Become the module. Another thread that asks meanwhile waits until it is whole."""
        with _RUNNING:
            loader: Any = self.__dict__.pop("deferred_loader", None)
            if loader is None:
                return
            published, self.__spec__ = self.__spec__, ModuleSpec(self.__name__, loader)
            self.__loader__ = loader
            loader.exec_module(self)
            self.__spec__ = published
            self.__class__ = ModuleType  # type: ignore[assignment]  # as `importlib.util.LazyLoader` does


class _DeferringLoader:
    def __init__(self, loader: Any) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = _Deferred(spec.name)
        vars(module)["deferred_loader"] = self._loader
        if spec.name == _FEATURES:  # asked at each import, until Python's own is back
            vars(module).update(feature_import=_no_feature, feature_imported=_no_feature)
        if spec.name == _MAPPING:  # C++ looks past `__getattr__`, and calls this before it asks for anything else

            def update_mapping() -> None:
                _Deferred.run(module)
                module.update_mapping()

            vars(module)["update_mapping"] = update_mapping
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Nothing yet."""


class _Spec(ModuleSpec):
    def __init__(self, name: str, loader: Any, **details: Any) -> None:
        kept: Any = _DeferringLoader(loader) if name in _ON_DEMAND else loader
        super().__init__(name, kept, **details)


def _no_feature(*_: object, **__: object) -> None:
    return None


def load() -> None:
    """Load PySide's core; what it has put in the place of Python's import is taken back."""
    # where PySide was loaded before, it keeps Python's own under another name
    python_import = getattr(builtins, "__orig_import__", builtins.__import__)
    for name in _WHEN_WRONG:
        _put_off(name)
    quick_enums.install()
    importlib.machinery.ModuleSpec = _Spec  # type: ignore[misc]  # from where PySide's own importer takes it
    try:
        import PySide6.QtCore  # noqa: F401
    finally:
        importlib.machinery.ModuleSpec = ModuleSpec  # type: ignore[misc]
        builtins.__import__ = python_import


def _put_off(name: str) -> None:
    """Have a module loaded when something in it is asked for; importlib's own loader of that kind does it sooner."""
    spec = None if name in sys.modules else importlib.util.find_spec(name)
    if spec is not None:
        spec.loader = cast(Any, _DeferringLoader(spec.loader))
        sys.modules[name] = importlib.util.module_from_spec(spec)
