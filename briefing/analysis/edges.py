"""Where a complement begins and ends: what belongs to it, what goes on with the same speaker, what is the article's."""

from dataclasses import dataclass

from briefing.analysis.grammar import case_of, is_finite, is_gerund, is_verb
from briefing.analysis.parse import Parsed
from briefing.analysis.proposal import Scene


@dataclass(frozen=True, slots=True)
class Content:
    """The passages of one complement, in code points, and the token that heads it."""

    pieces: list[tuple[int, int]]
    head: int | None


@dataclass(frozen=True, slots=True)
class Word:
    """The cue whose complements are asked for."""

    scene: Scene
    index: int

    @property
    def parsed(self) -> Parsed:
        return self.scene.parsed

    @property
    def children(self) -> tuple[int, ...]:
        return self.scene.parsed.children(self.index)


def is_setting(word: Word, index: int) -> bool:
    """Whether a noun says when or where something was said: "lors d'une conférence", "on Monday"."""
    known = word.scene.known
    token = word.parsed.tokens[index]
    return known.has("settings", token) or case_of(word.parsed, index) in known.sets["events"]


def extend(word: Word, first: int, end: int) -> int:
    """Carries an end that the tree put in the middle of a phrase on to the next sign, conjunction or clause."""
    tokens = word.parsed.tokens
    last = word.parsed.sentences[tokens[word.index].sentence][1]
    end = max(end, first + 1)
    while end < last:
        token = tokens[end]
        if token.pos == "CCONJ" or token.text[0] in ",;:.!?()—–»”":
            break
        if token.pos == "SCONJ" and tokens[end - 1].pos != "ADP":
            break
        if token.lower in word.scene.cues.usage["without"]:
            # "… sans les mener à bien": the narrator's remark
            break
        top = top_within(word, end, first)
        if tokens[top].dep in ("conj", "parataxis", "root") and is_verb(tokens[top]):
            break
        if tokens[top].dep == "advcl" and (is_gerund(word.parsed, top) or tokens[end - 1].pos == "PUNCT"):
            break
        if is_setting(word, top) and top != end - 1:
            break
        end = max(end + 1, word.parsed.reach(top)[1] if word.parsed.reach(top)[0] >= first else end + 1)
        end = min(end, last)
    end = _spelled_out(word, _list_end(word, first, end, last), last)
    return _appendix(word, _second_half(word, first, end, last), last)


def _spelled_out(word: Word, end: int, last: int) -> int:
    """Goes on over a colon that spells an object out: "trois de ses clients : Axa, Oddo et Fimalac"."""
    tokens = word.parsed.tokens
    if end + 1 >= last or tokens[end].text != ":" or word.scene.quote_of[end + 1] is not None:
        return end
    for stop in range(end + 1, last):
        if is_verb(tokens[stop]) and is_finite(word.parsed, stop):
            return end
        if tokens[stop].text in (".", ";", "("):
            return stop
    return last


def _list_end(word: Word, first: int, end: int, last: int) -> int:
    """Takes along the rest of a list: "des effectifs, | de la vidéosurveillance et la reconnaissance …"."""
    tokens = word.parsed.tokens
    if end + 2 >= last or tokens[end].text != "," or tokens[first].pos not in ("DET", "ADP", "NOUN"):
        return end
    if tokens[end + 1].pos not in ("DET", "ADP") or tokens[end + 1].lower in word.scene.known.sets["events"]:
        return end
    if tokens[end + 1].pos == "ADP" and tokens[first].lower not in ("des", "de", "du", "d'"):
        return end
    joined = False
    for stop in range(end + 1, last):
        token = tokens[stop]
        if token.text[0] in ";:.!?()—–" or token.pos in ("SCONJ", "PRON"):
            return stop if joined else end
        if is_verb(token) and (is_finite(word.parsed, stop) or is_gerund(word.parsed, stop)):
            return end
        if token.text == "," and joined:
            return stop
        joined = joined or (
            token.pos == "CCONJ" and tokens[stop + 1].pos in ("DET", "ADP") if stop + 1 < last else False
        )
    return last if joined else end


