"""Passports of earlier lots in a folder: named by what is derived from them, and followed by who verifies that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lotpass.errors import EnvironmentFailure
from lotpass.verify_basis import read
from passport.canonical import Json, canonical, digest, parse
from passport.errors import Malformed
from passport.files import SUFFIX
from passport.jwk import JWK
from passport.lineage import Known
from passport.verify import verify

MAX_PASSPORTS = 100_000
"""Most passports of a folder that are looked at."""


def earlier(folder: Path, own: Mapping[str, JWK], retired: frozenset[str], told: Callable[[str], None]) -> list[Known]:
    """The passports in a folder and below that verify. What does not, or is signed by a key that is not this
    installation's own, is told: the former is not used, the latter is.
    """
    found: list[Known] = []
    for path in _passports(folder):
        seen = verify(read(path), own or None, retired=retired)
        if seen.passport is None or seen.digest is None:
            why = seen.failures[0].message if seen.failures else "a check could not be made"
            told(f"{path} does not verify and is not named as a parent's passport: {why}")
            continue
        if seen.trust != "trusted":
            told(f"{path} is signed by {seen.kid}, which is not a key of this installation")
        found.append(Known(seen.passport, seen.digest))
    return found


@dataclass(slots=True)
class Shelf:
    """Passports in folders by the digest of their content, the lots that they say they are of, and by digest of a
    parent's passport those that name it. Nothing of it is verified: that is for who takes one.
    """

    files: dict[str, Path] = field(default_factory=dict)
    lots: set[str] = field(default_factory=set)
    children: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, folders: Iterable[Path], *, beside: Path | None = None) -> Shelf:
        """What lies in these folders and below, and beside a file."""
        shelf = cls()
        near = () if beside is None else beside.parent.glob(f"*{SUFFIX}")
        for path in (*sorted(path for path in near if path.is_file())[:MAX_PASSPORTS], *_passports(*folders)):
            try:
                body = parse(read(path))
                body.pop("proof", None)
                name = digest(canonical(body))
                shelf.files[name] = path
            except (Malformed, EnvironmentFailure):
                continue  # a file that lies there by chance is no reason to say nothing of the one that was asked about
            shelf.lots.update(str(lot) for lot in (body.get("lot"), *_items(body.get("custody_lots"))))
            for parent in _items(body.get("lineage")):
                if isinstance(parent, dict) and parent.get("passport"):
                    shelf.children.setdefault(str(parent["passport"]), []).append(name)
        return shelf

    def find(self, wanted: str) -> bytes | None:
        """The file whose content has a digest."""
        path = self.files.get(wanted)
        return None if path is None else read(path)


def _items(value: Json) -> list[Json]:
    """The items of a list; nothing of what is none."""
    return value if isinstance(value, list) else []


def _passports(*folders: Path) -> list[Path]:
    found = sorted(path for folder in folders for path in folder.rglob(f"*{SUFFIX}") if path.is_file())
    return found[:MAX_PASSPORTS]
