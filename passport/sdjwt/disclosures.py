"""Selective disclosure (RFC 9901): digests in the place of values, disclosures beside them, and both put together.

Nothing here signs. A disclosure is the base64url text of a JSON array: salt, name, value for an object's member; salt,
value for a list's element. Its SHA-256 stands under `_sd`, or under `...` in the element's place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from passport.canonical import Json, JsonObject, canonical, parse_value
from passport.errors import Malformed
from passport.jwk import decode, encode

SD, SD_ALG, ELEMENT = "_sd", "_sd_alg", "..."
HASH = "sha-256"
"""The one hash here, and the standard's default (RFC 9901, section 4.1.1)."""
SALT_BYTES = 16
"""128 bits, as RFC 9901, section 9.3, recommends: a guess at a value cannot be tested without its salt."""
LEAST = 4
"""Fewest digests in one place; with decoys there is always a power of two, which hides how many are real."""
MAX_DISCLOSURES = 100_000
MAX_NESTING = 64
"""Deepest nesting of what is put together: a passport needs nine levels."""

Path = tuple[str, ...]
"""The names that lead to a value from the top; elements of a list have the list's path."""


def digest_of(disclosure: str) -> str:
    """The digest by which a disclosure is named: over its encoded text (RFC 9901, section 4.2.3)."""
    return encode(hashlib.sha256(disclosure.encode("ascii")).digest())


def conceal(
    value: JsonObject, whole: Callable[[Path], bool], random: Callable[[], bytes], path: Path = ()
) -> tuple[JsonObject, list[str]]:
    """An object with nothing but digests in it, and every disclosure that opens it, recursively (section 6.3).

    Each member and each element of a list is disclosed by itself; values at paths that are `whole` are not taken apart.
    `random` gives SALT_BYTES unpredictable bytes at each call. Raises ValueError for names that the standard reserves.
    """
    if not {SD, SD_ALG, ELEMENT}.isdisjoint(value):
        raise ValueError(f"a member is named {SD}, {SD_ALG} or {ELEMENT}")
    found: list[str] = []
    digests = []
    for name, inner in value.items():
        hidden = _hidden(inner, whole, random, (*path, name), found)
        found.append(_made([encode(random()), name, hidden]))
        digests.append(digest_of(found[-1]))
    decoys = (_decoy(random) for _ in range(_padded(len(digests)) - len(digests)))
    return {SD: list[Json](sorted((*digests, *decoys)))}, found


def _hidden(
    value: Json, whole: Callable[[Path], bool], random: Callable[[], bytes], path: Path, found: list[str]
) -> Json:
    if whole(path) or not isinstance(value, dict | list):
        return value
    if isinstance(value, dict):
        hidden, inner = conceal(value, whole, random, path)
        found.extend(inner)
        return hidden
    count = _padded(len(value))
    # The order of a list's elements means something, so decoys go between them at places that say nothing.
    places = sorted(sorted(range(count), key=lambda _: random())[: len(value)])
    elements = [_decoy(random) for _ in range(count)]
    for place, item in zip(places, value, strict=True):
        found.append(_made([encode(random()), _hidden(item, whole, random, path, found)]))
        elements[place] = digest_of(found[-1])
    return [{ELEMENT: element} for element in elements]


def _made(parts: list[Json]) -> str:
    return encode(canonical(parts))


def _decoy(random: Callable[[], bytes]) -> str:
    return encode(hashlib.sha256(random() + random()).digest())


def _padded(count: int) -> int:
    return max(LEAST, 1 << (count - 1).bit_length()) if count else LEAST


@dataclass(frozen=True, slots=True)
class Opened:
    """A payload put together: what is disclosed, at which path each disclosure stands, and how many digests have none.

    Those without one are values that were withheld, or decoys; nobody but the issuer can tell which.
    """

    payload: JsonObject
    places: dict[str, Path]
    closed: int


