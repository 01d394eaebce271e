"""A text with 1,000 lit passages against the same text unlit: opening it, scrolling through it."""

import os
from collections.abc import Iterator

from tests.bench.pieces import Piece, by_turns, told

_TEXT = """
import sys, time, json
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit
from briefing.model import Article
from briefing.ui.app import make_application
from briefing.ui.display import Light
from briefing.ui.source_view import SourceView
application = make_application(["briefing"])
text = "\\n\\n".join("Une phrase assez courte pour être lue, puis une autre. " * 12 for _ in range(100))
places = range(0, len(text) - 40, len(text) // 1000)
lights = [Light(at, at + 30, str(at), n % 8, "reported") for n, at in enumerate(places)]
article = Article("a", "Titre", text, "fr", "", "", "2026-01-16", "given")
def best(work, runs=5):
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)
def ready(view):
    view.resize(700, 800)
    view.show()
    application.processEvents()
    return view
lit, plain = ready(SourceView()), ready(SourceView())
"""
_OPEN_LIT = _TEXT + "print(best(lambda: (lit.show_article(article, lights), lit.repaint())))"
_OPEN_PLAIN = _TEXT + "print(best(lambda: (plain.show_article(article, ()), plain.repaint())))"
_SCROLL = """
view.show_article(article, shown)
bar = view.verticalScrollBar()
def roll():
    for place in range(0, 4000, 40):
        bar.setValue(place)
        view.viewport().repaint()
print(best(roll, 3) / 100)
"""
_SCROLL_LIT = _TEXT + "view, shown = lit, lights" + _SCROLL
_SCROLL_PLAIN = _TEXT + "view, shown = plain, []" + _SCROLL


def measure() -> Iterator[Piece]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    value, floor = by_turns(lambda: told(_OPEN_LIT), lambda: told(_OPEN_PLAIN), runs=3)
    yield Piece("open-lit", value, floor, aim=1.5)
    value, floor = by_turns(lambda: told(_SCROLL_LIT), lambda: told(_SCROLL_PLAIN), runs=3)
    yield Piece("scroll-lit", value, floor, aim=2.0)
