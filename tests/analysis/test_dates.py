"""Calendar dates: what is one, what is none, and which day is meant."""

import datetime
import os
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analysis import analyse
from briefing.analysis.dates import find_expressions
from briefing.analysis.datewords import date_words
from briefing.analysis.lexemes import read_lexemes

FOUND = [
    # language, published, text, (words, value) …
    ("fr", "2026-01-20", "Le vendredi 16 janvier 2026, il a parlé.", [("Le vendredi 16 janvier 2026", "2026-01-16")]),
    ("fr", "2026-01-16", "Le groupe se réunira le 23 janvier.", [("le 23 janvier", "2026-01-23")]),
    ("fr", "2026-01-16", "Le sommet a eu lieu le 12 décembre.", [("le 12 décembre", "2025-12-12")]),
    ("fr", "2026-01-16", "Ils convoqueront une réunion en février.", [("en février", "2026-02")]),
    ("fr", "2026-01-16", "Il a démissionné en février.", [("en février", "2025-02")]),
    ("fr", "2026-01-16", "Elle a reçu lundi le ministre.", [("lundi", "2026-01-12")]),
    ("fr", "2026-01-16", "Elle recevra lundi le ministre.", [("lundi", "2026-01-19")]),
    ("fr", "2026-01-16", "Elle l'a dit vendredi dernier.", [("vendredi dernier", "2026-01-09")]),
    ("fr", "2026-01-16", "Il est venu du 25 au 27 novembre.", [("25", "2025-11-25"), ("27 novembre", "2025-11-27")]),
    (
        "fr",
        "2026-01-16",
        "Du 20 novembre au 11 décembre 2015, on a voté.",
        [("20 novembre", "2015-11-20"), ("au 11 décembre 2015", "2015-12-11")],
    ),
    ("fr", "2026-01-16", "Il a plu du 1 er au 3 janvier.", [("1 er", "2026-01-01"), ("3 janvier", "2026-01-03")]),
    ("fr", "2026-01-16", "L'épreuve de samedi 10 a été gagnée.", [("samedi 10", "2026-01-10")]),
    ("fr", "2026-01-16", "Fin mars 2017, il est parti.", [("Fin mars 2017", "2017-03")]),
    ("fr", "2026-01-16", "Il l’a annoncé l’an dernier.", [("l’an dernier", "2025")]),
    (
        "fr",
        "2026-01-16",
        "Le budget de 2014 est voté depuis avril 2013.",
        [("2014", "2014"), ("avril 2013", "2013-04")],
    ),
    (
        "fr",
        "2026-01-16",
        "Hier (15 janvier 2026), il a plu.",
        [("Hier", "2026-01-15"), ("15 janvier 2026", "2026-01-15")],
    ),
    ("fr", "2026-01-16", "Demain 17 janvier, il partira.", [("Demain 17 janvier", "2026-01-17")]),
    ("fr", "2026-01-16", "L'attentat du 14-Juillet a choqué.", [("14-Juillet", "2025-07-14")]),
    (
        "fr",
        "2026-01-16",
        "Il a parlé le 3 mai 2024. Le lendemain, il a démenti.",
        [("le 3 mai 2024", "2024-05-03"), ("Le lendemain", "2024-05-04")],
    ),
    ("en", "2024-08-28", "They met on August 27-28.", [("August 27", "2024-08-27"), ("28", "2024-08-28")]),
    ("en", "2022-03-11", "On 7-8 March, talks were held.", [("7", "2022-03-07"), ("8 March", "2022-03-08")]),
    ("en", "2023-11-16", "They met at the summit in August.", [("August", "2023-08")]),
    ("en", "2022-12-02", "It follows the meeting last month.", [("last month", "2022-11")]),
    ("en", "2023-03-31", "At their September 22, 2021 meeting they agreed.", [("September 22, 2021", "2021-09-22")]),
    ("en", "2024-06-17", "He will speak on Friday.", [("Friday", "2024-06-21")]),
    ("en", "2024-06-17", "He spoke on Friday.", [("Friday", "2024-06-14")]),
    ("en", "2024-06-17", "Markets stay closed until Friday.", [("Friday", "2024-06-21")]),
    (
        "en",
        "2024-06-17",
        "She flew in on May 3, 2024. Two days later she left.",
        [("May 3, 2024", "2024-05-03"), ("Two days later", "2024-05-05")],
    ),
    ("es", "2000-06-01", "Está preso desde el 9 de diciembre pasado.", [("el 9 de diciembre pasado", "1999-12-09")]),
    ("es", "2019-01-30", "Se adoptó el pasado mes de diciembre.", [("el pasado mes de diciembre", "2018-12")]),
    (
        "es",
        "2000-07-01",
        "Concluirá el primero de diciembre próximo.",
        [("el primero de diciembre próximo", "2000-12-01")],
    ),
    ("es", "2000-07-01", "Se reunieron el viernes con el presidente.", [("el viernes", "2000-06-30")]),
    ("es", "2000-07-01", "Se reunirán el viernes con el presidente.", [("el viernes", "2000-07-07")]),
    ("es", "2000-07-01", "Hará el anuncio mañana por la mañana.", [("mañana", "2000-07-02")]),
    ("es", "2026-01-16", "La reunión del 23 de enero de 2026 sigue en pie.", [("23 de enero de 2026", "2026-01-23")]),
]

