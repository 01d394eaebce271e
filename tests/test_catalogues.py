"""The catalogues hold every message of the code, translated, with its placeholders, and are compiled."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from briefing.i18n import LANGUAGES, interface_language, tr, trn, use_interface_language

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES_TO_TRANSLATE = [language for language in LANGUAGES if language != "en"]
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|%(?:\(\w+\))?[srd]")


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / "packaging" / "catalogues.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


catalogues = _load()


def strings(message: Any) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def ids(message: Any) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def faults(catalogue: Any, template: Any) -> list[str]:
    """What is wrong with a catalogue: missing, left over, untranslated, fuzzy, other placeholders."""
    found = [f"missing: {m.id}" for m in template if m.id and m.id not in catalogue]
    for message in catalogue:
        if not message.id:
            continue
        words = strings(message)
        if message.id not in template:
            found.append(f"left over: {message.id}")
        if not all(words) or len(words) != len(ids(message)):
            found.append(f"untranslated: {message.id}")
        if message.fuzzy:
            found.append(f"fuzzy: {message.id}")
        for one, many in zip(ids(message), words, strict=False):
            if sorted(_PLACEHOLDER.findall(one)) != sorted(_PLACEHOLDER.findall(many)):
                found.append(f"placeholders: {message.id}")
    return found


@pytest.fixture(scope="module")
def template() -> Any:
    return catalogues.template()


@pytest.mark.parametrize("language", LANGUAGES_TO_TRANSLATE)
def test_every_message_of_the_code_is_translated(language: str, template: Any) -> None:
    assert faults(catalogues.read_catalogue(language), template) == []


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        (lambda c: c.delete("Undo"), "missing: Undo"),
        (lambda c: c.add("Undo it all", "x"), "left over: Undo it all"),
        (lambda c: setattr(c.get("Undo"), "string", ""), "untranslated: Undo"),
        (lambda c: c.get("Undo").flags.add("fuzzy"), "fuzzy: Undo"),
        (lambda c: setattr(c.get("Undone: {what}"), "string", "Annulé : {quoi}"), "placeholders: Undone: {what}"),
    ],
)
def test_a_harmed_catalogue_is_found_out(harm: Any, fault: str, template: Any) -> None:
    catalogue = catalogues.read_catalogue("fr")
    harm(catalogue)
    assert faults(catalogue, template) == [fault]


def test_messages_are_found_wherever_they_stand() -> None:
    source = 'x = f"{tr(\'inside\')}: {a}"\ny = trn("one", "many", 2)\nz = [mark("in" "two")]\ntr(words[key or "no"])'
    assert set(catalogues.messages_of(source)) == {"inside", ("one", "many"), "intwo"}


@pytest.mark.parametrize("language", LANGUAGES_TO_TRANSLATE)
def test_the_compiled_catalogue_is_what_the_words_give(language: str) -> None:
    compiled = catalogues.compiled(language)
    assert catalogues.po_file(language).with_suffix(".mo").read_bytes() == compiled
    assert b"Creation-Date" not in compiled, "a date would change it every minute"


@pytest.mark.parametrize(
    ("language", "count", "words"),
    [
        # French counts 0 as one, Spanish does not
        ("fr", 0, "0 article"),
        ("fr", 1, "1 article"),
        ("fr", 2, "2 articles"),
        ("es", 0, "0 artículos"),
        ("es", 1, "1 artículo"),
        ("es", 2, "2 artículos"),
        ("en", 0, "0 articles"),
    ],
)
def test_plural_forms(language: str, count: int, words: str) -> None:
    assert trn("{count} article", "{count} articles", count, language) == words


def badly_set(language: str, words: str) -> bool:
    """Whether a translation breaks the typography of its language; programs' options and code aside."""
    if language == "es":
        return bool(re.search(r"[“”]|\s[;:!?]", words)) or words.count("¿") != words.count("?")
    words = re.sub(r"--\w+", "", words)
    return bool(re.search(r"[“”'\"]|(?<![\u00a0\u202f])[;!?»]|(?<![\u00a0])[:»](?!\d)|«(?!\u00a0)", words))


@pytest.mark.parametrize("language", LANGUAGES_TO_TRANSLATE)
def test_translations_keep_the_typography_of_their_language(language: str) -> None:
    catalogue = catalogues.read_catalogue(language)
    assert [s for m in catalogue if m.id for s in strings(m) if badly_set(language, s)] == []


def test_bad_typography_would_be_seen() -> None:
    assert badly_set("fr", "Annulé : tout")
    assert badly_set("fr", "L'article")
    assert badly_set("fr", "«tout»")
    assert badly_set("es", "“todo”")
    assert badly_set("es", "lo dijeron?")
    assert not badly_set("fr", "Annulé\u00a0: «\u00a0tout\u00a0», l’article dit-il\u202f?")


def test_a_language_that_is_not_spoken_is_english() -> None:
    before = interface_language()
    try:
        use_interface_language("fr")
        assert tr("Undo") == "Annuler"
        use_interface_language("xx")
        assert tr("Undo") == "Undo"
    finally:
        use_interface_language(before)
