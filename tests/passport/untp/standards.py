"""The published schemas and contexts, where they lie beside the project, and checking against them."""

from __future__ import annotations

import json
import os
import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from pyld import jsonld  # type: ignore[import-untyped]  # the package carries no types

from passport.untp.vocabulary import CONTEXT_FILE, context_document

SHARED = Path(os.environ.get("LOTPASS_SHARED", Path(__file__).parents[4] / "shared"))
STANDARDS = SHARED / "standards"
SCHEMAS = {
    "DigitalProductPassport": "DigitalProductPassport",
    "DigitalTraceabilityEvent": "DigitalTraceabilityEvent",
    "DigitalConformityCredential": "ConformityCredential",
}

formats = FormatChecker(formats=())


@formats.checks("uri")
def _uri(value: object) -> bool:
    return not isinstance(value, str) or re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+", value) is not None


@formats.checks("date-time", raises=ValueError)
def _date_time(value: object) -> bool:
    if isinstance(value, str):
        datetime.fromisoformat(value)
        return re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", value) is not None
    return True


@formats.checks("date", raises=ValueError)
def _date(value: object) -> bool:
    return not isinstance(value, str) or (len(value) == 10 and date.fromisoformat(value) is not None)


@cache
def validator(path: str) -> Draft202012Validator:
    """The validator of a schema file under the standards folder, with format checks."""
    return Draft202012Validator(json.loads((STANDARDS / path).read_text("utf-8")), format_checker=formats)


def against(path: str, value: Any) -> list[str]:
    """What is wrong with a value by a schema file."""
    return [f"{error.json_path}: {error.message[:200]}" for error in validator(path).iter_errors(value)]


def untp_errors(credential: dict[str, Any]) -> list[str]:
    """What is wrong with a credential by UNTP's own schema and by W3C's."""
    kind = next(name for name in credential["type"] if name in SCHEMAS)
    return [
        *against(f"untp/schema/{SCHEMAS[kind]}.json", credential),
        *against("w3c/schema/verifiable-credential-schema.json", credential),
    ]


def _load(url: str, _options: Any) -> dict[str, Any]:
    if url.endswith(f"/{CONTEXT_FILE}"):
        document: Any = context_document()
    elif url == "https://www.w3.org/ns/credentials/v2":
        document = json.loads((STANDARDS / "w3c/credentials/v2").read_text("utf-8"))
    elif url == "https://vocabulary.uncefact.org/untp/0.7.0/context/":
        document = json.loads((STANDARDS / "untp/context/untp-context.jsonld").read_text("utf-8"))
    else:
        raise ValueError(f"an unknown context: {url}")
    return {"contextUrl": None, "documentUrl": url, "document": document}


_cached = cache(lambda url: _load(url, None))


def expanded(credential: dict[str, Any]) -> Any:
    """The credential expanded by JSON-LD in safe mode: a term that no context defines raises."""
    return jsonld.expand(credential, {"documentLoader": lambda url, _: _cached(url), "safe": True})
