"""How numbers, dates and money are printed, by language and by house habit."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

NBSP = "\N{NO-BREAK SPACE}"
"""Inside a printed value: keeps it on one line; drawn and recorded as a plain space."""

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
SHORT_MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "pt": "jan fev mar abr mai jun jul ago set out nov dez",
    "es": "ene feb mar abr may jun jul ago sep oct nov dic",
}
SEPARATORS = {
    "english": (",", "."),
    "continental": (".", ","),
    "french": (NBSP, ","),
    "swiss": ("'", "."),
    "bare": ("", "."),
    "bare-comma": ("", ","),
    "spaced-point": (NBSP, "."),
}
"""Thousands separator and decimal mark of each number style."""

NUMBER_STYLES = {
    "en": ("english", "english", "english", "english", "bare", "spaced-point"),
    "fr": ("french", "french", "french", "bare-comma", "continental"),
    "pt": ("continental", "continental", "continental", "bare-comma", "french"),
    "es": ("continental", "continental", "english", "bare-comma"),
}
DATE_STYLES = {
    "en": ("long", "long", "short", "dashed", "slashes", "iso", "american", "ordinal", "dots", "upper"),
    "fr": ("long", "long", "slashes", "slashes", "dots", "short", "dashes", "iso"),
    "pt": ("long", "long", "slashes", "dashes", "capital", "iso", "short"),
    "es": ("long", "long", "slashes", "dashes", "short", "iso", "upper"),
}
MONEY_STYLES = ("code-before", "code-before", "code-after", "us-dollar", "code-tight", "in-label", "in-label")


@dataclass(frozen=True, slots=True)
class Habit:
    """The manner of one paper: language, number style, date style, money style, and how units are written."""

    language: str
    numbers: str
    dates: str
    money: str
    carat: str
    unit_case: str
    hs: str

    def number(self, amount: Decimal, places: int | None = None) -> str:
        """`amount` with this paper's separators; `places` decimals, by default as many as the amount has."""
        group, point = SEPARATORS[self.numbers]
        digits = format(amount if places is None else round(amount, places), "f")
        whole, _, rest = digits.partition(".")
        if group and len(whole) > 3:
            head = len(whole) % 3 or 3
            whole = group.join([whole[:head], *(whole[i : i + 3] for i in range(head, len(whole), 3))])
        return f"{whole}{point}{rest}" if rest else whole

    def date(self, day: date) -> str:
        """`day` in this paper's date style; all-figure dates are day first."""
        return print_date(day, self.language, self.dates)

    def hs_code(self, code: str) -> str:
        """An HS code of six or eight digits with this paper's punctuation."""
        if self.hs == "dots":
            return ".".join(filter(None, (code[:4], code[4:6], code[6:])))
        if self.hs == "spaces":
            return NBSP.join(filter(None, (code[:4], code[4:6], code[6:])))
        return code


def print_date(day: date, language: str, style: str) -> str:
    """`day` as a paper prints it: in words of the language, or in figures, day first."""
    name = MONTHS[language].split()[day.month - 1]
    short = SHORT_MONTHS[language].split()[day.month - 1]
    of = {"pt": " de ", "es": " de "}.get(language, " ")
    first = "1er" if language == "fr" and day.day == 1 else str(day.day)
    match style:
        case "long":
            text = f"{first}{of}{name}{of}{day.year}"
        case "capital":
            text = f"{day.day}{of}{name.capitalize()}{of}{day.year}"
        case "upper":
            text = f"{day.day:02d}{of}{name}{of}{day.year}".upper()
        case "short":
            text = f"{day.day:02d} {short} {day.year}"
        case "dashed":
            text = f"{day.day:02d}-{short}-{day.year}"
        case "american":
            text = f"{name} {day.day}, {day.year}"
        case "ordinal":
            ending = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day // 10 != 1 else 0, "th")
            text = f"{day.day}{ending} {name} {day.year}"
        case "slashes":
            text = day.strftime("%d/%m/%Y")
        case "dots":
            text = day.strftime("%d.%m.%Y")
        case "dashes":
            text = day.strftime("%d-%m-%Y")
        case _:
            text = day.isoformat()
    return text.replace(" ", NBSP)


def choose_habit(language: str, rng: random.Random) -> Habit:
    """A paper's manner, drawn at random among those usual in the language."""
    return Habit(
        language=language,
        numbers=rng.choice(NUMBER_STYLES[language]),
        dates=rng.choice(DATE_STYLES[language]),
        money=rng.choice(MONEY_STYLES),
        carat=rng.choice(CARATS[language]),
        unit_case=rng.choice(("plain", "plain", "plain", "plural", "upper")),
        hs=rng.choice(("dots", "dots", "bare", "spaces")),
    )


CARATS = {
    "en": ("ct", "cts", "carats", "ct", "CTS", "cts."),
    "fr": ("ct", "carats", "cts"),
    "pt": ("ct", "quilates", "cts"),
    "es": ("ct", "quilates", "cts"),
}


def print_unit(unit: str, habit: Habit) -> str:
    """A unit as the paper writes it: `kg`, `kgs`, `KGS`, `cts`, `quilates`, `MT`."""
    if unit == "ct":
        return habit.carat
    if unit == "%":
        return "%"
    if unit == "t":
        return {"plain": "t", "plural": "tonnes" if habit.language != "es" else "t", "upper": "MT"}[habit.unit_case]
    if unit in ("kg", "g"):
        return {"plain": unit, "plural": f"{unit}s" if unit == "kg" else unit, "upper": f"{unit}S".upper()}[
            habit.unit_case if unit == "kg" else "plain"
        ]
    return unit


def print_money(amount: Decimal, currency: str, habit: Habit, *, labelled: bool) -> str:
    """A sum; `labelled` says that the label beside it already names the currency."""
    figure = habit.number(amount, 2)
    if labelled:
        return figure
    match habit.money:
        case "code-after":
            return f"{figure}{NBSP}{currency}"
        case "us-dollar" if currency == "USD":
            return f"US${NBSP}{figure}"
        case "code-tight":
            return f"{currency}{figure}"
        case _:
            return f"{currency}{NBSP}{figure}"
