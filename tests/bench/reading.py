"""Reading files against the library that does the heaviest part of it, and against no child process."""

from collections.abc import Iterator

import trafilatura

from briefing import importers
from briefing.analysis.language import detect
from briefing.children import ReadingProcess
from briefing.workspace.unpacking import Clip, Unpacking
from tests.bench.pieces import Piece, by_turns, seconds, texts


def measure() -> Iterator[Piece]:
    pages = [_page(text).encode() for text in texts("fr")]
    documents = [page.decode() for page in pages]
    ours, bare = by_turns(
        lambda: seconds(lambda: [importers.read(page, "page.html") for page in pages]),
        lambda: seconds(lambda: [trafilatura.extract(text, include_comments=False) for text in documents]),
    )
    yield Piece("read-page", ours / len(pages), bare / len(pages), aim=2.0)
    with ReadingProcess() as process:
        apart, here = by_turns(
            lambda: seconds(lambda: [process.read(page, "page.html") for page in pages]),
            lambda: seconds(lambda: [importers.read(page, "page.html") for page in pages]),
        )
    yield Piece("read-apart", apart / len(pages), here / len(pages), aim=1.3)
    yield from _measure_many()


def _measure_many() -> Iterator[Piece]:
    """Many small texts, read ahead in the child as an import does, against reading them here."""
    some = [text[:1500].encode() for text in texts("fr")]
    clips = [Clip(f"{n}.txt", some[n % len(some)], f"{n}.txt") for n in range(500)]
    with ReadingProcess() as process:
        process.read(b"The reader is warm.", "a.txt")
        apart, here = by_turns(
            lambda: seconds(lambda: list(Unpacking(process).unpack(clips))),
            lambda: seconds(lambda: [detect(_text(clip)) for clip in clips]),
        )
    yield Piece("read-many-small", apart / len(clips), here / len(clips), aim=2.0)


def _text(clip: Clip) -> str:
    article = importers.read(clip.content, clip.name).article
    assert article is not None
    return article.text


def _page(text: str) -> str:
    """A news page around a text, with the menus and links that sites have."""
    menu = "".join(f'<li><a href="/{n}">Rubrique {n}</a></li>' for n in range(60))
    body = "".join(f"<p>{line}</p>" for line in text.split("\n") if line)
    return (
        '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Titre</title></head><body>'
        f"<nav><ul>{menu}</ul></nav><article><h1>Titre</h1>{body}</article><aside><ul>{menu}</ul></aside></body></html>"
    )
