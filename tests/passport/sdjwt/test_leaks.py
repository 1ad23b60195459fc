"""What a presentation tells beside what it discloses: nothing that depends on the values that were withheld."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from passport.canonical import canonical
from passport.jwk import decode
from passport.sdjwt.disclosures import SD, conceal, digest_of, open_payload
from tests.passport.factory import P256
from tests.passport.forge import BLOCKED, GENUINE, signed
from tests.passport.sdjwt.presented import AUDIENCES, checked, contents, issued, random, shown

PLACES = ("customer", "public")


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every value that is no object or list, by the names that lead to it; an item of a list has its list's path."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(item, (*path, name))
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item, path)
    else:
        yield path, json.dumps(value)


def begins(path: tuple[str, ...], text: str) -> bool:
    names = text.split(".")
    return len(path) >= len(names) and all(name in ("*", part) for name, part in zip(names, path, strict=False))


@pytest.mark.parametrize("of", [GENUINE, BLOCKED], ids=["clear", "blocked"])
@pytest.mark.parametrize("name", AUDIENCES)
def test_audience_sees_exactly_what_the_policy_says(name: str, of: bytes) -> None:
    """Held against the policy's own paths, read anew here: nothing more is disclosed, and nothing less."""
    audience, whole = AUDIENCES[name], json.loads(of)
    found = checked(shown(name, issued(of)))
    assert found.verified, found.checks
    wanted = [
        leaf
        for leaf in leaves(whole)
        if any(text == "*" or begins(leaf[0], text) for text in audience.disclose)
        and not any(begins(leaf[0], text) for text in audience.withhold)
    ]
    assert sorted(leaves(found.passport)) == sorted(wanted)
    if name == "regulator":
        assert canonical(found.passport) == of


def longer(of: bytes) -> bytes:
    """The passport with longer values in everything that neither customer nor public is shown."""
    body = json.loads(of)
    body.pop("proof")
    for parties in body["parties"].values():
        for party in parties if isinstance(parties, list) else [parties]:
            for key in [name for name in party if isinstance(party[name], str)]:
                party[key] += " and Sons, Limited, of a Town with a long Name" * 5
    for event in body["custody"]:
        event["to_party"] = "A Holder with another Name " * 9
    return signed(body, P256)


@pytest.mark.parametrize("name", PLACES)
def test_length_of_what_is_withheld_does_not_show(name: str) -> None:
    one, other = (shown(name, issued(of)) for of in (GENUINE, longer(GENUINE)))
    assert len(longer(GENUINE)) > len(GENUINE) + 500
    assert len(one.signed) == len(other.signed)
    assert sorted(map(len, one.disclosures)) == sorted(map(len, other.disclosures))


@pytest.mark.parametrize("name", PLACES)
def test_every_digest_has_one_form_whether_it_hides_a_text_or_a_subtree_or_nothing(name: str) -> None:
    token = shown(name)
    payload = json.loads(decode(token.signed.split(".")[1]))["passport"]
    hidden = {len(one) for value in (payload, *(p[-1] for p in contents(token.disclosures))) for one in digests(value)}
    assert hidden == {43}


def digests(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value.get(SD, [])
        if set(value) == {"..."}:
            yield value["..."]
        for item in value.values():
            yield from digests(item)
    elif isinstance(value, list):
        for item in value:
            yield from digests(item)


def test_place_of_an_item_among_decoys_says_nothing() -> None:
    """Three real items of four places: over many issues each place is at some time the decoy's."""
    empty: set[int] = set()
    for _ in range(60):
        payload, texts = conceal({"a": ["x", "y", "z"]}, lambda _: False, random)
        opened = open_payload(payload, texts)
        assert opened.payload == {"a": ["x", "y", "z"]}, "and their order is kept"
        [inside] = [parts[-1] for parts in contents(texts) if len(parts) == 3]
        real = {digest_of(text) for text in texts}
        empty |= {place for place, item in enumerate(inside) if item["..."] not in real}
    assert empty == {0, 1, 2, 3}  # by chance in fewer than one of a million runs it is not


def test_names_of_members_that_are_withheld_do_not_show() -> None:
    token = shown("public")
    text = "".join(decode(part).decode("latin-1") for part in token.signed.split(".")[:2])
    text += "".join(decode(one).decode() for one in token.disclosures)
    withheld = set(json.loads(GENUINE)) - set(AUDIENCES["public"].disclose) - {"subject", "origin", "proof"}
    assert len(withheld) > 8
    assert [name for name in withheld if f'"{name}"' in text] == []
