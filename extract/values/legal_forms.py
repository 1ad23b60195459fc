"""Legal forms of companies (Ltd, SARL, S.A. de C.V., Sdn Bhd …): where they stand in a name, and which end it."""

from __future__ import annotations

import re
from functools import cache

from extract.values import tables
from extract.values.folding import plain

_WEAK = re.compile(
    r"co|company|corporation|trust|foundation|partnership|co-?op(?:erative|erativa)?|coopérative"
    r"|(?:&|and|et) (?:sons|fils|co|cie|zonen|söhne)"
    r"|s[ace]|as|me|ep|c[cv]|a[gbo]|ug|lp|pt|fz|ca|ice",
    re.IGNORECASE,
)
"""Forms that are words or initials too: they end a name only where the name visibly ends."""


@cache
def _pattern() -> re.Pattern[str]:
    forms = {form for row in tables.rows("values_legal_forms") for form in row["form"].split("|")}
    by_first: dict[str, list[str]] = {}  # a word is held against the forms with its first letter alone
    for form in sorted(forms, key=len, reverse=True):
        by_first.setdefault(form[0].lower(), []).append(_one(form))
    one_of = "|".join(f"(?=(?i:{re.escape(first)}))(?:{'|'.join(made)})" for first, made in by_first.items())
    return re.compile(rf"(?<![^\W_])(?<!\.)(?:{one_of})\.?(?![^\W_])(?!\.[A-Za-z]|-\d)")


def _one(form: str) -> str:
    """A form with or without its points, over a line's end, in capitals too; short ones keep their case."""
    letters = re.sub(r"[^^\W\d_]", "", form)
    made = re.sub(r"\\?[ ]", r"[ ]?\\n?[ ]?", re.escape(plain(form)))
    made = made.replace(r"\.", r"\.?[ ]?" if form.count(".") > 1 else r"\.?")
    if len(letters) > 3 or "(" in form or form != form.upper():
        return f"(?i:{made})"
    return made


def matches(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The legal forms in `text` (as `plain` makes it) between two places, with a name before the first."""
    return [m for m in _pattern().finditer(text, start, end) if text[start : m.start()].strip(" ,(&")]


def ends(text: str) -> bool:
    """Whether a text is a name that ends in its legal form."""
    even = plain(text)
    return any(not even[one.end() :].strip(" .)") for one in matches(even, 0, len(even)))


def alone(text: str) -> bool:
    """Whether a text is nothing but a legal form with its points, as where a name goes on in the next line: "S.A."."""
    return re.fullmatch(r"(?:[A-Z]\.){2,4}", text.replace(" ", "")) is not None and ends(f"A {text}")


def is_nothing_else(text: str) -> bool:
    """Whether a text is a legal form and no more: the "Co., Ltd." of a name that is taken apart."""
    even = plain(f"A {text}")
    return any(one.start() <= len("A ") and not even[one.end() :].strip(" .)") for one in matches(even, 0, len(even)))


_SPEAKER = re.compile(r"[\s,]+(?:we|nous|nós|nosotros|nosotras)(?=[\s,])")


def before_speaker(text: str) -> int | None:
    """Where a company's name ends before the one who writes: "at the request of X SA we, Y Ltd, sampled"; else None."""
    if _SPEAKER.search(text) is None:
        return None
    even = plain(text)
    return next((one.end() for one in matches(even, 0, len(even)) if _SPEAKER.match(text, one.end())), None)


_LEADING = re.compile(r"(?:[OCP]?JSC|LLC|OOO|[PZ]AO|ООО|[ПЗ]?АО)[ ]+[\"«]?(?=[^\W\d_a-zа-я])")


def leads(text: str, start: int) -> bool:
    """Whether a name begins with its legal form, as Russian companies' do: "JSC Aldan Kristally"."""
    return _LEADING.match(text, start) is not None


def weak(match: re.Match[str]) -> bool:
    """True for a form that may be just a word of the name."""
    return _WEAK.fullmatch(match.group().replace(".", "").strip("() ")) is not None


def behind_another(text: str, end: int, line_end: int) -> int:
    """Where a second company ends that stands behind a name and a stroke on its line ("X Ltd / Y Ltd"), else `end`."""
    stroke = re.match(r"\s*/\s*", text[end:line_end])
    if stroke is None:
        return end
    begin = end + stroke.end()
    rest = re.split(r"[,;|·•(]", text[begin:line_end])[0]
    return next((one.end() for one in matches(text, begin, begin + len(rest))), end)
