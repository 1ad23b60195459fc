"""By what a reading and a passport were made, as versions and digests: what changes when an installation changes."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import extract
import ingest
from lotpass import __version__, doctypes
from lotpass.plugins import versions
from passport.model import ListUsed, MadeBy
from validate.check import rules
from validate.memory import Memory
from validate.memory_past import Past
from validate.policy import Policy
from validate.reference import Reference


def made_by(policy: Policy, reference: Reference, engines: Mapping[str, str], memory: Memory | None = None) -> MadeBy:
    """The versions of everything that makes a passport of this installation."""
    return MadeBy(
        lotpass=__version__,
        engines=dict(engines),
        extraction=_reading_of_fields(),
        rules=_digest(
            [
                *([r.id, *r.codes, r.severity, r.basis, r.tolerance, r.doc] for r in rules()),
                *([version] for version in versions(policy.plugins)),
            ]
        ),
        reference=reference.version,
        policy=_digest(policy.model_dump(mode="json")),
        lists=tuple(
            ListUsed(name=one.name, form=one.form, date=one.date, sha256=one.digest, parties=len(one.parties))
            for one in reference.sanctions
        )
        or None,
        memory=Past(memory).version if memory is not None else None,
    )


def _reading_of_fields() -> str:
    """What fields were read by: the package, and the document types that this installation adds to it."""
    added = doctypes.load()
    return _digest([_package_digest(extract), *added]) if added else _package_digest(extract)


def reading_version(engines: Mapping[str, str]) -> str:
    """What a page's words depend on besides its bytes: the engines' versions and the reading code, as a digest."""
    return _digest([sorted(engines.items()), _package_digest(ingest)])


def cache_version(engines: Mapping[str, str], surroundings: Sequence[str]) -> str:
    """What the words and the documents of a page depend on besides its bytes, as a digest.

    Wider than need be: whatever is installed anew, everything is read anew.
    """
    return _digest([reading_version(engines), _package_digest(extract), sys.version, *surroundings])


def _package_digest(package: ModuleType) -> str:
    """A short digest of a package's code and tables: what a field was read by, even between two releases."""
    digest = hashlib.sha256()
    for folder in package.__path__:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _digest(value: Any) -> str:
    """A short digest of what was decided by: the same digest means the same rules, or the same policy."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
