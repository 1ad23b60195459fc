"""Whole numbers in words, in four languages, as invoices and certificates state their sums."""

from __future__ import annotations

_SMALL = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit dix-neuf",
    "pt": "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezasseis dezassete "
    "dezoito dezanove",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
    "diecisiete dieciocho diecinueve",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "fr": "vingt trente quarante cinquante soixante",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
}
_HUNDREDS = {
    "pt": "cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos",
    "es": "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos",
}
_THOUSAND = {"en": "thousand", "fr": "mille", "pt": "mil", "es": "mil"}
_MILLION = {
    "en": ("million", "million"),
    "fr": ("million", "millions"),
    "pt": ("milhão", "milhões"),
    "es": ("millón", "millones"),
}


def _below_hundred(n: int, language: str) -> str:
    small = _SMALL[language].split()
    if n < 20:
        return small[n]
    tens = _TENS[language].split()
    ten, one = divmod(n, 10)
    if language == "fr":
        if ten in (7, 9):
            stem, rest = ("soixante", n - 60) if ten == 7 else ("quatre-vingt", n - 80)
            return f"{stem} et onze" if n == 71 else f"{stem}-{small[rest]}"
        if ten == 8:
            return "quatre-vingts" if one == 0 else f"quatre-vingt-{small[one]}"
        joined = f"{tens[ten - 2]} et un" if one == 1 else f"{tens[ten - 2]}-{small[one]}"
        return tens[ten - 2] if one == 0 else joined
    if one == 0:
        return tens[ten - 2]
    if language == "es" and ten == 2:
        return {22: "veintidós", 23: "veintitrés", 26: "veintiséis"}.get(n, f"veinti{small[one]}")
    return f"{tens[ten - 2]}{ {'en': '-', 'pt': ' e ', 'es': ' y '}[language] }{small[one]}"


def _below_thousand(n: int, language: str) -> str:
    hundred, rest = divmod(n, 100)
    if hundred == 0:
        return _below_hundred(rest, language)
    if language in ("pt", "es"):
        if n == 100:
            return {"pt": "cem", "es": "cien"}[language]
        head = _HUNDREDS[language].split()[hundred - 1]
        return head if rest == 0 else f"{head}{' e ' if language == 'pt' else ' '}{_below_hundred(rest, language)}"
    one = _SMALL[language].split()[hundred]
    if language == "fr":
        head = "cent" if hundred == 1 else f"{one} cent"
        if rest == 0:
            return head if hundred == 1 else f"{head}s"
        return f"{head} {_below_hundred(rest, language)}"
    return f"{one} hundred" if rest == 0 else f"{one} hundred and {_below_hundred(rest, language)}"


def in_words(n: int, language: str) -> str:
    """A whole number from 0 to 999 999 999 in words of `language` (`en`, `fr`, `pt`, `es`)."""
    if n < 1000:
        return _below_thousand(n, language)
    parts = []
    millions, n = divmod(n, 1_000_000)
    if millions:
        head = {"es": "un", "pt": "um"}.get(language) if millions == 1 else None
        parts.append(f"{head or _below_thousand(millions, language)} {_MILLION[language][millions > 1]}")
    thousands, n = divmod(n, 1000)
    if thousands == 1 and language != "en":
        parts.append(_THOUSAND[language])
    elif thousands:
        count = _below_thousand(thousands, language)
        if language == "es" and count.endswith("uno"):
            count = f"{count[:-3]}ún" if count.endswith("veintiuno") else count[:-1]
        if language == "fr":
            count = count.removesuffix("s") if count.endswith(("cents", "vingts")) else count
        parts.append(f"{count} {_THOUSAND[language]}")
    if n:
        parts.append(_below_thousand(n, language))
    return " ".join(parts)


DOLLARS = {
    "en": "US dollars {words} and {cents:02d}/100",
    "fr": "{words} dollars US et {cents:02d}/100",
    "pt": "{words} dólares dos EUA e {cents:02d}/100",
    "es": "{words} dólares estadounidenses con {cents:02d}/100",
}
"""A sum of US dollars in words, by language."""
