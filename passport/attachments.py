"""Comparing papers with the digests in a passport."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from passport.consistency import Contradiction
from passport.model import Passport


def compare(
    passport: Passport, attachments: Mapping[str, bytes | Path]
) -> tuple[tuple[Contradiction, ...], tuple[str, ...]]:
    """What differs between the papers given (by name) and those listed, and the names of listed ones not given.

    A paper counts as the listed one by its bytes alone: it may have been renamed. Raises OSError for a path that
    cannot be read.
    """
    listed = {file.sha256: file for file in passport.files}
    by_name = {_last(name): file for file in passport.files for name in file.names}
    given: set[str] = set()
    differing: list[Contradiction] = []
    for name, paper in attachments.items():
        sha256 = sha256_of_paper(paper)
        given.add(sha256)
        if sha256 in listed:
            continue
        namesake = by_name.get(_last(name))
        if namesake is None:
            differing.append(Contradiction(f"{name} is not among the papers that this passport rests on."))
        else:
            differing.append(
                Contradiction(
                    f"{name} is not the paper that this passport rests on: its bytes differ.",
                    got=f"SHA-256 {sha256}",
                    expected=f"SHA-256 {namesake.sha256}",
                )
            )
    missing = tuple(file.names[0] for file in passport.files if file.sha256 not in given)
    return tuple(differing), missing


def sha256_of_paper(paper: bytes | Path) -> str:
    """SHA-256 of a paper, hexadecimal; raises OSError for a path that cannot be read."""
    if isinstance(paper, Path):
        with paper.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    return hashlib.sha256(paper).hexdigest()


def _last(name: str) -> str:
    return name.replace("!", "/").rsplit("/", 1)[-1]
