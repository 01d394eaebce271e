"""Briefs of files without a library, exports, and the check of an exported brief."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from briefing.children import AnalysisProcess, ReadingProcess
from briefing.compose import compose
from briefing.export import FORMATS, export, unknown_format
from briefing.export.verify import Report, verify
from briefing.files import read_bytes, write_atomically
from briefing.i18n import brief_language, trn
from briefing.library import Library
from briefing.model import Article, Brief, Findings, Header, Reading
from briefing.paths import library_file
from briefing.workspace.importing import make_article
from briefing.workspace.sample import read_sample
from briefing.workspace.unpacking import read_all


def write_brief(brief: Brief, format_name: str, path: Path) -> None:
    """Export the brief to a file. UserError "unknown-format" and "cannot-write"."""
    write_atomically(path, render(brief, format_name))


def check_format(format_name: str) -> None:
    """UserError "unknown-format" before any work is done for it."""
    if format_name not in FORMATS:
        raise unknown_format(format_name)


def render(brief: Brief, format_name: str) -> bytes:
    """The brief in one of FORMATS. UserError "unknown-format"."""
    return export(brief, format_name)


def preview(brief: Brief, pixels_per_inch: int) -> list[bytes]:
    """The pages of the brief as its PDF shows them, as PNG pictures."""
    from briefing.export.to_pdf import pages

    return pages(brief, pixels_per_inch)


def spoken(brief: Brief) -> str:
    """The brief as its pages show it, in lines of text for who can't see them."""
    from briefing.export.paper import printed
    from briefing.export.plain import plain_text

    return plain_text(printed(brief))


def read_files(paths: Sequence[Path], *, published: str | None = None, language: str | None = None) -> list[Reading]:
    """The files as analysed articles, with no library involved. UserError on the first that is refused."""
    with closing(ReadingProcess()) as reader:
        articles = [make_article(clip, imported, published=published) for clip, imported in read_all(reader, paths)]
    return _analyse([article._replace(language=language) for article in articles] if language else articles)


def _analyse(articles: Sequence[Article]) -> list[Reading]:
    readings = []
    with closing(AnalysisProcess()) as analyser:
        for article in articles:
            given = article.published if article.published_basis == "given" else None
            findings = analyser.analyse(article.text, published=given, language=article.language, name=article.title)
            readings.append(Reading(with_stated_date(article, findings), findings))
    return readings


def with_stated_date(article: Article, findings: Findings) -> Article:
    """The article with the date that its own text states, when nobody gave one."""
    reference = findings.reference_date
    if article.published_basis == "given" or reference.basis != "stated":
        return article
    return article._replace(published=reference.value, published_basis="stated")


def brief_files(paths: Sequence[Path], *, published: str | None = None, as_of: str | None = None) -> Brief:
    """The brief of some files, with no library involved."""
    readings = read_files(paths, published=published)
    subject = (
        readings[0].article.title if len(readings) == 1 else trn("{count} article", "{count} articles", len(readings))
    )
    return _compose(subject, readings, as_of)


def brief_sample() -> Brief:
    """The brief of the sample dossier, with no library involved."""
    with closing(ReadingProcess()) as reader:
        name, articles = read_sample(reader)
    return _compose(name, _analyse([article for article, _ in articles]), None)


def _compose(subject: str, readings: Sequence[Reading], as_of: str | None) -> Brief:
    header = Header(subject=subject, language=brief_language(), as_of=as_of)
    return compose(readings, header, today=date.today().isoformat())


class _Texts(Mapping[str, str]):
    """The library's settled texts by SHA-256, each read when it is asked for."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __getitem__(self, text_sha256: str) -> str:
        text = self._library.find_text(text_sha256)
        if text is None:
            raise KeyError(text_sha256)
        return text

    def __iter__(self) -> Iterator[str]:
        return iter(self._library.text_hashes())

    def __len__(self) -> int:
        return len(self._library.text_hashes())


def verify_file(path: Path, sources: Sequence[Path] | None, library_path: Path | None) -> Report:
    """Check every quotation of an exported brief against the given sources, else against the library."""
    document, suffix = read_bytes(path), path.suffix.lower()
    if sources is None:
        with closing(Library.open(library_path or library_file())) as library:
            return verify(document, suffix, _Texts(library))
    with closing(ReadingProcess()) as reader:
        articles = [make_article(clip, imported) for clip, imported in read_all(reader, sources)]
    return verify(document, suffix, {article.text_sha256: article.text for article in articles})


def restore_library(backup: Path, library_path: Path | None) -> Path | None:
    """Put a backup in place of the library; gives where the library that was there is kept, None without one."""
    return Library.restore(backup, library_path or library_file())
