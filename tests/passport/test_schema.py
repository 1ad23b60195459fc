from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from passport.canonical import JsonObject, parse
from passport.schema import MAX_REPORTED, SCHEMA_FILE, generated, schema_errors, written
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
