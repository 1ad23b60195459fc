"""Exports made in memory: the credentials of the hand-made lots, by a did:key and by a did:web with a site."""

from __future__ import annotations

from functools import cache
from typing import Any

from passport.canonical import JsonObject
from passport.keys import LocalKey
from passport.model import Passport
from passport.untp.credential import StatusEntry
from passport.untp.export import Export, export
from passport.untp.naming import Publisher
from passport.vc.did import did_document, did_key
from passport.vc.jose import sign_credential
from tests.passport.factory import NOW, P256, cobalt, diamonds, passport
from validate.reference import Reference

WEB = Publisher(did="did:web:example.org:lots", name="Example House", site="https://example.org/lots")
KEY = Publisher(did=did_key(P256.jwk), name="Example House")
DOCUMENT = did_document(WEB.did, [P256.jwk])


def exported(lot: Passport, publisher: Publisher = WEB, key: LocalKey = P256) -> Export:
    """The credentials of a lot."""

    def status(credential: str) -> StatusEntry:
        list_ = publisher.status_list(1)
        return StatusEntry(
            id=f"{list_}#7",
            type="BitstringStatusListEntry",
            status_purpose="revocation",
            status_list_index=7,
            status_list_credential=list_,
        )

    def sign(credential: JsonObject) -> str:
        return sign_credential(credential, publisher.did, key)

    return export(lot, publisher, NOW, status, sign, Reference.load().hs_names)


@cache
def credentials() -> dict[str, dict[str, Any]]:
    """Every credential of the hand-made lots, under both kinds of issuer, by a name for a test."""
    found: dict[str, dict[str, Any]] = {}
    for lot_name, lot in (("diamonds", passport(diamonds())), ("cobalt", passport(cobalt()))):
        for who in (WEB, KEY):
            for item in exported(lot, who).written:
                found[f"{lot_name}-{who.did[:7]}-{item.name}"] = dict(item.credential)
    return found


@cache
def tokens() -> dict[str, str]:
    """The signed credentials of the diamond lot by a did:web, by name."""
    return {item.name: item.token for item in exported(passport()).written}