def _second_half(word: Word, first: int, end: int, last: int) -> int:
    """Takes along a noun joined to an object of the same make: "un respect mutuel | et une responsabilité"."""
    tokens = word.parsed.tokens
    if end + 2 >= last or tokens[end].pos != "CCONJ" or tokens[first].pos != "DET":
        return end
    if tokens[end + 1].pos != "DET":
        return end
    stop = end + 1
    while (
        stop < last
        and tokens[stop].text[0] not in ",;:.!?()—–»”"
        and tokens[stop].pos not in ("CCONJ", "SCONJ", "PRON")
    ):
        if is_verb(tokens[stop]) and (is_finite(word.parsed, stop) or is_gerund(word.parsed, stop)):
            return end
        stop += 1
    return stop


def top_within(word: Word, index: int, first: int) -> int:
    """The highest token above `index` that still stands within the passage from `first` on."""
    tokens = word.parsed.tokens
    for _ in range(20):
        above = tokens[index].head
        if above < first or above == index:
            break
        index = above
    return index


def _appendix(word: Word, end: int, last: int) -> int:
    """Takes along ", including …", ", notamment …": what spells a passage out belongs to it."""
    tokens = word.parsed.tokens
    words = word.scene.cues.usage["appendix"]
    is_manner = end + 2 < last and tokens[end].text == "," and tokens[end + 1].lower in ("en", "by")
    if is_manner and is_gerund(word.parsed, end + 2) and tokens[end + 2].lemma not in word.scene.cues.verbs:
        # "…, en utilisant des drones": how the thing said is done
        return max(end + 3, min(word.parsed.reach(end + 2)[1], last))
    if end + 1 < last and tokens[end].text == "," and tokens[end + 1].lower in words:
        stop = end + 2
        while stop < last:
            token = tokens[stop]
            is_next = token.lemma in word.scene.cues.verbs and is_finite(word.parsed, stop)
            if token.text in ".;:()" or (is_next and token.dep in ("conj", "root", "parataxis")):
                break
            if token.text == "," and stop + 1 < last and is_gerund(word.parsed, stop + 1):
                break
            stop += 1
        return stop
    return end


def cut(word: Word, first: int, end: int) -> int:
    """Ends a passage before a participle after a comma that goes on with the same speaker: ", citant …"."""
    tokens = word.parsed.tokens
    verbs = word.scene.cues.verbs
    for i in range(first + 2, end):
        token = tokens[i]
        if token.lemma in verbs and word.scene.quote_of[i] is None and is_gerund(word.parsed, i):
            before = i - 1
            while (before > first and tokens[before].pos in ("ADV", "CCONJ")) or tokens[before].lower in (
                "tout",
                "en",
                "while",
            ):
                before -= 1
            if tokens[before].text in (",", ";", "—", "–", ")") and before > first:
                return before
    return end


def before_quote(word: Word, first: int, end: int) -> int:
    """Cuts at a colon before a quotation, which is speech of its own."""
    tokens = word.parsed.tokens
    for i in range(first + 1, end - 1):
        if tokens[i].text == ":" and word.scene.quote_of[i] is None:
            quote = word.scene.quote_of[i + 1]
            if quote is not None and quote.is_speech:
                return i
    return end


def own_end(word: Word, first: int, end: int) -> int:
    """Cuts at what no longer belongs to an object: a participle after a comma, the verb's next coordinate."""
    tokens = word.parsed.tokens
    end = _before_clause(word, first, extend(word, first, end))
    for child in word.children:
        if tokens[child].dep == "conj" and child > first:
            a, _ = word.parsed.reach(child)
            while a < child and (tokens[a].pos in ("PUNCT",)):
                a += 1
            if first < a < end:
                end = a
    return before_quote(word, first, cut(word, first, end))


def _before_clause(word: Word, first: int, end: int) -> int:
    """Cuts before ", qui …" and before a coordinated clause that the tree drew into an object."""
    tokens = word.parsed.tokens
    loose = word.scene.known.pronouns["loose"]
    for i in range(first + 1, end - 1):
        token = tokens[i]
        if word.scene.quote_of[i] is not None:
            continue
        if token.text in (",", "(") and tokens[i + 1].lower in loose:
            return i
        if i > first + 1 and token.lower in word.scene.cues.usage["during"]:
            return i
        if (
            i > first + 1
            and token.lower in word.scene.cues.usage["breaks"]
            and token.pos in ("SCONJ", "ADV", "ADP", "CCONJ")
        ):
            return i
        if (
            token.lower == "en"
            and tokens[i - 1].text != ","
            and is_verb(tokens[i + 1])
            and is_gerund(word.parsed, i + 1)
        ):
            # "a démenti toute implication en rejetant …": what the speaker did meanwhile
            return i
        if token.pos == "CCONJ" and (_opens_clause(word, i, end) or _goes_on(word, i)):
            return i
        is_joint = token.pos == "CCONJ" or token.text in (";", ",")
        if is_joint and tokens[i + 1].pos not in ("SCONJ",):
            head = tokens[i].head
            is_clause = head > i and tokens[head].dep in ("conj", "parataxis") and is_finite(word.parsed, head)
            if is_clause and is_verb(tokens[head]) and _has_subject_between(word, i, head):
                return i
    return end