def open_payload(payload: JsonObject, disclosures: Sequence[str]) -> Opened:
    """The payload with the disclosed values in their places (RFC 9901, section 7.1, step 3), without `_sd_alg`.

    Raises Malformed (`disclosure`), whose cause says what is wrong: a disclosure that cannot be read, is given twice,
    is not the one that was signed for, has a reserved name or one that is there already; a digest that stands twice;
    a hash that is not known here.
    """
    if payload.get(SD_ALG, HASH) != HASH:
        raise _wrong(f"The digests are made by {str(payload[SD_ALG])[:40]}; only {HASH} is known here.")
    if len(disclosures) > MAX_DISCLOSURES:
        raise _wrong(f"There are {len(disclosures)} disclosures; at most {MAX_DISCLOSURES} are read.")
    opening = _Opening()
    for text in disclosures:
        digest, parts = digest_of(text), _read(text)
        if digest in opening.given:
            raise _wrong("A disclosure is given twice.")
        opening.given[digest] = (text, parts)
    top = {name: value for name, value in payload.items() if name != SD_ALG}
    opened = opening.object(top, (), 0)
    if len(opening.places) != len(opening.given):
        count = len(opening.given) - len(opening.places)
        raise _wrong(f"{count} of {len(opening.given)} disclosures are none that the issuer signed for.")
    return Opened(opened, opening.places, len(opening.seen) - len(opening.places))


def _read(text: str) -> list[Json]:
    try:
        parts = parse_value(decode(text))
    except (Malformed, ValueError) as error:
        raise _wrong(f"A disclosure cannot be read: {getattr(error, 'cause', error)}") from error
    if not isinstance(parts, list) or len(parts) not in (2, 3) or not isinstance(parts[0], str):
        raise _wrong("A disclosure is no array of a salt, a name and a value.")
    if len(parts) == 3 and (not isinstance(parts[1], str) or parts[1] in (SD, SD_ALG, ELEMENT)):
        raise _wrong(f"A disclosure has the name {str(parts[1])[:40]}, which no member may have.")
    return parts


@dataclass(slots=True)
class _Opening:
    """The work of `open_payload`: disclosures by digest, digests met so far, and where disclosures stand."""

    given: dict[str, tuple[str, list[Json]]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    places: dict[str, Path] = field(default_factory=dict)

    def object(self, value: JsonObject, path: Path, depth: int) -> JsonObject:
        if ELEMENT in value or SD_ALG in value:
            raise _wrong(f"{ELEMENT} or {SD_ALG} stands where it may not.")
        digests = value.get(SD, [])
        if not isinstance(digests, list):
            raise _wrong(f"{SD} is no list of digests.")
        found = {name: self.value(item, (*path, name), depth) for name, item in value.items() if name != SD}
        for digest in digests:
            parts = self.disclosed(digest, 3)
            if parts is None:
                continue
            name = str(parts[1])
            if name in found:
                raise _wrong(f"The member {name[:40]} is disclosed beside one of the same name.")
            found[name] = self.value(parts[2], self.place(digest, (*path, name)), depth)
        return found

    def value(self, value: Json, path: Path, depth: int) -> Json:
        if depth > MAX_NESTING:
            raise _wrong(f"The disclosures nest deeper than {MAX_NESTING} levels.")
        if isinstance(value, dict):
            return self.object(value, path, depth + 1)
        if not isinstance(value, list):
            return value
        found: list[Json] = []
        for item in value:
            if not isinstance(item, dict) or ELEMENT not in item:
                found.append(self.value(item, path, depth + 1))
                continue
            if len(item) != 1:
                raise _wrong(f"A list's element has members beside {ELEMENT}.")
            parts = self.disclosed(item[ELEMENT], 2)
            if parts is not None:
                found.append(self.value(parts[1], self.place(item[ELEMENT], path), depth + 1))
        return found

    def disclosed(self, digest: Json, length: int) -> list[Json] | None:
        """What was given for a digest; None where nothing was."""
        if not isinstance(digest, str):
            raise _wrong("A digest is no text.")
        if digest in self.seen:
            raise _wrong("A digest stands in two places.")
        self.seen.add(digest)
        if digest not in self.given:
            return None
        parts = self.given[digest][1]
        if len(parts) != length:
            raise _wrong("A disclosure of a list's element stands for a member, or the other way round.")
        return parts

    def place(self, digest: Json, path: Path) -> Path:
        self.places[self.given[str(digest)][0]] = path
        return path


def _wrong(cause: str) -> Malformed:
    return Malformed("disclosure", cause)
