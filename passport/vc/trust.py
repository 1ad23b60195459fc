"""Which keys may speak for an issuer: what the verifier was given, told apart from what a credential brings along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from passport.canonical import JsonObject
from passport.errors import KeyFault
from passport.jwk import JWK, thumbprint
from passport.vc.did import key_of, keys_in, method_of

Trust = Literal["trusted", "unlisted"]


@dataclass(frozen=True, slots=True)
class Keyring:
    """Keys of issuers by DID URL. `trusted` come from the verifier (DID documents and keys that it relies on),
    `carried` from beside the credential: they show that a set belongs together, and nothing of who made it. `retired`
    are thumbprints of keys that may be in other hands.
    """

    trusted: Mapping[str, JWK] = field(default_factory=dict)
    thumbprints: frozenset[str] = frozenset()
    carried: Mapping[str, JWK] = field(default_factory=dict)
    retired: frozenset[str] = frozenset()

    def key(self, issuer: str, kid: str | None) -> tuple[JWK, Trust]:
        """The key of this issuer that a signature names, and whether the verifier relies on it.

        Raises KeyFault (`key-unknown`, `key-retired`, `key-damaged`, `key-unsuitable`). A did:key is its own key,
        whatever is given.
        """
        jwk, trust = self._named(issuer, kid)
        if thumbprint(jwk) in self.retired:
            cause = f"The key {thumbprint(jwk)} was retired: what it signed is relied on no more."
            raise KeyFault("key-retired", cause, "Ask the issuer for the credential signed anew.")
        return jwk, trust

    def _named(self, issuer: str, kid: str | None) -> tuple[JWK, Trust]:
        if issuer.startswith("did:key:"):
            jwk = key_of(issuer)
            if kid is not None and kid != method_of(issuer, jwk):
                raise KeyFault("key-unknown", f"The signature names the key {kid[:200]}, which is not the issuer's.")
            listed = thumbprint(jwk) in self.thumbprints or method_of(issuer, jwk) in self.trusted
            return jwk, "trusted" if listed else "unlisted"
        if kid is None or not kid.startswith(f"{issuer}#"):
            named = "no key" if kid is None else f"the key {kid[:200]}"
            raise KeyFault("key-unknown", f"The signature names {named}, which is none of the issuer {issuer[:200]}.")
        if any(name.startswith(f"{issuer}#") for name in self.trusted):
            if kid not in self.trusted:
                raise KeyFault("key-unknown", f"The issuer's DID document that you trust has no key {kid[:200]}.")
            return self.trusted[kid], "trusted"
        if kid in self.carried:
            jwk = self.carried[kid]
            return jwk, "trusted" if thumbprint(jwk) in self.thumbprints else "unlisted"
        raise KeyFault(
            "key-unknown",
            f"The key {kid[:200]} is not known here.",
            "Get the issuer's did.json from its site yourself and name it by --trust.",
        )


def keyring(
    documents: Iterable[JsonObject],
    own: Mapping[str, JWK],
    carried: Iterable[JsonObject] = (),
    retired: Iterable[str] = (),
) -> Keyring:
    """The keyring of DID documents that the verifier trusts, its own keys by thumbprint, documents that lie
    beside, and the thumbprints of keys that were retired.

    Raises KeyFault (`did-document`) for a trusted document that is none; one that lies beside is left out instead.
    """
    trusted: dict[str, JWK] = {}
    for document in documents:
        trusted |= keys_in(document)[1]
    beside: dict[str, JWK] = {}
    for document in carried:
        try:
            beside |= keys_in(document)[1]
        except KeyFault:
            continue
    prints = frozenset(own) | {thumbprint(jwk) for jwk in trusted.values()}
    return Keyring(trusted, prints, beside, frozenset(retired))
