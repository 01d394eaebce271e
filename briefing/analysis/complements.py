"""What a verb, noun or adjective holds: its clause, infinitive, object or object with a preposition, as passages."""

from dataclasses import dataclass

from briefing.analysis.grammar import (
    NOMINAL,
    case_of,
    is_finite,
    is_gerund,
    is_infinitive,
    is_verb,
    trim,
)
from briefing.analysis.proposal import Scene

_STOPS = frozenset(".;:?!…")


@dataclass(frozen=True, slots=True)
class Content:
    """The passages of one complement, in code points, and the token that heads it."""

    pieces: list[tuple[int, int]]
    head: int | None


def complements(scene: Scene, index: int) -> "Complements":
    """The complements of a word, found as they are asked for."""
    return Complements(scene, index)


class Complements:
    """The complements of one word. `take` gives the passage of a frame, or None."""

    def __init__(self, scene: Scene, index: int) -> None:
        self.scene, self.parsed, self.index = scene, scene.parsed, index
        self.children = scene.parsed.children(index)
        self._that: Content | None = None
        self._that_known = False

    def take(self, frame: str, after: int | None = None) -> Content | None:
        """`after` is the last token of a phrase ("call / for"): the object follows it."""
        if frame == "that":
            return self.that()
        if frame == "infinitive":
            return self.infinitive(())
        if frame == "gerund":
            return self.gerund(())
        if frame == "predicate":
            return self.predicate()
        if frame == "object":
            return self.object(after)
        if frame == "object-own":
            content = self.object(after)
            return content if content and self._is_own_object(content) else None
        if frame == "object-quoted":
            content = self.object(after)
            return content if content and self._has_quote(content) else None
        preposition, _, rest = frame.partition(" ")
        if rest == "infinitive":
            return self.infinitive((preposition,))
        if rest == "gerund":
            return self.gerund((preposition,))
        return self.oblique(preposition)

    # --- clauses --------------------------------------------------------------------------------------------

    def that(self) -> Content | None:
        """ "que la coopération a produit des résultats": a piece for each "que" that is coordinated."""
        if not self._that_known:
            self._that, self._that_known = self._find_that(), True
        return self._that

    def _find_that(self) -> Content | None:
        tokens = self.parsed.tokens
        mark = self._mark_after()
        if mark is not None:
            head = tokens[mark].head
            if head <= mark:
                head = next((i for i in range(mark + 1, min(mark + 30, len(tokens))) if is_verb(tokens[i])), mark)
            if head > mark and not is_verb(tokens[head]):
                head = self._top(head, mark + 1)
            return self._clause(mark + 1 + (tokens[mark + 1].text in ("'", "’")), head)
        if self.parsed.language == "en":
            for child in self.children:
                token = tokens[child]
                if child > self.index and token.dep == "ccomp" and (is_verb(token)):
                    first, _ = self.parsed.reach(child)
                    marks = [c for c in self.parsed.children(child) if tokens[c].dep == "mark"]
                    if first <= self.index or any(tokens[c].lower not in ("that", "if", "whether") for c in marks):
                        continue
                    if tokens[first].lower in ("who", "where", "when"):
                        continue
                    if is_infinitive(token) and not any(tokens[c].dep == "nsubj" for c in self.parsed.children(child)):
                        continue
                    if first - self.index > 12:
                        continue
                    return self._clause(first, child)
        return None

    def _mark_after(self) -> int | None:
        """The complementiser that follows, with no other verb or sentence sign before it."""
        tokens = self.parsed.tokens
        words = self.scene.known.pronouns["complementisers"]
        end = self.parsed.sentences[tokens[self.index].sentence][1]
        commas = 0
        for i in range(self.index + 1, min(self.index + 22, end)):
            token = tokens[i]
            if token.lower in words and self._is_complementiser(i):
                return i
            if token.lower in words and token.pos in ("SCONJ", "CCONJ"):
                return None
            if token.text in _STOPS or (token.pos == "CCONJ" and commas == 0 and i == self.index + 1):
                return None
            commas += token.text == ","
            if is_verb(token) and commas < 1 and token.morph.get("VerbForm") != "Part":
                return None
            if is_verb(token) and token.dep in ("conj", "root"):
                return None
        return None

    def _is_complementiser(self, index: int) -> bool:
        """Whether a "que" or "that" opens this word's clause rather than a relative or a comparison."""
        tokens = self.parsed.tokens
        token = tokens[index]
        is_mark = token.pos in ("SCONJ", "CCONJ") or token.dep == "mark"
        is_near = index - self.index <= 2
        if tokens[index - 1].lower in self.scene.cues.usage["comparing"]:
            return False
        if self.parsed.language == "en":
            return is_mark and token.dep not in ("det", "nsubj", "obj") and (is_near or self._is_own(index))
        if is_near:
            return is_mark or token.pos == "PRON" or index == self.index + 1
        return (is_mark and self._is_own(index)) or self._is_addressed(index)

    def _is_addressed(self, index: int) -> bool:
        """Whether only an addressee, adverbs and times stand before it: "exigió hoy al Gobierno que …"."""
        tokens = self.parsed.tokens
        datives = ("a", "al", "à", "au", "aux", "to")
        between = tokens[self.index + 1 : index]
        if any(is_verb(t) or t.text[0] in ",;:." for t in between):
            return False
        nouns = [t for t in between if t.pos in ("NOUN", "PROPN") and not self.scene.known.has("settings", t)]
        starts = [t for t in between if t.lower in datives]
        if not nouns:
            return bool(between) and between[0].pos in ("ADP", "ADV")
        return bool(starts) and all(t.index > starts[0].index for t in nouns)

    def _is_own(self, mark: int) -> bool:
        """Whether the clause of a distant complementiser hangs on this word, or on a noun like "le fait"."""
        tokens = self.parsed.tokens
        head = tokens[mark].head
        above = tokens[head].head
        for _ in range(6):
            if above == self.index:
                return True
            if tokens[above].pos not in ("NOUN", "PRON", "PROPN", "ADJ", "ADV", "DET"):
                return False
            if tokens[above].dep == "obl" and tokens[above].head == self.index and tokens[mark].pos == "SCONJ":
                # "estime en effet que", "a déclaré dans un communiqué que"
                return True
            if self.scene.known.has("settings", tokens[above]):
                above = tokens[above].head
                continue
            if tokens[above].pos == "NOUN" and tokens[above].lemma not in self.scene.cues.usage["facts"]:
                return tokens[head].dep in ("ccomp", "advcl") and tokens[above].dep not in ("obj", "obl", "nmod")
            if tokens[head].dep in ("acl:relcl",):
                return False
            above = tokens[above].head
        return False

    def _clause(self, first: int, head: int) -> Content | None:
        """From a token to the end of the clause that `head` heads, cut into pieces at a coordinated complementiser."""
        tokens = self.parsed.tokens
        _, end = self.parsed.reach(head) if head >= first else (first, first)
        end = self.extend(first, self._through_verb(first, end))
        end = self._before_quote(first, self.cut(first, end))
        words = self.scene.known.pronouns["complementisers"]
        end = self._next_clause(end, words)
        pieces: list[tuple[int, int]] = []
        begin = first
        for i in range(first + 3, end - 2):
            is_mark = tokens[i].lower in words and tokens[i].pos in ("SCONJ", "CCONJ")
            if is_mark and tokens[i - 1].pos == "CCONJ" and self.scene.quote_of[i] is None:
                self._add(pieces, begin, i - 1)
                begin = i + 1
        self._add(pieces, begin, end)
        return Content(pieces, head) if pieces else None

    def _through_verb(self, first: int, end: int) -> int:
        """Carries a clause that the tree cut before its verb on to the end of that verb's reach."""
        tokens = self.parsed.tokens
        last = self.parsed.sentences[tokens[self.index].sentence][1]
        relative = ("acl:relcl", "acl")
        for i in range(first, end):
            is_main = is_verb(tokens[i]) or any(tokens[c].dep == "cop" for c in self.parsed.children(i))
            if is_main and is_finite(self.parsed, i) and tokens[i].dep not in relative:
                return end
        for i in range(max(end, first), min(last, end + 30)):
            if is_verb(tokens[i]) and is_finite(self.parsed, i) and tokens[i].dep not in relative:
                return max(i + 1, min(self.parsed.reach(i)[1], last))
        return end

    def _before_quote(self, first: int, end: int) -> int:
        """Cuts at a colon before a quotation, which is speech of its own."""
        tokens = self.parsed.tokens
        for i in range(first + 1, end - 1):
            if tokens[i].text == ":" and self.scene.quote_of[i] is None:
                quote = self.scene.quote_of[i + 1]
                if quote is not None and quote.is_speech:
                    return i
        return end

    def _next_clause(self, end: int, words: frozenset[str]) -> int:
        """Goes on over "et que …" after the first clause."""
        tokens = self.parsed.tokens
        last = self.parsed.sentences[tokens[self.index].sentence][1]
        at = end + 1 if end < last and tokens[end].text == "," else end
        if at + 2 < last and tokens[at].pos == "CCONJ" and tokens[at + 1].lower in words:
            head = tokens[at + 1].head
            stop = self.parsed.reach(head)[1] if head > at + 1 else at + 2
            return self.cut(at + 2, self.extend(at + 2, stop))
        return end

    def extend(self, first: int, end: int) -> int:
        """Carries an end that the tree put in the middle of a phrase on to the next sign, conjunction or clause."""
        tokens = self.parsed.tokens
        last = self.parsed.sentences[tokens[self.index].sentence][1]
        end = max(end, first + 1)
        while end < last:
            token = tokens[end]
            if token.pos == "CCONJ" or token.text[0] in ",;:.!?()—–»”":
                break
            if token.pos == "SCONJ" and tokens[end - 1].pos != "ADP":
                break
            if token.lower in self.scene.cues.usage["without"]:
                # "… sans les mener à bien": the narrator's remark
                break
            top = self._top(end, first)
            if tokens[top].dep in ("conj", "parataxis", "root") and is_verb(tokens[top]):
                break
            if tokens[top].dep == "advcl" and (is_gerund(self.parsed, top) or tokens[end - 1].pos == "PUNCT"):
                break
            if self._is_setting(top) and top != end - 1:
                break
            end = max(end + 1, self.parsed.reach(top)[1] if self.parsed.reach(top)[0] >= first else end + 1)
            end = min(end, last)
        end = self._spelled_out(self._list_end(first, end, last), last)
        return self._appendix(self._second_half(first, end, last), last)

    def _spelled_out(self, end: int, last: int) -> int:
        """Goes on over a colon that spells an object out: "trois de ses clients : Axa, Oddo et Fimalac"."""
        tokens = self.parsed.tokens
        if end + 1 >= last or tokens[end].text != ":" or self.scene.quote_of[end + 1] is not None:
            return end
        for stop in range(end + 1, last):
            if is_verb(tokens[stop]) and is_finite(self.parsed, stop):
                return end
            if tokens[stop].text in (".", ";", "("):
                return stop
        return last

    def _list_end(self, first: int, end: int, last: int) -> int:
        """Takes along the rest of a list: "des effectifs, | de la vidéosurveillance et la reconnaissance …"."""
        tokens = self.parsed.tokens
        if end + 2 >= last or tokens[end].text != "," or tokens[first].pos not in ("DET", "ADP", "NOUN"):
            return end
        if tokens[end + 1].pos not in ("DET", "ADP") or tokens[end + 1].lower in self.scene.known.sets["events"]:
            return end
        if tokens[end + 1].pos == "ADP" and tokens[first].lower not in ("des", "de", "du", "d'"):
            return end
        joined = False
        for stop in range(end + 1, last):
            token = tokens[stop]
            if token.text[0] in ";:.!?()—–" or token.pos in ("SCONJ", "PRON"):
                return stop if joined else end
            if is_verb(token) and (is_finite(self.parsed, stop) or is_gerund(self.parsed, stop)):
                return end
            if token.text == "," and joined:
                return stop
            joined = joined or (
                token.pos == "CCONJ" and tokens[stop + 1].pos in ("DET", "ADP") if stop + 1 < last else False
            )
        return last if joined else end

    def _second_half(self, first: int, end: int, last: int) -> int:
        """Takes along a noun joined to an object of the same make: "un respect mutuel | et une responsabilité"."""
        tokens = self.parsed.tokens
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
            if is_verb(tokens[stop]) and (is_finite(self.parsed, stop) or is_gerund(self.parsed, stop)):
                return end
            stop += 1
        return stop

    def _top(self, index: int, first: int) -> int:
        """The highest token above `index` that still stands within the passage from `first` on."""
        tokens = self.parsed.tokens
        for _ in range(20):
            above = tokens[index].head
            if above < first or above == index:
                break
            index = above
        return index

    def _appendix(self, end: int, last: int) -> int:
        """Takes along ", including …", ", notamment …": what spells a passage out belongs to it."""
        tokens = self.parsed.tokens
        words = self.scene.cues.usage["appendix"]
        is_manner = end + 2 < last and tokens[end].text == "," and tokens[end + 1].lower in ("en", "by")
        if is_manner and is_gerund(self.parsed, end + 2) and tokens[end + 2].lemma not in self.scene.cues.verbs:
            # "…, en utilisant des drones": how the thing said is done
            return max(end + 3, min(self.parsed.reach(end + 2)[1], last))
        if end + 1 < last and tokens[end].text == "," and tokens[end + 1].lower in words:
            stop = end + 2
            while stop < last:
                token = tokens[stop]
                is_next = token.lemma in self.scene.cues.verbs and is_finite(self.parsed, stop)
                if token.text in ".;:()" or (is_next and token.dep in ("conj", "root", "parataxis")):
                    break
                if token.text == "," and stop + 1 < last and is_gerund(self.parsed, stop + 1):
                    break
                stop += 1
            return stop
        return end

    def cut(self, first: int, end: int) -> int:
        """Ends a passage before a participle after a comma that goes on with the same speaker: ", citant …"."""
        tokens = self.parsed.tokens
        verbs = self.scene.cues.verbs
        for i in range(first + 2, end):
            token = tokens[i]
            if token.lemma in verbs and self.scene.quote_of[i] is None and is_gerund(self.parsed, i):
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

    # --- infinitives and gerunds ------------------------------------------------------------------------------

    def infinitive(self, wanted: tuple[str, ...]) -> Content | None:
        """ "de se réunir", "to meet": without the mark. `wanted` are the prepositions asked for, all when empty."""
        tokens = self.parsed.tokens
        found: Content | None = None
        for child in self.children:
            if child < self.index or child - self.index > 60 or not self._is_infinitive_clause(child, wanted):
                continue
            first, end = self.parsed.reach(child)
            marks = [c for c in self._marks(child) if tokens[c].lower in self.scene.known.pronouns["infinitive_marks"]]
            begin = max(first, max([self.index, *marks]) + 1)
            if found is None:
                found = self._piece(begin, self._own_end(begin, max(end, self._tail(end))), child)
            elif found.pieces and tokens[begin - 1].pos in ("ADP", "PART", "CCONJ"):
                # "a promis de réduire …, de supprimer … et d'ouvrir …"
                more = self._piece(begin, self._own_end(begin, end), child)
                if more:
                    found.pieces[-1] = (found.pieces[-1][0], more.pieces[-1][1])
        return found or self._addressed_infinitive(wanted)

    def _addressed_infinitive(self, wanted: tuple[str, ...]) -> Content | None:
        """ "recommandent à leurs citoyens de | rester": the infinitive that the tree hung on the addressee."""
        tokens = self.parsed.tokens
        last = min(self.index + 14, self.parsed.sentences[tokens[self.index].sentence][1])
        marks = set(wanted) or self.scene.known.pronouns["infinitive_marks"]
        for i in range(self.index + 1, last):
            token = tokens[i]
            if is_infinitive(token) and i <= self.index + 2 and token.dep not in ("conj",):
                # "annonce avoir pris", "dit ne pas savoir"
                return self._piece(i, self._own_end(i, self._infinitive_end(i)), i)
            if is_infinitive(token) and i > self.index + 1:
                start = i
                while tokens[start - 1].pos in ("PRON", "ADV") and start - 1 > self.index:
                    start -= 1
                mark = tokens[start - 1]
                is_told = mark.lower in marks and (mark.lower != "d'" or "de" in marks)
                if (
                    not is_told
                    or mark.lower in self.scene.cues.usage["purpose"]
                    or tokens[i].dep not in ("acl", "advcl", "xcomp")
                ):
                    return None
                if not any(t.lower in ("à", "aux", "au", "a", "al") for t in tokens[self.index + 1 : start - 1]):
                    return None
                return self._piece(start, self._own_end(start, self.parsed.reach(i)[1]), i)
            if is_verb(token) or token.text[0] in ",;:.«“":
                return None
        return None

    def _infinitive_end(self, index: int) -> int:
        head = self.parsed.tokens[index].head
        is_helper = self.parsed.tokens[index].pos == "AUX" and head > index
        return self.parsed.reach(head if is_helper else index)[1]

    def _marks(self, child: int) -> list[int]:
        tokens = self.parsed.tokens
        return [c for c in self.parsed.children(child) if tokens[c].dep in ("mark", "case", "aux") and c < child]

    def _is_infinitive_clause(self, child: int, wanted: tuple[str, ...]) -> bool:
        tokens = self.parsed.tokens
        token = tokens[child]
        usage = self.scene.cues.usage
        if token.dep not in ("xcomp", "ccomp", "advcl", "acl", "obl", "obj"):
            return False
        marks = [tokens[c].lower for c in self._marks(child)]
        helpers = [c for c in self.parsed.children(child) if tokens[c].dep in ("aux", "cop", "aux:pass") and c < child]
        if not is_infinitive(token) and not any(is_infinitive(tokens[c]) for c in helpers):
            return False
        if any(m in usage["without"] or m in usage["after"] or m in ("avant", "al") for m in marks):
            return False
        if any(m in usage["purpose"] for m in marks) and not set(wanted) & usage["purpose"]:
            return False
        if self.parsed.language == "en" and token.dep in ("advcl", "acl") and "to" in marks and self._has_object():
            return False
        if self.parsed.language == "en" and "to" not in marks and token.dep == "advcl":
            return False
        return not wanted or any(m in wanted or (m == "d'" and "de" in wanted) for m in marks)

    def _has_object(self) -> bool:
        return any(self.parsed.tokens[c].dep == "obj" for c in self.children)

    def gerund(self, wanted: tuple[str, ...]) -> Content | None:
        """ "to maintaining …", "consider sending …": English objects in -ing."""
        tokens = self.parsed.tokens
        for child in self.children:
            token = tokens[child]
            if child < self.index or not is_verb(token) or not token.lower.endswith("ing"):
                continue
            inner = [c for c in self.parsed.children(child) if tokens[c].dep in ("mark", "case") and c < child]
            if wanted and not any(tokens[c].lower in wanted for c in inner):
                continue
            if not wanted and (inner or token.dep not in ("xcomp", "ccomp")):
                continue
            begin = max([*inner, self.index]) + 1
            _, end = self.parsed.reach(child)
            return self._piece(begin, self._own_end(begin, self._tail(end)), child)
        return None

    # --- objects ----------------------------------------------------------------------------------------------

    def object(self, after: int | None) -> Content | None:
        """The noun object with what belongs to it; `after` a phrase's last word it is the noun that follows."""
        tokens = self.parsed.tokens
        head = self._object_head(after)
        if head is None:
            return None
        first, end = self.parsed.reach(head)
        floor = (after if after is not None else self.index) + 1
        first = max(first, floor)
        while first < head and tokens[first].dep == "case" and tokens[first].head == head:
            first += 1
        return self._piece(first, self._own_end(first, self._tail(end)), head)

    def _object_head(self, after: int | None) -> int | None:
        tokens = self.parsed.tokens
        if after is not None:
            for child in (*self.children, *(c for k in self.children for c in self.parsed.children(k))):
                token = tokens[child]
                if (
                    child > after
                    and (token.pos in NOMINAL or is_verb(token))
                    and token.dep in ("obj", "obl", "nmod", "obl:agent", "iobj", "advcl", "ccomp", "xcomp", "acl")
                ):
                    first, _ = self.parsed.reach(child)
                    if first - after <= 2:
                        return child
            if after + 1 < len(tokens) and tokens[after + 1].pos in ("DET", "NOUN", "PROPN", "ADJ", "PRON"):
                i = after + 1
                while i + 1 < len(tokens) and tokens[i].pos in ("DET", "ADJ"):
                    i += 1
                return i if tokens[i].pos in NOMINAL else None
            return None
        for child in self.children:
            token = tokens[child]
            if child > self.index and token.dep == "obj" and token.pos in NOMINAL and token.pos != "PRON":
                first, _ = self.parsed.reach(child)
                if self.parsed.language == "es" and tokens[first].lower in ("a", "al") and self._that:
                    continue
                if first > self.index:
                    return child
        for child in self.children:
            token = tokens[child]
            if child > self.index and token.dep == "obj" and token.pos in ("ADJ", "VERB", "PRON", "X", "DET"):
                if token.pos == "PRON" and token.lower not in ("ce", "celui", "celle", "ceux", "celles", "those", "lo"):
                    continue
                return child
        return None

    def predicate(self) -> Content | None:
        """An object with an opinion on it: "jugeant | les progrès inacceptables", "described | it as a mistake"."""
        tokens = self.parsed.tokens
        opinion = [
            c
            for c in self.children
            if c > self.index
            and (
                (
                    tokens[c].dep in ("xcomp", "attr", "obj:pred", "ccomp")
                    and tokens[c].pos in ("ADJ", "NOUN", "PROPN", "VERB")
                )
                or (
                    self._lead(c) in ("comme", "as", "como", "de", "d'")
                    and tokens[c].dep in ("obl", "xcomp", "advcl", "nmod")
                )
            )
            and not is_infinitive(tokens[c])
        ]
        if not opinion:
            return None
        ends = [self.parsed.reach(c)[1] for c in opinion]
        starts = [self.parsed.reach(c)[0] for c in opinion]
        head = self._object_head(None)
        if head is not None:
            starts.append(self.parsed.reach(head)[0])
            ends.append(self.parsed.reach(head)[1])
        first = max(min(starts), self.index + 1)
        if first - self.index > 8:
            return None
        while tokens[first].dep in ("case", "mark") and tokens[first].lower in ("comme", "as", "como", "de", "d'"):
            first += 1
        return self._piece(first, self._own_end(first, max(ends)), head if head is not None else opinion[0])

    def _lead(self, index: int) -> str:
        """The preposition or conjunction that opens a phrase."""
        tokens = self.parsed.tokens
        for child in self.parsed.children(index):
            if child < index and tokens[child].dep in ("case", "mark"):
                return tokens[child].lower
        return ""

    def oblique(self, preposition: str) -> Content | None:
        """The noun after one preposition: "insisté sur | la coopération", "opposés à | la loi"."""
        tokens = self.parsed.tokens
        forms = {
            preposition,
            *{"à": ("au", "aux"), "de": ("d'", "du", "des", "del"), "a": ("al",), "en": ("dans",)}.get(preposition, ()),
        }
        for child in self.children:
            token = tokens[child]
            if child < self.index or token.dep not in ("obl", "nmod", "iobj", "obj", "obl:agent", "advcl", "xcomp"):
                continue
            if token.pos not in NOMINAL and token.dep not in ("obl", "nmod"):
                continue
            if case_of(self.parsed, child) not in forms or token.pos == "PRON":
                continue
            first, end = self.parsed.reach(child)
            first = max(first, self.index + 1)
            while (
                first < child
                and tokens[first].dep == "case"
                and tokens[first].head == child
                and tokens[first].lower in forms
            ):
                first += 1
            if first - self.index > 10 or self._is_setting(child):
                continue
            return self._piece(first, self._own_end(first, self._tail(end)), child)
        return None

    def passive(self) -> Content | None:
        """What a passive is about: its subject, or the noun that its participle hangs on."""
        tokens = self.parsed.tokens
        for child in self.children:
            if (
                tokens[child].dep in ("nsubj:pass", "nsubj")
                and tokens[child].pos in NOMINAL
                and tokens[child].pos != "PRON"
            ):
                first, end = self.parsed.reach(child)
                return self._piece(first, min(end, self.index), child)
        token = tokens[self.index]
        if token.dep in ("acl", "amod", "acl:relcl") and tokens[token.head].pos in NOMINAL:
            first, _ = self.parsed.reach(token.head)
            if first < self.index:
                return self._piece(first, self.index, token.head)
        return None

    # --- edges ------------------------------------------------------------------------------------------------

    def _is_setting(self, index: int) -> bool:
        """Whether a noun says when or where something was said: "lors d'une conférence", "on Monday"."""
        known = self.scene.known
        token = self.parsed.tokens[index]
        return known.has("settings", token) or case_of(self.parsed, index) in known.sets["events"]

    def _tail(self, end: int) -> int:
        """Takes along what hangs on the verb right after its object: "une réunion | en février à Washington"."""
        tokens = self.parsed.tokens
        for child in self.children:
            token = tokens[child]
            first, last = self.parsed.reach(child)
            if (
                (
                    first == end
                    and token.dep in ("obl", "nmod", "advmod", "xcomp", "advcl")
                    and not is_gerund(self.parsed, child)
                )
                and not self._is_setting(child)
                and token.pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
            ):
                end = last
        return end

    def _own_end(self, first: int, end: int) -> int:
        """Cuts at what no longer belongs to an object: a participle after a comma, the verb's next coordinate."""
        tokens = self.parsed.tokens
        end = self._before_clause(first, self.extend(first, end))
        for child in self.children:
            if tokens[child].dep == "conj" and child > first:
                a, _ = self.parsed.reach(child)
                while a < child and (tokens[a].pos in ("PUNCT",)):
                    a += 1
                if first < a < end:
                    end = a
        return self._before_quote(first, self.cut(first, end))

    def _before_clause(self, first: int, end: int) -> int:
        """Cuts before ", qui …" and before a coordinated clause that the tree drew into an object."""
        tokens = self.parsed.tokens
        loose = self.scene.known.pronouns["loose"]
        for i in range(first + 1, end - 1):
            token = tokens[i]
            if self.scene.quote_of[i] is not None:
                continue
            if token.text in (",", "(") and tokens[i + 1].lower in loose:
                return i
            if i > first + 1 and token.lower in self.scene.cues.usage["during"]:
                return i
            is_joint = token.pos == "CCONJ" or token.text in (";", ",")
            if is_joint and tokens[i + 1].pos not in ("SCONJ",):
                head = tokens[i].head
                is_clause = head > i and tokens[head].dep in ("conj", "parataxis") and is_finite(self.parsed, head)
                if is_clause and is_verb(tokens[head]) and self._has_subject_between(i, head):
                    return i
        return end

    def _has_subject_between(self, index: int, verb: int) -> bool:
        tokens = self.parsed.tokens
        for child in self.parsed.children(verb):
            if tokens[child].dep in ("nsubj", "nsubj:pass") and child > index:
                return tokens[child].lower not in self.scene.known.pronouns["relative"]
        return False

    def _piece(self, first: int, end: int, head: int) -> Content | None:
        pieces: list[tuple[int, int]] = []
        self._add(pieces, first, end)
        return Content(pieces, head) if pieces else None

    def _add(self, pieces: list[tuple[int, int]], first: int, end: int) -> None:
        """Adds a token range as code points; quotes that begin in it are carried to their end."""
        tokens = self.parsed.tokens
        while end > first and tokens[end - 1].pos in ("CCONJ", "SCONJ", "ADP") and end - 1 > first:
            end -= 1
        first, end = trim_outside(self.scene, first, end)
        if end <= first:
            return
        start, stop = tokens[first].start, tokens[end - 1].end
        opened = self.scene.quotes.at(start)
        follower = self.parsed.text[opened.end : opened.end + 1] if opened is not None else ""
        if opened is not None and opened.start <= start + 1 and opened.is_speech and follower in (",", ".", ";", ""):
            # "que « … », en écho à …": what follows the closing mark is the article's
            stop = opened.end
        last = self.scene.quotes.at(stop - 1)
        if last is not None and last.start >= start - 1:
            stop = max(stop, last.inner_end if last.start < start else last.end)
        pieces.append((start, stop))

    def _is_own_object(self, content: Content) -> bool:
        """A possessive object is the speaker's own: "affirme | sa volonté de …"."""
        return content.head is not None and any(
            self.parsed.tokens[c].lower in self.scene.known.pronouns["possessive"]
            for c in self.parsed.children(content.head)
        )

    def _has_quote(self, content: Content) -> bool:
        return any(self.scene.quotes.between(a, b) or self.scene.quotes.at(a) for a, b in content.pieces)


def trim_outside(scene: Scene, first: int, end: int) -> tuple[int, int]:
    """Trims signs at the edges, but keeps quotation marks."""
    tokens = scene.parsed.tokens
    keep = "«»“”\"‹›'’"
    while first < end and tokens[first].pos == "PUNCT" and tokens[first].text[0] not in keep:
        first += 1
    while end > first and tokens[end - 1].pos == "PUNCT" and tokens[end - 1].text[0] not in keep:
        end -= 1
    return first, end


__all__ = ["Complements", "Content", "complements", "trim", "trim_outside"]
