"""A portable dossier from a stranger, into values; what is not exactly as `writing` makes it is refused whole.

Every member is listed in the manifest with its size and SHA-256, every span stands verbatim in its text, every field
has its type and its allowed words. Nothing here is evidence of who wrote the file.
"""

import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from briefing.errors import UserError
from briefing.i18n import tr
from briefing.model import Article, Carried, Header, Span, Succession
from briefing.portable import checks
from briefing.portable.limits import malformed, open_zip, parse_json, read_member, shown
from briefing.portable.values import (
    FORMAT,
    VERSION,
    Decision,
    DossierRecords,
    GeneratedDecision,
    KeptFile,
    MadeByHand,
    Note,
    Own,
    Place,
    PortableArticle,
    Row,
)
from briefing.shapes import field_names
from briefing.text import clean

_Value = TypeVar("_Value")
_ARTICLE_KEYS = frozenset(
    {"article", "former", "superseded_by", "model", "findings", "decisions", "places", "made", "notes"}
)
_CONTENTS_KEYS = frozenset({"dossier", "articles", "header", "own_lines", "generated", "files"})
_MANIFEST_KEYS = frozenset({"format", "version", "written_by", "exported_at", "source", "members"})


def open_portable(path: Path) -> "PortableFile":
    """The file, its list of members and the dossier's own records checked; articles are checked as they are read.

    UserErrors: cannot-read, bad-dossier-file, dossier-file-too-large, newer-dossier-file.
    """
    archive = open_zip(path)
    try:
        members, manifest = _members(path, archive)
        file = PortableFile(
            path, archive, members, DossierRecords("", "", "", manifest["exported_at"], manifest["source"])
        )
        file.contents = _read_contents(file)
    except BaseException:
        archive.close()
        raise
    return file


@dataclass(slots=True)
class PortableFile:
    """An open portable dossier. Close it, or use it as a context."""

    path: Path
    archive: zipfile.ZipFile
    members: Mapping[str, Mapping[str, Any]]
    contents: DossierRecords

    def __enter__(self) -> "PortableFile":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.archive.close()

    def articles(self) -> Iterator[PortableArticle]:
        """The articles, each checked. UserErrors: bad-dossier-file, dossier-file-too-large."""
        for article_id in self.contents.articles:
            yield _read_article(self, article_id)

    def read_file(self, kept: KeptFile) -> bytes:
        """The bytes of a kept file. UserError bad-dossier-file."""
        return self.read(f"files/{kept.id}")

    def read(self, name: str) -> bytes:
        """A member's bytes, which are those that the manifest lists."""
        content = read_member(self.path, self.archive, name)
        listed = self.members[name]
        if len(content) != listed["size"] or sha256(content).hexdigest() != listed["sha256"]:
            raise malformed(self.path, shown(name))
        return content

    def json(self, name: str, keys: frozenset[str], optional: str = "") -> dict[str, Any]:
        """A member that is a JSON object of exactly these keys, one of them optional."""
        value = parse_json(self.path, name, self.read(name))
        if not isinstance(value, dict) or value.keys() - {optional} != keys:
            raise malformed(self.path, shown(name))
        return value

    def need(self, is_right: bool, name: str) -> None:
        """UserError bad-dossier-file that names the member, unless something holds."""
        if not is_right:
            raise malformed(self.path, shown(name))


def _members(path: Path, archive: zipfile.ZipFile) -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    """Sizes and hashes by name, and the manifest that lists them."""
    name = "manifest.json"
    manifest = parse_json(path, name, read_member(path, archive, name))
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise malformed(path, tr("it holds no dossier"))
    version = manifest.get("version")
    if type(version) is int and version > VERSION:
        raise UserError(
            "newer-dossier-file",
            tr("{path} was written by a newer version of Briefing.", path=path),
            tr("Install the newer version. Nothing was taken from it."),
        )
    members = manifest.get("members")
    if version != VERSION or manifest.keys() != _MANIFEST_KEYS or not isinstance(members, dict):
        raise malformed(path, name)
    is_right = all(checks.is_member(member, about) for member, about in members.items())
    is_right = is_right and checks.is_line(manifest["source"]) and checks.is_time(manifest["exported_at"])
    if not is_right or name in members or {*members, name} != set(archive.namelist()):
        raise malformed(path, name)
    return members, manifest


def _read_contents(file: PortableFile) -> DossierRecords:
    name = "dossier.json"
    file.need(name in file.members, name)
    raw = file.json(name, _CONTENTS_KEYS)
    dossier, articles = raw["dossier"], raw["articles"]
    file.need(isinstance(dossier, dict) and dossier.keys() == {"id", "name", "made_at"}, name)
    file.need(checks.is_id(dossier["id"]) and checks.is_line(dossier["name"]), name)
    file.need(checks.is_time(dossier["made_at"]), name)
    file.need(isinstance(articles, list) and all(checks.is_id(i) for i in articles), name)
    file.need(len(set(articles)) == len(articles), name)
    header = _row(file, name, Header, raw["header"], checks.is_header) if raw["header"] is not None else None
    files = _values(file, name, KeptFile, raw["files"], checks.is_kept_file)
    contents = DossierRecords(
        dossier["id"],
        dossier["name"],
        dossier["made_at"],
        file.contents.exported_at,
        file.contents.source,
        tuple(articles),
        header,
        _rows(file, name, Own, raw["own_lines"], checks.is_own_line),
        _rows(file, name, GeneratedDecision, raw["generated"], checks.is_generated),
        files,
    )
    _check_members(file, contents)
    return contents


