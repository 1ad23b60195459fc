"""Canonical JSON (RFC 8785), and a parser that admits only what has one canonical form.

What the parser refuses, a signature could not protect: two members of one name, of which readers choose
differently; numbers that are changed by reading them; text that is not Unicode.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from typing import Any, cast

import rfc8785
from pydantic_core import PydanticSerializationError

from passport.errors import Malformed
from passport.model import Passport

MAX_BYTES = 64 * 1024 * 1024
"""Largest passport that is read: a lot of some thousand pages stays well below."""
MAX_DEPTH = 32
"""Deepest nesting that is read: the published schema needs nine levels."""
MAX_INTEGER = 2**53 - 1
"""Largest whole number that every JSON reader keeps exactly (RFC 8785, section 3.2.2.3)."""

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
JsonObject = dict[str, Json]


_SORTED = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode
_WHOLE_ENDS = (b".0,", b".0}", b".0]")
_DIGITS, _LONG = bytes.maketrans(b"123456789", b"000000000"), b"0" * 16
_FOUR_BYTES = re.compile(rb"[\xf0-\xf4]")


def canonical(value: Json) -> bytes:
    """The RFC 8785 form of a JSON value; raises Malformed (`number`, `text`) for what has none."""
    try:
        data = adapted(_SORTED(value).encode())
    except (ValueError, TypeError, RecursionError):
        data = None  # what is wrong with it is said below
    return _canonical_by_rule(value) if data is None else data


def adapted(data: bytes) -> bytes | None:
    """Sorted JSON of Python's or pydantic's own made canonical, which it nearly is: 1.0 is 1. None where more may be
    to do.

    That is the case for whole numbers of 16 digits and more, for numbers with an exponent, for a negative zero, and
    for characters of four bytes, by which names sort otherwise in UTF-16.
    """
    if not data.isascii() and _FOUR_BYTES.search(data):
        return None
    escaped = b"\\" in data
    if escaped:  # so that every quote opens or closes a text; JSON text holds no control characters as they are
        data = data.replace(b"\\\\", b"\x01").replace(b'\\"', b"\x02")
    parts = data.split(b'"')
    between = b'"'.join(parts[::2])  # what is no text: numbers, words and brackets
    if b"+" in between or _LONG in between.translate(_DIGITS):
        return None
    if b"-" in between and (b"e-" in between or b"-0" in between):
        return None
    if whole := [end for end in _WHOLE_ENDS if end in between]:
        if any(between.count(end) != data.count(end) for end in whole):  # a text has such an end, and keeps it
            parts[::2] = _shortened(between, whole).split(b'"')
            data = b'"'.join(parts)
        else:
            data = _shortened(data, whole)
    if data.endswith(b".0"):
        data = data[:-2]
    return data.replace(b"\x02", b'\\"').replace(b"\x01", b"\\\\") if escaped else data


def _shortened(data: bytes, ends: Sequence[bytes]) -> bytes:
    for end in ends:
        data = data.replace(end, end[-1:])
    return data


def _canonical_by_rule(value: Json) -> bytes:
    """The same by the rules of RFC 8785 one by one: for whatever Python's own JSON does not write so."""
    try:
        return rfc8785.dumps(cast(Any, value))  # the library's own recursive type does not admit dict[str, Json]
    except (rfc8785.IntegerDomainError, rfc8785.FloatDomainError) as error:
        raise Malformed("number", f"The value has no canonical JSON form: {error}.") from error
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise Malformed("text", "A text holds half a surrogate pair, which is no character.") from error


def content(passport: Passport) -> JsonObject:
    """The passport as JSON, without anything that signing adds."""
    return cast(JsonObject, passport.model_dump(mode="json", by_alias=True, exclude_none=True))


def passport_bytes(passport: Passport) -> bytes:
    """The canonical bytes that a signature covers: the same input gives the same bytes."""
    try:
        # A part holds its members in the order of canonical JSON, so the model's own writer gives that.
        data = adapted(passport.model_dump_json(by_alias=True, exclude_none=True).encode())
    except PydanticSerializationError:
        data = None  # what is wrong with it is said below
    return canonical(content(passport)) if data is None else data


def digest(data: bytes) -> str:
    """SHA-256 as lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def parse(data: bytes) -> JsonObject:
    """Reads one JSON object; raises Malformed, whose cause says in plain words what is wrong with the bytes.

    Layout (white space, order of members, escapes) is free. Numbers must stand in their canonical form: `1`, never
    `1.0` or `1e0`.
    """
    value = parse_value(data)
    if not isinstance(value, dict):
        raise Malformed("not-an-object", "The file is JSON, but not one JSON object.")
    return value


def parse_value(data: bytes) -> Json:
    """Reads any JSON value as strictly as `parse` reads an object, and raises as it does."""
    if len(data) > MAX_BYTES:
        raise Malformed("too-large", f"The file has {len(data)} bytes; a passport has at most {MAX_BYTES}.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed("encoding", f"The file is not UTF-8 text (byte {error.start}).") from error
    if text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}"):
        raise Malformed("encoding", "The file begins with a byte order mark, which JSON does not allow.")
    try:
        value: Json = json.loads(
            text, object_pairs_hook=_members, parse_int=_integer, parse_float=_float, parse_constant=_constant
        )
    except json.JSONDecodeError as error:
        cause = f"The file is not JSON: {error.msg} (line {error.lineno}, column {error.colno})."
        raise Malformed("not-json", cause) from error
    except RecursionError as error:
        raise Malformed("too-deep", f"The file nests deeper than {MAX_DEPTH} levels.") from error
    _limit_depth(value)
    if _SURROGATE.search(text):
        canonical(value)  # an escaped half of a surrogate pair is no text; this finds it
    return value


def _members(pairs: Sequence[tuple[str, Json]]) -> JsonObject:
    members = dict(pairs)
    if len(members) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Malformed("duplicate-key", f'The member "{twice}" is given twice in one object.')
    return members


def _integer(token: str) -> int:
    # Length first: converting a text of a million digits takes seconds.
    if len(token) > 17 or abs(int(token)) > MAX_INTEGER:
        raise Malformed("number", f"The number {token[:40]} is too large to be read the same everywhere.")
    if token == "-0":
        raise Malformed("number", "The number -0 is not in canonical form; it would be 0.")
    return int(token)


def _float(token: str) -> float:
    number = float(token)
    if number in (float("inf"), float("-inf")):
        raise Malformed("number", f"The number {token[:40]} is too large.")
    if "e" not in token and repr(number) == token and not token.endswith(".0"):
        return number
    form = canonical(number).decode()
    if form != token:
        raise Malformed("number", f"The number {token[:40]} is not in canonical form; it would be {form}.")
    return number


def _constant(token: str) -> Json:
    raise Malformed("number", f"{token} is not a JSON number.")


def _limit_depth(value: Json) -> None:
    level: list[Json] = [value]
    for _ in range(MAX_DEPTH):
        below: list[Json] = []
        for item in level:
            below.extend(item.values() if isinstance(item, dict) else item if isinstance(item, list) else ())
        level = [item for item in below if isinstance(item, (dict, list))]
        if not level:
            return
    raise Malformed("too-deep", f"The file nests deeper than {MAX_DEPTH} levels.")
