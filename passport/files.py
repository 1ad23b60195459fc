"""File names for passports: a lot's number made safe for every file system."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

SUFFIX = ".passport.json"
MAX_STEM_BYTES = 120
"""Longest lot part of a name, in UTF-8 bytes: with suffix and digest well under the 255 that file systems allow."""

# Names that Windows keeps for devices, with any extension.
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_UNSAFE = re.compile(r'[/\\:*?"<>|%\x00-\x20\x7f]+')


def file_name(lot: str) -> str:
    """The passport's file name for one lot: `CP-7/1` gives `CP-7_1.passport.json`.

    Letters and digits of any script stay; separators, control and invisible characters become `_`. A name that had
    to be cut, or that nothing is left of, carries a short digest of the lot's number.
    """
    stem = _stem(lot)
    return _with_digest(lot) if stem is None else stem + SUFFIX


def file_names(lots: Sequence[str]) -> tuple[str, ...]:
    """File names for the lots of one bundle, in their order.

    Lots whose names would be the same get a digest of their number each. Names that differ only in upper and lower
    case, or in how accents are composed, count as the same.
    """
    names = {lot: file_name(lot) for lot in lots}
    while True:
        taken = Counter(_folded(name) for name in names.values())
        # Again, because a lot may be called what another one's name with its digest is.
        changed = {lot: _with_digest(lot) for lot, name in names.items() if taken[_folded(name)] > 1}
        if all(names[lot] == name for lot, name in changed.items()):
            return tuple(names[lot] for lot in lots)
        names |= changed


def _stem(lot: str) -> str | None:
    """The lot's number as a safe name, or None if it cannot be one without loss of length or sense."""
    clean = _clean(lot)
    if not any(sign.isalnum() for sign in clean) or _cut(clean) != clean or _RESERVED.fullmatch(clean):
        return None
    return clean


def _clean(lot: str) -> str:
    text = unicodedata.normalize("NFC", lot.strip())
    # Invisible and unassigned characters, and marks that turn the writing direction, would hide what a name is.
    text = "".join(sign if unicodedata.category(sign)[0] not in "CZ" else "_" for sign in text)
    text = _UNSAFE.sub("_", text)
    # A leading dot hides a file, a leading dash is taken for an option, a trailing dot is lost on Windows.
    return text.lstrip(".-_ ").rstrip("._ ")


def _with_digest(lot: str) -> str:
    # Without dots, because Windows takes what stands before the first dot for the device's name.
    return f"{_cut(_clean(lot)).replace('.', '_')}-{_digest(lot)}".lstrip("-") + SUFFIX


def _cut(text: str) -> str:
    return text.encode()[:MAX_STEM_BYTES].decode("utf-8", "ignore")


def _digest(lot: str) -> str:
    return hashlib.sha256(lot.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())
