"""The published JSON Schema (2020-12) of a signed passport: generated from the model, kept beside it, checked against.

`python -m passport.schema` writes the file anew after a change of the model.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError as SchemaError
from jsonschema.exceptions import best_match
from pydantic import Field, ValidationError
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import PydanticSerializationError, core_schema

from passport.canonical import JsonObject, adapted, canonical
from passport.errors import Malformed
from passport.model import Passport
from passport.records import Part, Sha256

SCHEMA_FILE = Path(__file__).with_name("passport.schema.json")
MAX_REPORTED = 20
"""Deviations that are named; the rest is left out, since nobody mends a passport by hand."""


class OkpKey(Part):
    """An Ed25519 public key (RFC 8037)."""

    kty: Literal["OKP"]
    crv: Literal["Ed25519"]
    x: str = Field(pattern="^[A-Za-z0-9_-]{43}$")


class EcKey(Part):
    """A P-256 public key (RFC 7518)."""

    kty: Literal["EC"]
    crv: Literal["P-256"]
    x: str = Field(pattern="^[A-Za-z0-9_-]{43}$")
    y: str = Field(pattern="^[A-Za-z0-9_-]{43}$")


class Proof(Part):
    """What signing adds."""

    digest: Sha256 = Field(description="SHA-256 of the RFC 8785 form of this object without proof.")
    jwk: OkpKey | EcKey = Field(description="The public key; its RFC 7638 thumbprint is the kid in the JWS header.")
    jws: str = Field(
        pattern=r"^[A-Za-z0-9_-]+\.\.[A-Za-z0-9_-]{86}$",
        description="Detached JWS (RFC 7515, appendix F) over the RFC 8785 form of this object without proof. The "
        "protected header has alg (EdDSA or ES256), iat (claimed signing time, seconds since 1970), kid and typ.",
    )


class SignedPassport(Passport):
    """A signed passport file: the digital product passport of one lot, with its proof."""

    proof: Proof


class _Generator(GenerateJsonSchema):
    """Writes the schema of what is published: absent members are left out, so `null` is no value anywhere."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Members in the order in which people read them, which is that of the class."""
        made = super().model_schema(schema)
        order = [field.alias or name for name, field in schema["cls"].model_fields.items()]
        if "properties" in made:
            made["properties"] = {name: made["properties"][name] for name in order if name in made["properties"]}
        if "required" in made:
            made["required"] = [name for name in order if name in made["required"]]
        return made

    def get_title_from_name(self, name: str) -> str:
        return name

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def generate(self, schema: Any, mode: JsonSchemaMode = "validation") -> JsonSchemaValue:
        made = super().generate(schema, mode)
        return {"$schema": self.schema_dialect, "$id": "urn:lotpass:schema:passport:1", **made}


def generated() -> dict[str, Any]:
    """The schema as the model has it now."""
    return SignedPassport.model_json_schema(by_alias=True, schema_generator=_Generator)


def written() -> str:
    """The text of the schema file."""
    return json.dumps(generated(), indent=2, ensure_ascii=False) + "\n"


@dataclass(frozen=True, slots=True)
class Deviation:
    """One way in which a file is not of the published form."""

    message: str
    got: str | None = None
    expected: str | None = None


def schema_errors(value: JsonObject) -> tuple[Deviation, ...]:
    """How a value deviates from the published schema; empty if it does not."""
    return _deviations(_validator(), value)


def partial_errors(value: JsonObject) -> tuple[Deviation, ...]:
    """How a part of a signed passport deviates from the published schema: as `schema_errors`, but members may lack."""
    return _deviations(_partial_validator(), value)


def _deviations(validator: Draft202012Validator, value: JsonObject) -> tuple[Deviation, ...]:
    found: dict[Deviation, None] = {}  # in order, each once: the library names every missing member on its own
    for error in validator.iter_errors(value):
        found[_deviation(best_match([error]) or error)] = None
        if len(found) == MAX_REPORTED:
            break
    return tuple(found)


def read_canonical(data: bytes) -> tuple[Passport, JsonObject, bytes] | None:
    """The passport, its proof and its canonical bytes without proof, of a file that is the published form exactly.

    The short way for the files that this program writes: if the model reads a file, and what it read is written again
    as the very same canonical bytes, then the file is JSON with one meaning and of the published schema, which is
    generated from the model. None says nothing but that the long way has to be taken.
    """
    try:
        signed = SignedPassport.model_validate_json(data, strict=True)
    except ValidationError:
        return None
    try:
        # What was read just now has its members in the order of canonical JSON: the model's own writer gives that.
        whole = adapted(signed.model_dump_json(by_alias=True, exclude_none=True).encode())
        if whole is None:
            whole = canonical(cast(JsonObject, signed.model_dump(mode="json", by_alias=True, exclude_none=True)))
        proof = cast(JsonObject, signed.proof.model_dump(mode="json"))
        member = b'"proof":' + canonical(proof) + b","
    except (Malformed, PydanticSerializationError):
        return None
    before, found, after = data.partition(member)
    if whole != data or not found or member in after:
        return None
    parts = {name: getattr(signed, name) for name in Passport.model_fields}
    return Passport.model_construct(**parts), proof, before + after


@cache
def published() -> dict[str, Any]:
    """The schema as it is published; not to be changed."""
    schema: dict[str, Any] = json.loads(SCHEMA_FILE.read_text("utf-8"))
    return schema


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(published())


@cache
def _partial_validator() -> Draft202012Validator:
    return Draft202012Validator(_without_demands(published()))


def _without_demands(node: Any) -> Any:
    """The schema with no member demanded; `required` as a member's own name stays."""
    if isinstance(node, list):
        return [_without_demands(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        name: _without_demands(item)
        for name, item in node.items()
        if not (name == "required" and isinstance(item, list))
    }


def _deviation(error: SchemaError) -> Deviation:
    place = "".join(_step(part) for part in error.absolute_path).lstrip(".") or "the top level"
    schema: Any = error.schema
    instance: Any = error.instance
    if error.validator == "required":
        lacking = [name for name in schema["required"] if name not in instance]
        return Deviation(f"At {place}, members are missing: {', '.join(lacking)}.")
    if error.validator == "additionalProperties":
        added = sorted(name for name in instance if name not in schema.get("properties", {}))
        return Deviation(f"At {place} there are members that the form does not have: {', '.join(added)}.")
    wanted = f"{error.validator}: {error.validator_value}"
    return Deviation(f"At {place}, the value does not have the form wanted.", got=repr(instance), expected=wanted)


def _step(part: str | int) -> str:
    return f"[{part}]" if isinstance(part, int) else f".{part}"


if __name__ == "__main__":
    SCHEMA_FILE.write_text(written(), "utf-8")
