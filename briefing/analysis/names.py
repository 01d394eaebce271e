"""Names in a text: runs of capitalised words, with the title before them set apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from briefing.analysis import words
from briefing.analysis.parse import Parsed, Token

_KINDS = {"PER": "person", "PERSON": "person", "ORG": "organisation", "LOC": "place", "GPE": "place", "NORP": "group"}
_NOT_NAMES = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "LANGUAGE"))


@dataclass(frozen=True, slots=True)
class Lists:
    """The noun lists of `actors.toml` as sets of stems and words."""

    sets: Mapping[str, frozenset[str]]
    roles: frozenset[str]
    demonyms: Mapping[str, str]
    pronouns: Mapping[str, frozenset[str]]
    countries: frozenset[str]

    def has(self, name: str, token: Token) -> bool:
        found = self.sets[name]
        return token.lemma in found or token.lower in found

    def is_role(self, token: Token) -> bool:
        return token.lemma in self.sets["roles"] or token.lower in self.sets["roles"] or stem(token.lower) in self.roles

    def country(self, token: Token) -> str | None:
        """The country of an adjective or name: "américaine" is "États-Unis"."""
        return self.demonyms.get(token.lower) or self.demonyms.get(stem(token.lower))


@cache
def lists(language: str) -> Lists:
    """The noun, pronoun and country lists of a language."""
    raw: dict[str, Any] = words.load(language, "actors")
    demonyms: dict[str, str] = {}
    for country, adjectives in words.load(language, "countries")["adjectives"].items():
        demonyms[country.lower()] = country
        for adjective in adjectives:
            demonyms[adjective] = country
            demonyms[stem(adjective)] = country
    pronouns = {k: frozenset(v) for k, v in words.load(language, "pronouns").items()}
    return Lists(
        {k: frozenset(v) for k, v in raw.items()},
        frozenset(stem(r) for r in raw["roles"]),
        demonyms,
        pronouns,
        frozenset(demonyms.values()),
    )


# Feminine and plural endings down to one stem: "présidentes", "ministra", "directrice", "chancelière".
_ENDINGS = (
    ("trices", "teur"), ("trice", "teur"), ("ières", "ier"), ("ière", "ier"), ("euses", "eur"), ("euse", "eur"),
    ("iennes", "ien"), ("ienne", "ien"), ("ennes", "en"), ("enne", "en"), ("oras", "or"), ("ora", "or"),
    ("ores", "or"), ("esas", "és"), ("esa", "és"), ("eses", "és"), ("anes", "án"), ("ales", "al"), ("eaux", "eau"),
    ("aux", "al"), ("es", "e"), ("as", "o"), ("os", "o"), ("s", ""), ("ta", "te"), ("a", "o"),
)  # fmt: skip


@lru_cache(65_536)
def stem(word: str) -> str:
    """A word without its gender and number, only for comparing with other stems."""
    for ending, plain in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending) + plain
            break
    return word.rstrip("e") if len(word) > 3 else word


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands: tokens `first` to `end`, its title (if any) before `first`, from `title_first`."""

    first: int
    end: int
    title_first: int
    kind: str
    words: tuple[str, ...]


_GENERATIONS = frozenset(("Jr.", "Jr", "Sr.", "Sr", "II", "III"))


def find_names(parsed: Parsed) -> list[Name]:
    """The names of a text in order, never overlapping."""
    known = lists(parsed.language)
    out: list[Name] = []
    index, size = 0, len(parsed.tokens)
    while index < size:
        if not _is_part(parsed, index):
            index += 1
            continue
        end = _run_end(parsed, index, known)
        name = _name(parsed, index, end, known)
        if name:
            out.append(name)
        index = end
    return out


def _is_part(parsed: Parsed, index: int) -> bool:
    token = parsed.tokens[index]
    if not token.text[0].isupper() or token.ent in _NOT_NAMES or token.pos in ("DET", "ADP", "PRON", "CCONJ", "SCONJ"):
        return False
    if token.pos == "PROPN":
        return True
    return bool(token.ent) and token.pos in ("NOUN", "ADJ", "X", "NUM") and token.ent != "MISC"