NOT_FOUND = [
    ("fr", "Il a été reçu en mer par 50 marins."),
    ("fr", "Les opérations relèvent du Titre 50 et de l'article 2015."),
    ("fr", "Il avait 41 ans et a couru pendant trois jours."),
    ("fr", "Quelque 2000 personnes ont défilé, plus de 1 500 selon la police."),
    ("fr", "Appelez le 01 44 55 66 77, page 1984 du code."),
    ("fr", "Mai Fatty conseille le président."),
    ("fr", "Le vendredi saint n'est pas férié ici ; les lundis non plus, ni les années 1990."),
    ("en", "May God bless you. They may march on."),
    ("en", "The resolution 2334 has 2000 words; the 131-page document costs $2015."),
    ("en", "The Good Friday Agreement holds every Monday."),
    ("es", "Por la mañana, la Plaza de Mayo estaba vacía."),
    ("es", "El artículo 2011 y unos 2000 manifestantes; hoy en día es así."),
    ("es", "Los lunes no hay rueda de prensa."),
]


@pytest.mark.parametrize(("language", "published", "text", "expected"), FOUND)
def test_dates_are_found_with_their_values(language, published, text, expected):
    found = analyse(text, published=published, language=language).dates
    assert [(d.span.quote, d.value) for d in found] == expected
    assert all(d.span.stands_in(text) for d in found)


@pytest.mark.parametrize(("language", "text"), NOT_FOUND)
def test_what_only_looks_like_a_date_is_left_alone(language, text):
    assert analyse(text, published="2026-01-16", language=language).dates == ()


@pytest.mark.parametrize(
    ("language", "text", "words", "code"),
    [
        ("fr", "En février, il a démissionné.", "En février", "year-unknown"),
        ("fr", "Il a démissionné hier.", "hier", "no-reference"),
        ("en", "He resigned on Monday.", "Monday", "no-reference"),
        ("es", "Renunció el 3 de mayo.", "el 3 de mayo", "year-unknown"),
    ],
)
def test_without_a_reference_date_nothing_is_made_up(language, text, words, code):
    (found,) = analyse(text, language=language).dates
    assert (found.span.quote, found.value, found.basis.code) == (words, None, code)


