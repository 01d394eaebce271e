"""Forms of the cue verbs, for words whose lemma or part of speech the model got wrong.

The French model leaves "indique", "estime" or "réclame" as they stand and takes "juge" for a noun. Regular forms are
spelled out from the verbs of `cues.toml`; irregular ones stand in `verbs.toml`.
"""

from functools import cache

from briefing.analysis import words

_FRENCH_ER = (
    "e", "es", "ent", "ons", "ez", "ait", "aient", "ais", "a", "èrent", "era", "eront", "erai", "erait", "eraient", "é",
    "ée", "és", "ées", "ant",
)  # fmt: skip
_FRENCH_IR = (
    "it", "issent", "issait", "issaient", "irent", "ira", "iront", "irait", "iraient", "i", "ie", "is", "ies", "issant",
)  # fmt: skip
_SPANISH = {
    "ar": ("a", "an", "o", "ó", "aron", "aba", "aban", "ará", "arán", "aría", "arían", "e", "en", "ado", "ando", "é"),
    "er": ("e", "en", "o", "ió", "ieron", "ía", "ían", "erá", "erán", "ería", "erían", "a", "an", "ido", "iendo"),
    "ir": ("e", "en", "o", "ió", "ieron", "ía", "ían", "irá", "irán", "iría", "irían", "a", "an", "ido", "iendo"),
}  # fmt: skip
_FINITE = {
    "fr": frozenset(("e", "ent", "ait", "aient", "èrent", "era", "eront", "erait", "eraient", "it", "issent", "irent")),
    "es": frozenset(("a", "an", "ó", "aron", "aba", "aban", "ará", "arán", "e", "en", "ió", "ieron", "ía", "ían")),
}
_VOWELS = frozenset("aeiouyéèêàâîïôûùœh")


@cache
def lemmas(language: str) -> dict[str, tuple[str, bool]]:
    """Inflected form to lemma, and whether the form is a finite one."""
    if language not in ("fr", "es"):
        return {}
    table: dict[str, tuple[str, bool]] = {}
    for verb in sorted(_verbs(language)):
        for form, is_finite in _inflect(verb, language):
            table.setdefault(form, (verb, is_finite))
    for verb, forms in words.load(language, "verbs")["irregular"].items():
        for form in forms:
            table[form] = (verb, True)
    return table


def _verbs(language: str) -> set[str]:
    out = set()
    for group in words.load(language, "cues")["verbs"]:
        for entry in group["words"]:
            first = entry.removeprefix("se ").removeprefix("s'").split(" ")[0]
            out.add(first.removesuffix("se") if first.endswith(("arse", "erse", "irse")) else first)
    return out


def _inflect(verb: str, language: str) -> list[tuple[str, bool]]:
    finite = _FINITE[language]
    if language == "es":
        endings = _SPANISH.get(verb[-2:], ())
        return [(form, e in finite) for e in endings for form in _spanish(verb[:-2], e, verb[-2:])]
    if verb.endswith("er"):
        return [(form, e in finite) for e in _FRENCH_ER for form in _french(verb[:-2], e)]
    if verb.endswith("ir") and verb in words.load(language, "verbs")["regular_ir"]:
        return [(verb[:-2] + e, e in finite) for e in _FRENCH_IR]
    return []


def _french(stem: str, ending: str) -> list[str]:
    """One ending on a stem, with the spelling that keeps its sound: "annonçait", "exigeait", "rappelle", "espère"."""
    hard = ending[0] in "aoâ"
    if stem.endswith("c") and hard:
        return [stem[:-1] + "ç" + ending]
    if stem.endswith("g") and hard:
        return [stem + "e" + ending]
    silent = ending in ("e", "es", "ent") or ending.startswith("er")
    out = [stem + ending]
    if silent and len(stem) > 2 and stem[-1] not in _VOWELS:
        if stem[-2] in "eé":
            out.append(stem[:-2] + "è" + stem[-1] + ending)
            if stem[-1] in "lt":
                out.append(stem + stem[-1] + ending)
        elif len(stem) > 3 and stem[-3] in "eé" and stem[-2] not in _VOWELS:
            out.append(stem[:-3] + "è" + stem[-2:] + ending)
    if silent and stem[-1] == "y":
        out.append(stem[:-1] + "i" + ending)
    return out


def _spanish(stem: str, ending: str, group: str) -> list[str]:
    """One ending on a stem, with the vowels that change under stress: "advierte", "recuerda", "pidió"."""
    out = [stem + ending]
    if ending in ("e", "é", "en") and group == "ar":
        if stem.endswith("c"):
            out = [stem[:-1] + "qu" + ending]
        elif stem.endswith("g"):
            out = [stem + "u" + ending]
        elif stem.endswith("z"):
            out = [stem[:-1] + "c" + ending]
    place = max(stem.rfind("e"), stem.rfind("o"))
    if place > 0 and ending in ("a", "an", "e", "en", "o"):
        change = "ie" if stem[place] == "e" else "ue"
        out.append(stem[:place] + change + stem[place + 1 :] + ending)
    if place > 0 and group == "ir" and stem[place] == "e":
        out.append(stem[:place] + "i" + stem[place + 1 :] + ending)
    return out
