from __future__ import annotations

import json
import math
from typing import Any, cast

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from passport.canonical import MAX_BYTES, MAX_DEPTH, Json, JsonObject, canonical, parse, passport_bytes
from passport.errors import Malformed
from tests.passport.factory import cobalt, passport

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    # A whole float past 2**53 is canonical, but not every reader keeps it: parse refuses it.
    | st.floats(allow_nan=False, allow_infinity=False).filter(lambda number: abs(number) < 2**53 or abs(number) > 1e21)
    | TEXT
)
VALUES: st.SearchStrategy[Json] = st.recursive(
    SCALARS, lambda below: st.lists(below, max_size=4) | st.dictionaries(TEXT, below, max_size=4)
)


# RFC 8785, section 3.2.2 (serialisation of primitive types) and 3.2.3 (sorting), from the RFC's own samples.
def test_numbers_as_in_the_rfc() -> None:
    value: Json = [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001]
    assert canonical(value) == b"[333333333.3333333,1e+30,4.5,0.002,1e-27]"


def test_text_as_in_the_rfc() -> None:
    assert canonical('\u20ac$\x0f\nA\'B"\\\\"/') == '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'.encode()


def test_members_sorted_as_in_the_rfc() -> None:
    names = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\x80", "\u00f6"]
    made = json.loads(canonical(dict.fromkeys(names, 1)))
    assert list(made) == ["\r", "1", "\x80", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


@pytest.mark.parametrize(
    ("value", "code"), [(math.nan, "number"), (math.inf, "number"), (2**53, "number"), ("\ud800", "text")]
)
def test_what_has_no_canonical_form_is_refused(value: Json, code: str) -> None:
    with pytest.raises(Malformed) as caught:
        canonical([value])
    assert caught.value.code == code


@given(st.dictionaries(TEXT, VALUES, max_size=4))
def test_canonical_bytes_are_read_back_as_the_same_value(value: JsonObject) -> None:
    data = canonical(value)
    assert parse(data) == value
    assert canonical(parse(data)) == data


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"a":1,"a":2}', "duplicate-key"),
        ('{"x":{"a":1,"\\u0061":1}}', "duplicate-key"),
        ('{"a":NaN}', "number"),
        ('{"a":Infinity}', "number"),
        ('{"a":-Infinity}', "number"),
        ('{"a":1e400}', "number"),
        ('{"a":9007199254740992}', "number"),
        ('{"a":-9007199254740992}', "number"),
        ('{"a":1.0}', "number"),
        ('{"a":1E2}', "number"),
        ('{"a":-0}', "number"),
        ('{"a":-0.0}', "number"),
        ('{"a":0.10}', "number"),
        ('{"a":"\\udc00"}', "text"),
        ('{"\\ud83d":1}', "text"),
        ("[1]", "not-an-object"),
        ('"a"', "not-an-object"),
        ("", "not-json"),
        ("{} {}", "not-json"),
        ("{'a':1}", "not-json"),
        ('{"a":01}', "not-json"),
        ('{"a":1,}', "not-json"),
        ("\ufeff{}", "encoding"),
        ('{"a":' * 5000 + "1" + "}" * 5000, "too-deep"),
        ("[" * 100_000, "too-deep"),
        ('{"a":' * (MAX_DEPTH + 1) + "1" + "}" * (MAX_DEPTH + 1), "too-deep"),
    ],
)
def test_bytes_that_readers_would_take_differently_are_refused(text: str, code: str) -> None:
    with pytest.raises(Malformed) as caught:
        parse(text.encode("utf-8", "surrogatepass"))
    assert caught.value.code == code
    assert caught.value.cause.endswith((".", '".'))


def test_layout_order_and_escapes_are_free() -> None:
    assert parse(b'{ "b" : 0.5,\n "a":"\\u00e9\\ud83d\\ude00" }') == {"a": "é😀", "b": 0.5}


def test_nesting_up_to_the_limit_is_read() -> None:
    text = '{"a":' * MAX_DEPTH + "1" + "}" * MAX_DEPTH
    assert canonical(cast(Json, parse(text.encode()))) == text.encode()


def test_a_file_past_the_size_limit_is_not_even_decoded() -> None:
    with pytest.raises(Malformed) as caught:
        parse(b"\xff" * (MAX_BYTES + 1))
    assert caught.value.code == "too-large"


def test_same_passport_same_bytes() -> None:
    one, other = passport_bytes(passport(cobalt())), passport_bytes(passport(cobalt()))
    assert one == other
    assert b"null" not in one


NUMBERS = (
    st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from([0.0, -0.0, 1.0, 10.0, 1e15, 1e16, 1e20, 1e21, 1e-4, 1e-5, 1e-6, 1e-7, 999999999999999.9, 100.05])
)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=4) | st.sampled_from(
    [
        "\U0001f600",
        "\ufb33",
        "\uffff",
        ":1.0",
        ",1e5",
        "[10.0",
        '",1.0,"',
        "\\\\",
        '\\"',
        "\x01",
        "\x02",
        '"',
        "\\",
        "\x7f",
        "\u2028",
        "\x00",
        "\x1f",
        "\x08\x0c",
    ]
)


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | NUMBERS | ANY_TEXT,
        lambda below: st.lists(below, max_size=4) | st.dictionaries(ANY_TEXT, below, max_size=4),
    )
)
def test_canonical_form_is_that_of_another_implementation(value: Json) -> None:
    assert canonical(value) == rfc8785.dumps(cast(Any, value))
