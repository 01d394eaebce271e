"""Names become actors: full names, last names and acronyms of one actor are one entry, with the role beside them."""

from briefing.analysis import words
from briefing.analysis.cast import Cast, Entry
from briefing.analysis.names import Name, stem
from briefing.analysis.parse import Parsed


def make_cast(parsed: Parsed) -> Cast:
    """The cast of a text with everybody whom it names."""
    cast = Cast(parsed)
    register_names(cast)
    return cast


def register_names(cast: Cast) -> None:
    order = sorted(range(len(cast.names)), key=lambda n: (-len(cast.names[n].words), n))
    owner: dict[int, int] = {}
    by_word: dict[str, list[int]] = {}
    for n in order:
        name = cast.names[n]
        key = tuple(w.lower().strip(".") for w in name.words)
        number = cast.by_key.get(key)
        if number is None:
            number = _match(cast, name, key, by_word)
        if number is None:
            number = cast.new(_text(cast, name), name.kind, key)
            cast.by_key[key] = number
            for word in key:
                by_word.setdefault(word, []).append(number)
        owner[n] = number
    for n, name in enumerate(cast.names):
        entry = cast.entries[owner[n]]
        cast.entry_of_name.append(entry.number)
        if _names_a_government(cast, name):
            # "l'administration Trump" is not its president
            for index in range(name.title_first, name.end):
                cast.name_at[index] = n
            continue
        entry.is_named = True
        entry.aliases.setdefault(_text(cast, name), cast.parsed.tokens[name.first].start)
        entry.mentions.add((name.first, name.end))
        cast.note(entry, name.first)
        if entry.name == _text(cast, name) and _has_own_article(cast, name):
            entry.name = f"{cast.parsed.tokens[name.first - 1].text} {entry.name}"
        if entry.kind in ("unknown", "place") and name.kind in ("person", "organisation"):
            entry.kind = name.kind
        if not entry.gender:
            entry.gender = _given_gender(cast, name)
        for index in range(name.title_first, name.end):
            cast.name_at[index] = n
        _read_role(cast, name, entry)


def _given_gender(cast: Cast, name: Name) -> str:
    """What the given name or the title before it says: "Hillary", "Mme", "Mr."."""
    tokens = cast.parsed.tokens
    given = words.load(cast.parsed.language, "given")
    before = tokens[name.first - 1].lower if name.first else ""
    first = tokens[name.first].lower.split("-")[0]
    if before in given["feminine_titles"] or (len(name.words) > 1 and first in cast.feminine):
        return "Fem"
    if before in given["masculine_titles"] or (len(name.words) > 1 and first in cast.masculine):
        return "Masc"
    return ""


def _names_a_government(cast: Cast, name: Name) -> bool:
    tokens = cast.parsed.tokens
    before = name.title_first - 1
    if before > 0 and tokens[before].lower in ("de", "d'", "of", "del"):
        before -= 1
    is_before = before >= 0 and cast.known.has("administrations", tokens[before])
    after = name.end
    is_english = cast.parsed.language == "en" and after < len(tokens)
    is_after = is_english and tokens[after].lemma == "administration"
    return is_before or is_after


def _text(cast: Cast, name: Name) -> str:
    tokens = cast.parsed.tokens
    return cast.parsed.text[tokens[name.first].start : tokens[name.end - 1].end].replace("\n", " ")


def _has_own_article(cast: Cast, name: Name) -> bool:
    """Whether the article before a name is part of it, since it is written so within a sentence: "selon Le Monde"."""
    before = name.first - 1
    if before < 1 or name.kind == "person" or name.title_first != name.first:
        return False
    article = cast.parsed.tokens[before]
    opener = cast.parsed.tokens[before - 1].text[0]
    is_first = article.index == cast.parsed.sentences[article.sentence][0] or opener in '«“"‘:'
    is_loose = cast.parsed.text[article.end : article.end + 1] == " "
    return article.pos == "DET" and article.text[0].isupper() and is_loose and not is_first