def _check_members(file: PortableFile, contents: DossierRecords) -> None:
    """Every member belongs to an article or a kept file, and none of theirs is missing."""
    needed = {"dossier.json", *(f"files/{kept.id}" for kept in contents.files)}
    for article_id in contents.articles:
        needed |= {f"articles/{article_id}/article.json", f"articles/{article_id}/text.txt"}
    may_be = needed | {f"articles/{article_id}/original" for article_id in contents.articles}
    file.need(needed <= file.members.keys() <= may_be, "manifest.json")
    for kept in contents.files:
        file.need(file.members[f"files/{kept.id}"]["sha256"] == kept.sha256, f"files/{kept.id}")


def _read_article(file: PortableFile, article_id: str) -> PortableArticle:
    folder = f"articles/{article_id}"
    name = f"{folder}/article.json"
    raw = file.json(name, _ARTICLE_KEYS, "succession")
    encoded = file.read(f"{folder}/text.txt")
    original = file.read(f"{folder}/original") if f"{folder}/original" in file.members else encoded
    try:
        text = encoded.decode()
    except UnicodeDecodeError as error:
        raise malformed(file.path, f"{folder}/text.txt") from error
    file.need(clean(text)[0] == text, f"{folder}/text.txt")
    names = set(Article._fields) - {"text"}
    about = raw["article"]
    file.need(isinstance(about, dict) and about.keys() == names, name)
    article = Article(**about, text=text)
    file.need(article.id == article_id and checks.is_article(article), name)
    file.need(sha256(encoded).hexdigest() == article.text_sha256, f"{folder}/text.txt")
    file.need(sha256(original).hexdigest() == article.original_sha256, f"{folder}/original")
    file.need(raw["superseded_by"] is None or checks.is_id(raw["superseded_by"]), name)
    file.need(checks.is_line(raw["model"]) and checks.are_digests(raw["former"]), name)
    findings = None
    if raw["findings"] is not None:
        findings = checks.read_findings(raw["findings"], article)
        file.need(findings is not None, name)
    return PortableArticle(
        article,
        original,
        findings,
        raw["model"],
        raw["superseded_by"],
        tuple(raw["former"]),
        _rows(file, name, Decision, raw["decisions"], checks.is_decision),
        _rows(file, name, Place, raw["places"], checks.is_place),
        _rows(file, name, MadeByHand, raw["made"], lambda value: checks.is_made(value, text)),
        _rows(file, name, Note, raw["notes"], lambda value: checks.is_note(value, text)),
        _succession(file, name, raw, article) if "succession" in raw else None,
    )


def _succession(file: PortableFile, name: str, raw: Mapping[str, Any], article: Article) -> Succession:
    """What was carried over to the version that took the article's place."""
    made, newer = raw["succession"], raw["superseded_by"]
    file.need(isinstance(made, dict) and made.keys() == {"made_at", "carried"} and newer is not None, name)
    file.need(isinstance(made["carried"], list), name)
    carried = []
    for one in made["carried"]:
        file.need(isinstance(one, dict) and one.keys() == set(Carried._fields), name)
        spans = {side: one[side] for side in ("old", "new") if one[side] is not None}
        file.need(all(map(checks.is_span, spans.values())), name)
        carried.append(Carried(**one | {side: Span(**span) for side, span in spans.items()}))
    succession = Succession(article.id, newer, made["made_at"], tuple(carried))
    file.need(checks.is_succession(succession, article.text), name)
    return succession


def _rows(
    file: PortableFile, name: str, kind: type[_Value], raw: object, is_right: Callable[[_Value], bool]
) -> tuple[Row[Any], ...]:
    file.need(isinstance(raw, list), name)
    rows = tuple(_row(file, name, kind, item, is_right) for item in raw)  # type: ignore[attr-defined]
    keys = [getattr(row.value, "id", None) or getattr(row.value, "key", None) for row in rows]
    file.need(len(set(keys)) == len(keys), name)
    return rows


def _row(
    file: PortableFile, name: str, kind: type[_Value], raw: object, is_right: Callable[[_Value], bool]
) -> Row[Any]:
    file.need(isinstance(raw, dict) and checks.are_digests(raw.get("former")), name)
    former = raw["former"]  # type: ignore[index]
    value = {key: item for key, item in raw.items() if key != "former"}  # type: ignore[attr-defined]
    return Row(_value(file, name, kind, value, is_right), tuple(former))


def _values(
    file: PortableFile, name: str, kind: type[_Value], raw: object, is_right: Callable[[_Value], bool]
) -> tuple[_Value, ...]:
    file.need(isinstance(raw, list), name)
    values = tuple(_value(file, name, kind, item, is_right) for item in raw)  # type: ignore[attr-defined]
    file.need(len({getattr(value, "id", "") for value in values}) == len(values), name)
    return values


def _value(
    file: PortableFile, name: str, kind: type[_Value], raw: object, is_right: Callable[[_Value], bool]
) -> _Value:
    file.need(isinstance(raw, dict) and raw.keys() == set(field_names(kind)), name)
    value = kind(**raw)  # type: ignore[arg-type]
    file.need(is_right(value), name)
    return value
