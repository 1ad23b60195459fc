"""Who is shown what: the audiences of a policy, applied to the members of a passport."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from passport.canonical import JsonObject
from passport.schema import published
from passport.sdjwt.disclosures import Path, open_payload
from passport.sdjwt.form import SdJwt
from validate.policy import Audience, Policy, PolicyFault

EVERY = "*"
_WHOLE: tuple[Path, ...] = (
    ("documents", "fields", EVERY),
    ("documents", "lines", EVERY),
    ("documents", "more", EVERY),
    ("documents", "pages"),
    ("cited_documents", "pages"),
    *((part, EVERY, "sources") for part in ("subject", "quantities", "route")),
    ("origin", "countries", "sources"),
    ("origin", "mine_sites", "sources"),
    ("parties", EVERY, EVERY, "sources"),
    ("findings", "evidence"),
    ("findings", "left"),
    ("findings", "right"),
    ("undecided", "evidence"),
)
"""What is shown whole or not at all: a field with its evidence, who states a fact, a side of a finding."""


def is_whole(path: Path) -> bool:
    """Whether a value at this path of a passport is not taken apart."""
    return any(len(path) == len(pattern) and _begins(path, pattern) for pattern in _WHOLE)


def shown_to(audience: Audience, path: Path) -> bool:
    """Whether an audience is shown what stands at this path; members that lead to something shown are shown."""
    if any(_begins(path, pattern) for pattern in _patterns(audience.withhold)):
        return False
    return any(_begins(path, pattern) or _begins(pattern, path) for pattern in _patterns(audience.disclose))


def chosen(token: SdJwt, payload: JsonObject, audience: Audience, root: str) -> SdJwt:
    """The presentation for an audience: those of the given disclosures that it is shown. `root` is the passport's name
    in the payload; what stands beside it is not for anybody to choose. Raises Malformed (`disclosure`).
    """
    places = open_payload(payload, token.disclosures).places
    return SdJwt(
        token.signed,
        tuple(
            text for text in token.disclosures if places[text][:1] != (root,) or shown_to(audience, places[text][1:])
        ),
    )


def audiences_of(policy: Policy) -> tuple[Audience, ...]:
    """The audiences of a policy: the shipped ones, and its own in the place of one with the same id or beside them."""
    return tuple({one.id: one for one in (*Policy.load().audience, *policy.audience)}.values())


def check_audiences(audiences: Iterable[Audience]) -> None:
    """Raises PolicyFault (`policy-audience`) for a path that no passport has: a slip would show or hide in silence."""
    for audience in audiences:
        for text in (*audience.disclose, *audience.withhold):
            pattern = tuple(text.split("."))
            if any(len(pattern) > len(one) and _begins(pattern, one) for one in _WHOLE):
                cause = f"The audience {audience.id} names {text}, which lies in what is shown whole or not at all."
                raise PolicyFault("policy-audience", cause, "Name what it stands in.")
            if text != EVERY and not _known(pattern):
                cause = f"The audience {audience.id} names {text}, which no passport has."
                raise PolicyFault("policy-audience", cause, "docs/passport.md lists the members of a passport.")


def _patterns(texts: Sequence[str]) -> Iterable[Path]:
    return (() if text == EVERY else tuple(text.split(".")) for text in texts)


def _begins(path: Sequence[str], pattern: Sequence[str]) -> bool:
    """Whether the path begins with the pattern; a star, on either side, stands for any name."""
    if len(path) < len(pattern):
        return False
    return all(EVERY in (one, other) or one == other for one, other in zip(path, pattern, strict=False))


def _known(pattern: Path) -> bool:
    schema = published()
    found = [schema]
    for name in pattern:
        inner = [one for node in found for one in _members(schema, node, name)]
        if not inner:
            return False
        found = inner
    return True


def _members(schema: dict[str, Any], node: dict[str, Any], name: str) -> Iterable[dict[str, Any]]:
    """The schemas of a member of this name, through references, lists and alternatives."""
    if "$ref" in node:
        yield from _members(schema, schema["$defs"][node["$ref"].rpartition("/")[2]], name)
        return
    for other in (*node.get("anyOf", ()), *([node["items"]] if isinstance(node.get("items"), dict) else ())):
        yield from _members(schema, other, name)
    properties = node.get("properties", {})
    if name == EVERY:
        yield from properties.values()
    elif name in properties:
        yield properties[name]
    if isinstance(node.get("additionalProperties"), dict):
        yield node["additionalProperties"]
