from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from passport.canonical import JsonObject, canonical, parse, passport_bytes
from passport.schema import (
    MAX_REPORTED,
    SCHEMA_FILE,
    SignedPassport,
    generated,
    read_canonical,
    schema_errors,
    written,
)
from passport.verify import verify
from tests.passport.factory import ED25519
from tests.passport.forge import BLOCKED, GENUINE, resigned


def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SCHEMA_FILE.read_text("utf-8"))
    return found


def test_published_schema_is_the_models() -> None:
    assert SCHEMA_FILE.read_text("utf-8") == written(), "run: python -m passport.schema"


def test_published_schema_is_a_json_schema_of_2020_12() -> None:
    Draft202012Validator.check_schema(schema())
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("data", [GENUINE, BLOCKED, resigned(lambda whole: None, key=ED25519)])
def test_signed_passports_fit_it(data: bytes) -> None:
    assert schema_errors(parse(data)) == ()


def parts(value: Any) -> list[dict[str, Any]]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    below = [part for item in inner for part in parts(item)]
    return [value, *below] if isinstance(value, dict) else below


def test_it_admits_no_null_and_no_unknown_member() -> None:
    for part in parts(generated()):
        assert part.get("type") != "null"
        if part.get("type") == "object" and "properties" in part:
            assert part["additionalProperties"] is False


def test_every_part_is_described() -> None:
    for name, part in schema()["$defs"].items():
        assert part.get("description"), name


def test_it_names_nothing_outside_itself() -> None:
    for part in parts(schema()):
        assert str(part.get("$ref", "#")).startswith("#")


def _places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for name, item in items for place in _places(item, (*path, name)))]


def wrong(**changes: Any) -> JsonObject:
    return {**parse(GENUINE), **changes}


def test_deviation_says_where_and_what() -> None:
    (missing,) = schema_errors({name: value for name, value in parse(GENUINE).items() if name not in ("lot", "route")})
    assert missing.message == "At the top level, members are missing: lot, route."
    (added,) = schema_errors(wrong(note=1, mark=2))
    assert added.message == "At the top level there are members that the form does not have: mark, note."
    (differing,) = schema_errors(wrong(status="fine"))
    assert differing.message == "At status, the value does not have the form wanted."
    assert differing.got == "'fine'"
    assert "clear" in (differing.expected or "")


def test_deviation_inside_a_list_is_located() -> None:
    checks = json.loads(GENUINE)["checks"]
    checks[2]["outcome"] = "perhaps"
    (differing,) = schema_errors(wrong(checks=checks))
    assert differing.message.startswith("At checks[2].outcome,")


def test_only_so_many_deviations_are_named() -> None:
    assert len(schema_errors(wrong(checks=[1] * 500))) == MAX_REPORTED


PLACES = [place for place in _places(json.loads(GENUINE)) if place]


@settings(deadline=None)
@given(st.sampled_from(PLACES), st.none() | st.booleans() | st.integers(-2, 2) | st.floats(0, 2) | st.text(max_size=3))
def test_short_way_of_reading_accepts_what_the_schema_accepts(place: tuple[str | int, ...], value: Any) -> None:
    whole = json.loads(GENUINE)
    holder = whole
    for step in place[:-1]:
        holder = holder[step]
    holder[place[-1]] = value
    data = canonical(whole)
    short = read_canonical(data)
    if short is not None:
        assert schema_errors(parse(data)) == ()
        assert short[2] == canonical({name: part for name, part in parse(data).items() if name != "proof"})
        assert short[1] == parse(data)["proof"]
    elif schema_errors(parse(data)) == ():
        with pytest.raises(ValidationError):  # what a schema cannot say: a date that the calendar does not have
            SignedPassport.model_validate_json(data)


def test_short_way_takes_no_other_bytes_for_the_same_file() -> None:
    assert read_canonical(GENUINE) is not None
    for other in (GENUINE + b"\n", b" " + GENUINE, GENUINE.replace(b"{", b"{ ", 1), GENUINE.replace(b"/", b"\\/", 1)):
        assert read_canonical(other) is None


@pytest.mark.parametrize("data", [GENUINE, BLOCKED], ids=["diamonds", "cobalt"])
def test_short_way_takes_only_members_in_their_order_and_gives_what_was_signed(data: bytes) -> None:
    read = read_canonical(data)
    assert read is not None
    whole = parse(data)
    assert read[2] == canonical({name: value for name, value in whole.items() if name != "proof"})
    assert read[1] == whole["proof"]
    assert passport_bytes(read[0]) == read[2]
    for path, members in _objects(whole):
        if len(members) > 1:
            turned = json.loads(data)
            inside = turned
            for step in path:
                inside = inside[step]
            items = list(inside.items())
            inside.clear()
            inside.update(reversed(items))
            again = json.dumps(turned, ensure_ascii=False, separators=(",", ":")).encode()
            assert read_canonical(again) is None, path
            assert verify(again).verified, path


def _objects(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
    """Every object in a passport, but of lists only the first three entries."""
    if isinstance(value, dict):
        return [(path, value), *(found for name, item in value.items() for found in _objects(item, (*path, name)))]
    if isinstance(value, list):
        return [found for number, item in enumerate(value[:3]) for found in _objects(item, (*path, number))]
    return []
