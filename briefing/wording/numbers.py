"""Numbers and figures with the separators of a language; nothing is converted."""

from briefing.i18n import tr, trn
from briefing.model import Figure

_SEPARATORS = {"en": (",", "."), "fr": ("\u202f", ","), "es": (".", ",")}
_RANGE_SIGN = "–"


def number_words(value: float | int, language: str) -> str:
    """A number with the separators of the language: 2500000 is "2,500,000", "2 500 000" or "2.500.000"."""
    thousands, point = _SEPARATORS.get(language, _SEPARATORS["en"])
    shown = f"{int(value):,d}" if float(value).is_integer() else f"{value:,}"
    whole, _, rest = shown.partition(".")
    if language == "es" and abs(value) < 10_000:
        whole = whole.replace(",", "")
    return whole.replace(",", thousands) + (point + rest if rest else "")


def figure_words(figure: Figure, language: str) -> str:
    """Qualifier, value and unit of a figure: "≈ 320 t", "50%", "10–15%". Nothing is converted."""
    values = figure.value if isinstance(figure.value, tuple) else (figure.value,)
    numbers = _RANGE_SIGN.join(number_words(value, language) for value in values)
    if figure.unit == "%":
        counted = tr("{number}%", language, number=numbers)
    elif figure.unit == "people":
        counted = trn("{number} person", "{number} people", _number(values[-1]), language, number=numbers)
    else:
        # a counted noun stands beside it in the article's own words; only its lemma would stand here ("10 barril")
        counted = f"{numbers}\u00a0{figure.unit}" if _is_symbol(figure.unit) else numbers
    return f"{figure.qualifier}\u00a0{counted}" if figure.qualifier else counted


def _is_symbol(unit: str) -> bool:
    """Whether a unit is a currency ("USD") or a symbol ("km²") and no word."""
    return bool(unit) and (unit.isupper() or len(unit) <= 3)


def _number(value: float | int) -> int:
    return 1 if value == 1 else 2
