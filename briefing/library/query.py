"""What a person types into a search, as a tree: words, "phrases", beginnings*, AND OR NOT, parentheses, fields.

Nothing that is typed is an error: what can't be understood is searched as words, and `problem` says so.
The grammar, loosest first; two parts side by side are joined by AND:

    any   := all (OR all)*            all  := one (AND? one)*
    one   := (NOT | -) one | field:one | ( any ) | "a phrase" | word | beginning*
"""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date

from briefing.i18n import tr

# Field names as they may be typed, without accents, in the three languages of the interface.
FIELDS = {
    "actor": ("actor", "acteur"),
    "said": ("said", "dit", "dijo"),
    "outlet": ("outlet", "media", "medio", "journal"),
    "lang": ("lang", "language", "langue", "lengua", "idioma"),
    "before": ("before", "avant", "antes"),
    "after": ("after", "apres", "despues"),
    "tag": ("tag", "etiquette", "etiqueta"),
    "in": ("in", "dossier", "dans", "en"),
    "title": ("title", "titre", "titulo"),
    "author": ("author", "auteur", "autor"),
}
_FIELD_OF = {name: field for field, names in FIELDS.items() for name in names}
_LANGUAGES = {
    "fr": ("fr", "french", "francais", "frances"),
    "en": ("en", "english", "anglais", "ingles"),
    "es": ("es", "spanish", "espagnol", "espanol"),
}
_LANGUAGE_OF = {name: code for code, names in _LANGUAGES.items() for name in names}

MOST_WORDS = 60
_MOST_DEPTH = 40
_OPENING, _CLOSING = '"“„«', '"”“»'
_TOKEN = re.compile(
    rf"""\s*(?:(?P<open>\()|(?P<close>\))
    |(?P<minus>-)(?=[^\s\W]|[({_OPENING}])
    |(?P<field>[^\W\d_]+):(?=[^\s)])(?!//)
    |(?P<phrase>[{_OPENING}][^{_CLOSING}]*[{_CLOSING}])(?P<phrase_star>\*?)
    |(?P<unclosed>[{_OPENING}])
    |(?P<word>[^\s(){_OPENING}{_CLOSING}]+))""",
    re.VERBOSE,
)
_HANGING = re.compile(r"(?:(?<=[\s(])|^)(?:AND|OR|NOT|-|\(|[^\W\d_]+:)$")
_SIGN = re.compile(r"[^\W_]")
_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_DAY_FIRST = re.compile(r"(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](\d{4})")


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand side by side, in a field or ("") in title and text; the last may be a beginning only."""

    text: str
    field: str = ""
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """Published from the day `first` on, and before the day `end` (ISO days; empty: without a limit)."""

    first: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class All:
    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Any:
    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    part: "Node"


Node = Words | Days | All | Any | Not


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for; `node` is None when nothing is. `problem` is a sentence for the person, or empty."""

    node: Node | None
    problem: str = ""

    def leaves(self) -> "list[Words | Days]":
        """The words and days, in their order, those that must not be found left out."""
        return [] if self.node is None else _leaves(self.node)


class _Unclear(Exception):
    """The query has no meaning of its own; the message says why."""


