"""The forms of an SD-JWT (RFC 9901, sections 4 and 8): compact, and as JSON with disclosures in the header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from passport.canonical import JsonObject, parse
from passport.errors import Malformed

TYPE = "dc+sd-jwt"
"""The `typ` of a credential that is an SD-JWT (SD-JWT VC)."""
SEPARATOR = "~"


@dataclass(frozen=True, slots=True)
class SdJwt:
    """An SD-JWT taken apart: what the issuer signed (a compact JWS), disclosures, and the holder's proof (a JWS)."""

    signed: str
    disclosures: tuple[str, ...]
    binding: str | None = None

    @property
    def unbound(self) -> str:
        """The compact form without the holder's proof: what that proof is made over."""
        return SEPARATOR.join((self.signed, *self.disclosures, ""))

    @property
    def text(self) -> str:
        """The compact form."""
        return self.unbound + (self.binding or "")


def looks_like_sd_jwt(data: bytes) -> bool:
    """Whether bytes are an SD-JWT, in compact form or as JSON."""
    start = data.lstrip()[:2]
    if start == b"ey":
        return SEPARATOR.encode() in data
    if start[:1] != b"{" or b'"signature' not in data:
        return False
    try:
        value = parse(data)
    except Malformed:
        return False
    return "payload" in value and ("signature" in value or "signatures" in value)


def read_sd_jwt(data: bytes) -> SdJwt:
    """Takes an SD-JWT apart; raises Malformed (`token`, or as `parse` does)."""
    if data.lstrip()[:1] == b"{":
        return _of_json(parse(data))
    try:
        text = data.decode("ascii").removesuffix("\n")
    except UnicodeDecodeError as error:
        raise Malformed("token", "The presentation has characters that no such form has.") from error
    signed, *disclosures, last = text.split(SEPARATOR)
    if not text.isprintable() or " " in text or not all(disclosures):
        raise Malformed("token", "The presentation has an empty part, or white space in it.")
    return SdJwt(signed, tuple(disclosures), last or None)


def flattened(token: SdJwt) -> JsonObject:
    """The flattened JSON form (RFC 9901, section 8)."""
    protected, payload, signature = token.signed.split(".")
    header: JsonObject = {"disclosures": list(token.disclosures)}
    if token.binding is not None:
        header["kb_jwt"] = token.binding
    return {"payload": payload, "protected": protected, "signature": signature, "header": header}


def _of_json(value: JsonObject) -> SdJwt:
    if "signatures" in value:
        several = value["signatures"]
        one = several[0] if isinstance(several, list) and len(several) == 1 else None
        if set(value) != {"payload", "signatures"} or not isinstance(one, dict):
            raise Malformed("token", "The JSON form has not exactly one signature.")
        value = {"payload": value["payload"], **one}
    if set(value) != {"payload", "protected", "signature", "header"}:
        raise Malformed("token", f"The JSON form has the members {', '.join(sorted(value))[:200]}.")
    header = value["header"]
    parts = [value[name] for name in ("protected", "payload", "signature")]
    if not isinstance(header, dict) or not set(header) <= {"disclosures", "kb_jwt"} or not _texts(parts):
        raise Malformed("token", "The JSON form's header has other members than disclosures and kb_jwt.")
    disclosures, binding = header.get("disclosures", []), header.get("kb_jwt")
    if not isinstance(disclosures, list) or not _texts(disclosures) or not (binding is None or binding):
        raise Malformed("token", "The JSON form's disclosures are no list of texts.")
    if not (binding is None or isinstance(binding, str)) or any("." in str(part) for part in parts):
        raise Malformed("token", "A part of the JSON form is not of its kind.")
    return SdJwt(".".join(str(part) for part in parts), tuple(str(text) for text in disclosures), binding)


def _texts(values: Sequence[object]) -> bool:
    return all(isinstance(value, str) and value.isascii() for value in values)