def gap_joins(parsed: Parsed, index: int, last: int, known: Lists) -> int:
    """Where "de la" and a name after a body's noun end: "Junta de Andalucía", "Conseil de l'Europe"; 0 without."""
    tokens = parsed.tokens
    if index >= last or tokens[index].lower not in ("de", "del", "du", "des", "d'", "of"):
        return 0
    after = index + 1
    while (
        after < last
        and after - index < 3
        and tokens[after].lower in ("la", "le", "l'", "los", "las", "les", "el", "the")
    ):
        after += 1
    return after + 1 if after < last and _is_part(parsed, after) else 0


def _is_capitalised(token: Token) -> bool:
    """A word within a run that the tagger took for something else: "Emmanuel Macron" with an adjective "Macron"."""
    if not token.text[0].isupper() or token.ent in _NOT_NAMES:
        return False
    return token.dep in ("flat", "compound") or token.pos in ("NOUN", "ADJ", "VERB", "X", "PROPN")


def _run_end(parsed: Parsed, first: int, known: Lists) -> int:
    """Where a run of name words ends. Small words join only inside one entity, or as a person's particle."""
    tokens = parsed.tokens
    end = first + 1
    last = parsed.sentences[tokens[first].sentence][1]
    while end < last:
        if tokens[end].text == "," and end + 1 < last and tokens[end + 1].text in _GENERATIONS:
            end += 2  # "Joseph R. Biden, Jr."
            continue
        if _is_part(parsed, end) or _is_capitalised(tokens[end]):
            if tokens[end].ent != tokens[end - 1].ent and tokens[end].ent and tokens[end - 1].ent:
                kinds = {_KINDS.get(tokens[end].ent), _KINDS.get(tokens[end - 1].ent)}
                if "person" in kinds and kinds & {"organisation", "place", "group"} and parsed.language != "en":
                    break
            end += 1
            continue
        gap = end
        while gap < last and gap - end < 3 and (tokens[gap].lower in known.sets["connectors"]) and tokens[gap].ent:
            gap += 1
        if gap > end and gap < last and _is_part(parsed, gap) and tokens[gap].ent == tokens[end - 1].ent:
            end = gap + 1
            continue
        if known.has("bodies", tokens[end - 1]) and gap_joins(parsed, end, last, known):
            end = gap_joins(parsed, end, last, known)
            continue
        is_hyphen = tokens[end].text in ("-", "–") and tokens[end - 1].end == tokens[end].start
        if is_hyphen and end + 1 < last and tokens[end].end == tokens[end + 1].start:
            after = tokens[end + 1]
            # "Ban Ki-moon": the second half is small, but of the same entity
            is_second_half = bool(after.ent) and after.ent == tokens[end - 1].ent and after.text.isalpha()
            if not is_second_half and not _is_part(parsed, end + 1):
                break
            end += 2
            continue
        break
    return end


def _name(parsed: Parsed, first: int, end: int, known: Lists) -> Name | None:
    tokens = parsed.tokens
    start = first
    titles = known.sets["titles"]
    while start < end - 1 and (tokens[start].lower in titles or known.is_role(tokens[start])):
        start += 1
    if start > first and tokens[start].lower in known.sets["connectors"]:
        start = first
    votes = [_KINDS.get(tokens[i].ent, "") for i in range(start, end)]
    kind = max(sorted(set(votes)), key=votes.count) if any(votes) else ""
    if start > first:
        kind = "person" if kind != "organisation" else kind
    elif end - start > 1 and known.has("bodies", tokens[start]):
        kind = "organisation"
    if start == end - 1 and (tokens[start].lower in titles or known.is_role(tokens[start])):
        return None
    spelled = tuple(tokens[i].text for i in range(start, end) if tokens[i].text[0].isalnum())
    if len(spelled) > 1 and spelled[-1] in _GENERATIONS:
        spelled = spelled[:-1]
    if not spelled or (len(spelled) == 1 and known.has("roles", tokens[start])):
        return None
    if len(spelled) == 1 and spelled[0] in _GENERATIONS:
        return None
    if len(spelled) == 1 and known.has("bodies", tokens[start]) and not spelled[0].isupper():
        return None
    if known.demonyms.get(" ".join(spelled).lower()):
        kind = "place"
    return Name(start, end, first, kind or "unknown", spelled)