@pytest.mark.parametrize(
    ("language", "text", "value", "quote"),
    [
        ("fr", "13 octobre 2016. – Le sénat a voté.", "2016-10-13", "13 octobre 2016"),
        ("fr", "Lors de sa conférence de presse du 16 janvier 2026, elle a répondu.", "2026-01-16", "16 janvier 2026"),
        ("en", "Friday, May 8, 2009\n\nHe resigned on Monday.", "2009-05-08", "Friday, May 8, 2009"),
        ("en", "PARIS, May 8, 2009 (AFP) - He resigned.", "2009-05-08", "May 8, 2009"),
        ("es", "En rueda de prensa el 3 de mayo de 2020 habló del caso.", "2020-05-03", "3 de mayo de 2020"),
    ],
)
def test_a_date_that_dates_the_telling_is_the_reference(language, text, value, quote):
    reference = analyse(text, language=language).reference_date
    assert (reference.value, reference.basis) == (value, "stated")
    assert reference.span is not None
    assert reference.span.quote == quote
    assert reference.span.stands_in(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le mur est tombé le 9 novembre 1989 à Berlin."),
        ("fr", "L'accord, signé le 12 mars 2015, a été rompu lors d'une conférence de presse."),
        ("en", "The wall came down on November 9, 1989."),
        ("es", "El muro cayó el 9 de noviembre de 1989."),
    ],
)
def test_the_date_of_a_past_event_is_no_reference(language, text):
    reference = analyse(text, language=language).reference_date
    assert (reference.value, reference.basis, reference.span) == (None, "none", None)


def test_a_given_date_wins_over_a_stated_one():
    reference = analyse(
        "13 octobre 2016. – Le sénat a voté.", published="2020-01-02T10:00:00Z", language="fr"
    ).reference_date
    assert (reference.value, reference.basis) == ("2020-01-02", "given")


NOISE = """le 31 février 2020 30 avril mars mi - début dernier prochain lundi 14 15 et au , . la veille il y a trois ans
plus tard 0000 99999999 2016 1er 05/05/2020 2026-13-45 aujourd ' hui ’ “ ½ ２０２６ été May March on in the since"""
PIECES = st.sampled_from([*NOISE.split(), "\n", "\n\n"])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=6), max_size=40), st.sampled_from(["fr", "en", "es"]))
def test_expressions_are_ordered_and_never_overlap(pieces, language):
    lexemes = read_lexemes(" ".join(pieces))
    found = find_expressions(lexemes, date_words(language))
    assert all(e.first < e.last for e in found)
    assert all(a.last <= b.first for a, b in pairwise(found))


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES | st.text(max_size=6), max_size=40), st.sampled_from(["fr", "en", "es"]))
def test_any_noise_gives_dates_that_stand_in_the_text_and_exist(pieces, language):
    text = " ".join(pieces)
    for date in analyse(text, published="2024-02-29", language=language).dates:
        assert date.span.stands_in(text)
        if date.value and date.precision == "day":
            assert datetime.date.fromisoformat(date.value).isoformat() == date.value


@settings(max_examples=200, deadline=None)
@given(st.dates(), st.sampled_from(["fr", "es"]))
def test_every_day_written_out_is_read_back(day, language):
    words = date_words(language)
    month = next(name for name, number in words.months.items() if number == day.month)
    of = "de " if language == "es" else ""
    text = f"el {day.day} {of}{month} {of}{day.year:04d}"
    (found,) = find_expressions(read_lexemes(text), words) if 1000 <= day.year < 2100 else (None,)
    assert found is None or (found.year, found.month, found.day) == (day.year, day.month, day.day)


def test_the_same_bytes_under_any_hash_seed_and_time_zone(root):
    code = (
        "from briefing.analysis import analyse\n"
        "text = 'Ils se sont vus lundi, puis en février et la veille du 3 mai 2020.'\n"
        "print(analyse(text, published='2026-01-16', language='fr'))"
    )
    settings = (("0", "UTC", "C"), ("1", "Pacific/Kiritimati", "fr_FR.UTF-8"))
    runs = set()
    for seed, zone, locale in settings:
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True, env=environment)
        runs.add(done.stdout)
    assert len(runs) == 1