def _match(cast: Cast, name: Name, key: tuple[str, ...], by_word: dict[str, list[int]]) -> int | None:
    """The longer name that a shorter one stands for: "Sheinbaum" for "Claudia Sheinbaum"."""
    last = key[-1]
    for number in by_word.get(last, ()):
        entry = cast.entries[number]
        if entry.kind in ("place",) and name.kind == "person":
            continue
        if entry.kind == "organisation" and name.kind == "person":
            continue
        initials = all(w in entry.words or any(len(w) == 1 and e.startswith(w) for e in entry.words) for w in key)
        if initials and (len(key) > 1 or entry.words[-1] == last or entry.kind == "person"):
            return number
    return None


def _read_role(cast: Cast, name: Name, entry: Entry) -> None:
    """Takes up the role before or after a name: "le ministre X", "X, porte-parole du gouvernement"."""
    tokens = cast.parsed.tokens
    sentence_first, sentence_end = cast.parsed.sentences[tokens[name.first].sentence]
    for index in range(name.title_first, name.first):
        if cast.known.is_role(tokens[index]):
            _add_role(cast, entry, index, name.title_first, name.first)
    commas = 0
    index = name.title_first - 1
    while index >= sentence_first and name.first - index < 14:
        token = tokens[index]
        if token.text in (",", "(") and (commas or index != name.title_first - 1):
            break
        if token.pos in ("VERB", "AUX", "PRON", "SCONJ") or token.text in ";:.)»”":
            break
        if cast.parsed.language == "en" and token.pos in ("ADP", "DET", "PART", "CCONJ"):
            break
        other = cast.name_at.get(index)
        if other is not None and cast.names[other].kind == "person":
            break
        if token.pos in ("NOUN", "PROPN") and cast.known.is_role(token):
            if entry.kind in ("unknown", "place") and len(entry.words) <= 3 and not _is_modified(cast, index, name):
                entry.kind = "person"
            if not _is_modified(cast, index, name):
                _add_role(cast, entry, index, index, name.title_first)
            break
        commas += token.text == ","
        index -= 1
    after = name.end
    if after + 1 < sentence_end and tokens[after].text in (",", "("):
        for index in range(after + 1, min(after + 5, sentence_end)):
            token = tokens[index]
            if token.pos == "NOUN" and cast.known.is_role(token):
                if token.dep in ("appos", "nmod", "conj", "amod", "dep", "parataxis", "flat", "acl"):
                    _add_role(cast, entry, index, index, min(sentence_end, index + 10))
                break
            if token.pos not in ("DET", "ADJ", "ADV", "NUM", "ADP"):
                break


def _is_modified(cast: Cast, index: int, name: Name) -> bool:
    """Whether a preposition parts a role from the name: "le porte-parole de Barrow" is not Barrow."""
    between = cast.parsed.tokens[index + 1 : name.title_first]
    if len(between) > 1 and between[-1].pos == "DET" and between[-2].pos == "ADP":
        return True
    return bool(between) and between[-1].pos == "ADP" and between[-1].lower not in ("al",)


def _add_role(cast: Cast, entry: Entry, index: int, first: int, end: int) -> None:
    tokens = cast.parsed.tokens
    head = stem(tokens[index].lower)
    shades = set()
    for i in range(first, end):
        if i == index:
            continue
        token = tokens[i]
        if token.text[0] in ",;:.(" and i > index:
            break
        if token.pos in ("ADJ", "NOUN", "PROPN", "X"):
            shades.add(cast.known.country(token) or stem(token.lower))
    cast.add_role(entry, head, frozenset(shades))
    if entry.role is None:
        stop = index + 1
        while stop < end and tokens[stop].text[0] not in ",;:.()" and tokens[stop].pos not in ("VERB", "AUX"):
            stop += 1
        while stop > index + 1 and tokens[stop - 1].pos in ("ADP", "DET", "CCONJ", "PUNCT", "PRON", "SCONJ"):
            stop -= 1
        entry.role = " ".join(cast.parsed.text[tokens[min(first, index)].start : tokens[stop - 1].end].split())
    gender = tokens[index].morph.get("Gender", "")
    # "la présidente" is a woman, "le ministre" may be anybody
    if gender == "Fem" and entry.gender != "Fem" and cast.parsed.language != "en":
        entry.gender = gender
