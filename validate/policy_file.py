"""Policy files: found by path or as a preset by name, merged with the preset that they extend, every name known."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from rapidfuzz import process

from validate.policy import Policy, PolicyFault

PRESETS = Path(__file__).parent / "presets"

MOST_BYTES = 1_000_000
"""A policy is written by hand; a larger file is something else."""

NEAR = 60
"""Likeness (0..100) from which a known name is offered for one that is not known."""


@lru_cache(maxsize=1)
def presets() -> tuple[str, ...]:
    """The names of the shipped presets."""
    return tuple(sorted(path.stem for path in PRESETS.glob("*.toml")))


def nearest(name: str, known: Iterable[str]) -> str:
    """`; the nearest known one is …`, or nothing where none is near."""
    found = process.extractOne(name, list(known), score_cutoff=NEAR)
    return f"; the nearest known one is {found[0]!r}" if found else ""


def read_policy(path: Path | str) -> Policy:
    """The policy in a file, or the preset of this name; raises PolicyFault (see there for the codes)."""
    file = find(path)
    table = _merged(file, _table(file))
    _only_known_names(table, Policy, str(file))
    try:
        return Policy.model_validate(table)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise PolicyFault(
            "policy-malformed", f"The policy file {file} is wrong at {place}: {first['msg']}.", "Correct it."
        ) from error


def find(path: Path | str) -> Path:
    """The file that a path names; where there is none and the name is a preset's, that preset's file."""
    file = Path(path)
    if file.exists():
        return file
    if str(path) in presets():
        return PRESETS / f"{path}.toml"
    looks_like_a_name = file.parent == Path() and not file.suffix
    raise PolicyFault(
        "policy-missing",
        f"There is no policy file {path}{nearest(str(path), presets()) if looks_like_a_name else ''}.",
        f"Check the path, or name a preset: {', '.join(presets())}.",
    )


def _table(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise PolicyFault(
                "policy-malformed", f"The policy file {path} has more than {MOST_BYTES} bytes.", "Is it a policy?"
            )
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PolicyFault(
            "policy-malformed", f"The policy file {path} cannot be read: {error}.", "Save it as UTF-8 text."
        ) from error
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise PolicyFault(
            "policy-malformed", f"The policy file {path} is no TOML: {error}.", "Correct the line named."
        ) from error
    if not table:
        raise PolicyFault(
            "policy-empty",
            f"The policy file {path} sets nothing, and no rule may run on an empty policy.",
            "Start from the shipped policy_default.toml, or name a preset.",
        )
    return table


def _merged(path: Path, table: dict[str, Any]) -> dict[str, Any]:
    """The table laid over the preset that it `extends`: single values replace, lists of papers and rules are joined."""
    if "extends" not in table:
        return table
    base = table.pop("extends")
    if base not in presets():
        raise PolicyFault(
            "policy-unknown-name",
            f"The policy file {path} extends {base!r}, which is no preset{nearest(str(base), presets())}.",
            f"Name one of: {', '.join(presets())}.",
        )
    return _over(_table(PRESETS / f"{base}.toml"), table)


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(below)
    for name, value in above.items():
        before = result.get(name)
        if isinstance(before, dict) and isinstance(value, dict):
            result[name] = _over(before, value)
        elif isinstance(before, list) and isinstance(value, list):
            own = {entry.get("id") for entry in value if isinstance(entry, dict)}
            kept = [e for e in before if not (isinstance(e, dict) and e.get("id") in own)]
            result[name] = [*kept, *value]
        else:
            result[name] = value
    return result


def _only_known_names(table: Mapping[str, Any], model: type[BaseModel], file: str, place: str = "") -> None:
    """Raises PolicyFault for the first name that the policy's model does not know, with the nearest that it does."""
    for name, value in table.items():
        if name not in model.model_fields:
            raise PolicyFault(
                "policy-unknown-name",
                f"The policy file {file} sets {place}{name}, which is not known{nearest(name, model.model_fields)}.",
                f"Known here: {', '.join(model.model_fields)}.",
            )
        inner = _model_in(model.model_fields[name].annotation)
        for entry in value if isinstance(value, list) else [value]:
            if inner is not None and isinstance(entry, Mapping):
                _only_known_names(entry, inner, file, f"{place}{name}.")


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model of a field, or of the items of its tuple."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, UnionType):
        return next((found for part in get_args(annotation) if (found := _model_in(part)) is not None), None)
    return None
