"""What a forger does to a signed passport: taken apart, changed, and put together again, with or without a key."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from passport.canonical import canonical, digest
from passport.jwk import algorithm_of, encode, low_s, thumbprint
from passport.keys import LocalKey
from passport.sign import protected_header, signing_input
from tests.passport.factory import NOW, P256, cobalt, diamonds, sealed

Change = Callable[[dict[str, Any]], object]

GENUINE = sealed(P256, diamonds())
"""A clear diamond lot, signed with P-256."""
BLOCKED = sealed(P256, cobalt())
"""A blocked cobalt lot, signed with P-256."""


def changed(change: Change, of: bytes = GENUINE) -> bytes:
    """The file after a change that its maker did not sign."""
    whole = json.loads(of)
    change(whole)
    return canonical(whole)


def with_digest(change: Change, of: bytes = GENUINE) -> bytes:
    """The same, by somebody who also mends the digest in the proof."""
    whole = json.loads(of)
    change(whole)
    proof = whole.pop("proof")
    proof["digest"] = digest(canonical(whole))
    return canonical({**whole, "proof": proof})


def signed(
    whole: dict[str, Any],
    key: LocalKey = P256,
    *,
    header: dict[str, Any] | None = None,
    jwk: dict[str, Any] | None = None,
) -> bytes:
    """Any content with a proof made by the key, with members of header and key as given."""
    body = {name: value for name, value in whole.items() if name != "proof"}
    payload = canonical(body)
    stated = {**protected_header(algorithm_of(key.jwk), thumbprint(key.jwk), NOW), **(header or {})}
    part = encode(canonical({name: value for name, value in stated.items() if value is not None}))
    signature = key.sign(signing_input(part, payload))
    if algorithm_of(key.jwk) == "ES256":
        signature = low_s(signature)
    proof: Any = {"digest": digest(payload), "jwk": jwk or dict(key.jwk), "jws": f"{part}..{encode(signature)}"}
    return canonical({**body, "proof": proof})


def resigned(change: Change, of: bytes = GENUINE, **more: Any) -> bytes:
    """The file after a change that the holder of the key signs: what only a check of the content can find."""
    whole = json.loads(of)
    change(whole)
    return signed(whole, **more)


def jws_of(data: bytes) -> tuple[str, str]:
    """Header and signature of a file's detached JWS, as encoded."""
    header, _, signature = json.loads(data)["proof"]["jws"].split(".")
    return header, signature


def with_jws(header: str, signature: str, payload: str = "", of: bytes = GENUINE) -> bytes:
    """The file with another JWS."""
    return changed(lambda whole: whole["proof"].update(jws=f"{header}.{payload}.{signature}"), of)


def textually(old: str, new: str, of: bytes = GENUINE) -> bytes:
    """The file with the first `old` in its text replaced."""
    text = of.decode()
    assert old in text
    return text.replace(old, new, 1).encode()