@dataclass(slots=True)
class _Reader:
    tokens: list[tuple[str, str]]
    at: int = 0
    depth: int = 0
    ignored: list[str] = field(default_factory=list)

    def peek(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else "end"

    def take(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1][1]


def parse(typed: str, *, is_typing: bool = False) -> Query:
    """The query that was typed; while it is being typed, its last word may still be the beginning of one."""
    typed = unicodedata.normalize("NFC", _settled(typed))
    typed, is_begun = _completed(typed) if is_typing else (typed, False)
    try:
        tokens = _tokens(typed)
        if sum(kind in ("word", "phrase") for kind, _ in tokens) > MOST_WORDS:
            raise _Unclear(tr("Only the first {count} words are searched.", count=MOST_WORDS))
        reader = _Reader(tokens)
        node = _any(reader) if tokens else None
        if reader.peek() == "close":
            raise _Unclear(tr("A parenthesis is closed that was not opened: the words were searched."))
    except _Unclear as unclear:
        return Query(_as_words(typed), str(unclear))
    if is_begun and node is not None:
        node = _begun(node)
    return Query(node)


def _completed(typed: str) -> tuple[str, bool]:
    """As it will be when the person has gone on typing: quotation mark and parentheses closed, without an operator or
    field that has nothing beside it yet; and whether it ends within a word that may go on."""
    while hanging := _HANGING.search(typed.rstrip()):
        typed = typed[: hanging.start()]
    is_open, depth = False, 0
    for sign in typed:
        is_open = sign not in _CLOSING if is_open else sign in _OPENING
        depth = max(0, depth + (sign == "(") - (sign == ")")) if not is_open else depth
    is_begun = typed[-1:].isalnum()
    if is_open:
        typed, is_begun = f'{typed}"{"*" if is_begun else ""}', False
    return typed + ")" * depth, is_begun


def _settled(typed: str) -> str:
    """Without signs that no library and no screen can take."""
    return "".join(" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in typed[:4_000])


def _tokens(typed: str) -> list[tuple[str, str]]:
    """Kinds and contents, in order; words without a letter or digit are left out, as they stand in no index."""
    tokens: list[tuple[str, str]] = []
    at, end = 0, len(typed.rstrip())
    while at < end:
        found = _TOKEN.match(typed, at)
        if found is None or found.end() == at:
            at += 1  # a closing quotation mark by itself
            continue
        at = found.end()
        kind = found.lastgroup or ""
        if kind == "unclosed":
            raise _Unclear(tr("A quotation mark is not closed: the words were searched."))
        if kind == "phrase_star":
            inner = found["phrase"][1:-1]
            if _SIGN.search(inner):
                tokens.append(("phrase", inner + found["phrase_star"]))
        elif kind == "field":
            tokens += _field(found["field"])
        elif kind == "word" and found["word"] in ("AND", "OR", "NOT"):
            tokens.append((found["word"], ""))
        elif kind != "word" or _SIGN.search(found["word"]):
            tokens.append((kind, found[kind]))
    return tokens


def _field(name: str) -> list[tuple[str, str]]:
    known = _FIELD_OF.get(folded(name))
    if known is None:
        names = ", ".join(f"{field}:" for field in FIELDS)
        raise _Unclear(
            tr("There is no field “{name}”: the words were searched. Fields are {names}.", name=f"{name}:", names=names)
        )
    return [("field", known)]


def _any(reader: _Reader, name: str = "") -> Node | None:
    parts = [_all(reader, name)]
    while reader.peek() == "OR":
        reader.take()
        parts.append(_all(reader, name))
    return _joined(Any, parts)


def _all(reader: _Reader, name: str) -> Node | None:
    parts = [_one(reader, name)]
    while reader.peek() not in ("OR", "close", "end"):
        if reader.peek() == "AND":
            reader.take()
        parts.append(_one(reader, name))
    return _joined(All, parts)


def _joined(kind: type[All] | type[Any], parts: list[Node | None]) -> Node | None:
    known = [part for part in parts if part is not None]
    return kind(tuple(known)) if len(known) > 1 else known[0] if known else None


def _one(reader: _Reader, name: str) -> Node | None:
    kind = reader.peek()
    reader.depth += 1
    if reader.depth > _MOST_DEPTH:
        raise _Unclear(tr("The parentheses are too deep: the words were searched."))
    try:
        if kind in ("NOT", "minus"):
            reader.take()
            part = _one(reader, name)
            return None if part is None else part.part if isinstance(part, Not) else Not(part)
        if kind == "field":
            return _one(reader, reader.take())
        if kind == "open":
            return _group(reader, name)
        if kind in ("word", "phrase"):
            return _leaf(reader.take(), name)
    finally:
        reader.depth -= 1
    raise _Unclear(tr("AND, OR, NOT or a field has nothing beside it: the words were searched."))


def _group(reader: _Reader, name: str) -> Node | None:
    reader.take()
    if reader.peek() == "close":
        reader.take()
        return None
    part = _any(reader, name)
    if reader.peek() != "close":
        raise _Unclear(tr("A parenthesis is not closed: the words were searched."))
    reader.take()
    return part


def _leaf(text: str, name: str) -> Node:
    if name in ("before", "after"):
        day = first_day(text)
        if day is None:
            words = tr("“{value}” is no date like 2026-01-16, 2026-01 or 2026: the words were searched.", value=text)
            raise _Unclear(words)
        return Days(end=day) if name == "before" else Days(first=day)
    if name == "lang":
        return Words(_LANGUAGE_OF.get(folded(text), folded(text)), name)
    is_prefix = text.endswith("*")
    return Words(" ".join(text.rstrip("*").split()), name, is_prefix)


def first_day(written: str) -> str | None:
    """The first day of a day, month or year, in digits; None when it is none."""
    year_first, day_first = _YEAR_FIRST.fullmatch(written), _DAY_FIRST.fullmatch(written)
    if year_first:
        year, month, day = (int(part or 1) for part in year_first.groups())
    elif day_first:
        day, month, year = (int(part or 1) for part in day_first.groups())
    else:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _as_words(typed: str) -> Node | None:
    """The words of what has no meaning as a query, names of fields and operators left out."""
    plain = re.sub(r"(?<!\S)(?:AND|OR|NOT)(?!\S)", " ", typed)
    names = "|".join(_FIELD_OF)
    plain = re.sub(rf"(?<!\w)(?:{names}):", " ", plain, flags=re.IGNORECASE)
    words = [Words(word) for word in re.findall(r"[^\W_]+", plain)[:MOST_WORDS]]
    return _joined(All, list(words))


def _begun(node: Node) -> Node:
    """With the last word as a beginning, when it is a word of the text and long enough to say something."""
    if isinstance(node, (All, Any)):
        return replace(node, parts=(*node.parts[:-1], _begun(node.parts[-1])))
    if isinstance(node, Words) and node.field not in ("lang", "in", "tag") and len(node.text) > 3:
        return replace(node, is_prefix=True)
    return node


def _leaves(node: Node) -> list[Words | Days]:
    if isinstance(node, (All, Any)):
        return [leaf for part in node.parts for leaf in _leaves(part)]
    return [] if isinstance(node, Not) else [node]


def fields_of(node: Node | None) -> set[str]:
    """The fields that are asked for anywhere in the tree."""
    match node:
        case All(parts) | Any(parts):
            return {name for part in parts for name in fields_of(part)}
        case Not(part):
            return fields_of(part)
        case Words(field=name):
            return {name}
        case _:
            return set()


def folded(text: str) -> str:
    """Without accents and capitals, to compare names."""
    apart = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()
