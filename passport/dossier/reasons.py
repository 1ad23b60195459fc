"""Why a check could not be decided, in the reader's language: told by the words that the rule gives in English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from passport.dossier.texts import Language, reasons
from passport.dossier.writing import Writer
from validate.facts import NAMES

_PLACE = re.compile(r"\{([a-z]+)\}")
_SHORT = "[^:;]+"
_EVENT = re.compile(r"([a-z]+) (.+) of ([0-9]{4}-[0-9]{2}-[0-9]{2})", re.DOTALL)


def reason_in(writer: Writer, reason: str) -> str | None:
    """The reason in the writer's language; None for one that is not among the program's own."""
    told = _told(writer, reason)
    if told is not None:
        return told
    # Several papers that a policy wants: a reason for each.
    parts = [_told(writer, f"{part}.") for part in reason.removesuffix(".").split("; ")]
    return " ".join(part for part in parts if part) if len(parts) > 1 and all(parts) else None


def _told(writer: Writer, reason: str) -> str | None:
    language = writer.words.language
    known = reasons(language).get(reason)
    if known is not None:
        return known
    for form, words in _forms(language).items():
        found = form.fullmatch(reason)
        if found is not None:
            return words.format_map({name: _filled(writer, name, text) for name, text in found.groupdict().items()})
    return None


@cache
def _forms(language: Language) -> Mapping[re.Pattern[str], str]:
    """The reasons with places to fill, as patterns of their English words."""
    return {
        re.compile(_pattern(english), re.DOTALL): words for english, words in reasons(language).items() if "{" in words
    }


def _pattern(english: str) -> str:
    parts = _PLACE.split(english)
    kept = (
        f"(?P<{part}>{_SHORT if part == 'id' else '.+'})" if n % 2 else re.escape(part) for n, part in enumerate(parts)
    )
    return "".join(kept)


def _filled(writer: Writer, name: str, text: str) -> str:
    """What a rule filled in: a paper, an event, a mineral or a day as the reader writes it; else as it is."""
    if name == "paper":
        kind = next((kind for kind, called in NAMES.items() if text.startswith(f"{called} ")), None)
        return (
            writer.text(text)
            if kind is None
            else f"{writer.kind(kind.value)} {writer.text(text[len(NAMES[kind]) + 1 :])}"
        )
    if name == "event" and (event := _EVENT.fullmatch(text)) is not None:
        kind_of = writer.words.find(f"event.{event[1]}") or writer.text(event[1])
        return f"{kind_of} {writer.text(event[2])}, {writer.day(event[3])}"
    if name == "mineral":
        return writer.value("mineral", text, None)
    if name == "name":
        return writer.field(text.replace(" ", "_"))
    return writer.day(text) if name == "day" else writer.text(text)
