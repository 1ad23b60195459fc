"""Status lists (W3C Bitstring Status List 1.0): one bit for each credential, in a credential of their own."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable
from datetime import datetime

from passport.canonical import JsonObject
from passport.errors import Malformed
from passport.jwk import decode, encode
from passport.untp.vocabulary import VC_CONTEXT, rfc3339

LENGTH = 131072
"""Bits of a list, the least that the standard allows: enough that one entry does not tell whose it is."""
MAX_LENGTH = 64 * LENGTH
"""Longest list that is read, in bits: a compressed text could otherwise grow without end."""


def encoded_list(revoked: Iterable[int]) -> str:
    """The list's text: `u` and base64url of the gzipped bits, the first bit leftmost. The same bits, the same text."""
    bits = bytearray(LENGTH // 8)
    for index in revoked:
        if not 0 <= index < LENGTH:
            raise ValueError(f"the index {index} is outside the list")
        bits[index // 8] |= 0x80 >> (index % 8)
    return "u" + encode(gzip.compress(bytes(bits), mtime=0))


def is_set(encoded: object, index: int) -> bool:
    """Whether a bit is set; raises Malformed (`status-list`) for a list that cannot be read or is too short."""
    if not isinstance(encoded, str) or not encoded.startswith("u"):
        raise Malformed("status-list", "The status list's bits are not base64url with the prefix u.")
    try:
        unpacker = zlib.decompressobj(wbits=31)
        bits = unpacker.decompress(decode(encoded[1:]), MAX_LENGTH // 8 + 1)
    except (ValueError, zlib.error) as error:
        raise Malformed("status-list", "The status list's bits cannot be unpacked.") from error
    if len(bits) > MAX_LENGTH // 8 or not unpacker.eof:
        raise Malformed("status-list", f"The status list is cut short, or longer than {MAX_LENGTH} bits.")
    if len(bits) * 8 < LENGTH:
        raise Malformed("status-list", f"The status list has {len(bits) * 8} bits; it must have at least {LENGTH}.")
    if index >= len(bits) * 8:
        raise Malformed("status-list", f"The status list has no place {index}.")
    return bool(bits[index // 8] & (0x80 >> (index % 8)))


def status_credential(
    id_: str, issuer: str, name: str, revoked: Iterable[int], valid_from: datetime, valid_until: datetime
) -> JsonObject:
    """The list as a credential; both times are aware. After `valid_until` a reader must get a newer one."""
    return {
        "@context": [VC_CONTEXT],
        "id": id_,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": {"id": issuer, "name": name},
        "validFrom": rfc3339(valid_from),
        "validUntil": rfc3339(valid_until),
        "credentialSubject": {
            "id": f"{id_}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded_list(revoked),
        },
    }