def _goes_on(word: Word, joint: int) -> bool:
    """Whether the cue's own sentence goes on: "une tentative | et averti que", "de prêter serment | et projetait"."""
    tokens = word.parsed.tokens
    after = joint + 1
    token = tokens[after]
    if not is_verb(token) or word.scene.quote_of[after] is not None:
        return False
    follows = tokens[after + 1].lower if after + 1 < len(tokens) else ""
    if follows in word.scene.known.pronouns["complementisers"] and token.lemma in word.scene.cues.verbs:
        return True
    is_same = token.morph.get("Mood") == "Ind" and _tense(word, after) == _tense(word, word.index)
    inner = any(
        t.lower in word.scene.known.pronouns["relative"] or (is_verb(t) and t.morph.get("VerbForm") == "Fin")
        for t in tokens[word.index + 1 : joint]
    )
    return is_same and token.morph.get("VerbForm") == "Fin" and not inner


def _tense(word: Word, verb: int) -> str:
    return word.parsed.tokens[verb].morph.get("Tense", "")


def _opens_clause(word: Word, joint: int, end: int) -> bool:
    """Whether an article's own clause with subject and verb follows: "de nombreux blessés | et la police demande"."""
    tokens = word.parsed.tokens
    if tokens[joint + 1].pos not in ("DET", "PROPN", "PRON") or tokens[joint + 1].lower in ("que", "qu'", "qui"):
        return False
    for i in range(joint + 1, end):
        token = tokens[i]
        if token.text[0] in ",;:(«" or token.pos == "SCONJ" or token.lower in word.scene.known.pronouns["relative"]:
            return False
        if is_verb(token) or token.pos == "AUX":
            return is_finite(word.parsed, i) and token.dep not in ("acl:relcl", "acl")
    return False


def _has_subject_between(word: Word, index: int, verb: int) -> bool:
    tokens = word.parsed.tokens
    for child in word.parsed.children(verb):
        if tokens[child].dep in ("nsubj", "nsubj:pass") and child > index:
            return tokens[child].lower not in word.scene.known.pronouns["relative"]
    return False


def piece(word: Word, first: int, end: int, head: int) -> Content | None:
    pieces: list[tuple[int, int]] = []
    add_piece(word, pieces, first, end)
    return Content(pieces, head) if pieces else None


def add_piece(word: Word, pieces: list[tuple[int, int]], first: int, end: int) -> None:
    """Adds a token range as code points; quotes that begin in it are carried to their end."""
    tokens = word.parsed.tokens
    while end > first and tokens[end - 1].pos in ("CCONJ", "SCONJ", "ADP") and end - 1 > first:
        end -= 1
    first, end = trim_outside(word.scene, first, end)
    if end <= first:
        return
    start, stop = tokens[first].start, tokens[end - 1].end
    opened = word.scene.quotes.at(start)
    follower = word.parsed.text[opened.end : opened.end + 1] if opened is not None else ""
    if opened is not None and opened.start <= start + 1 and opened.is_speech and follower in (",", ".", ";", ""):
        # "que « … », en écho à …": what follows the closing mark is the article's
        stop = opened.end
    last = word.scene.quotes.at(stop - 1)
    if last is not None and last.start >= start - 1:
        stop = max(stop, last.inner_end if last.start < start else last.end)
    text = word.parsed.text
    if text[stop : stop + 1] == ")" and text.count("(", start, stop) > text.count(")", start, stop):
        stop += 1
    pieces.append((start, stop))


def trim_outside(scene: Scene, first: int, end: int) -> tuple[int, int]:
    """Trims signs at the edges, but keeps quotation marks."""
    tokens = scene.parsed.tokens
    keep = "«»“”\"‹›'’"
    while first < end and tokens[first].pos == "PUNCT" and tokens[first].text[0] not in keep:
        first += 1
    while end > first and tokens[end - 1].pos == "PUNCT" and tokens[end - 1].text[0] not in keep:
        end -= 1
    return first, end
