"""Bundles of earlier days: papers of a file of their own, and a memory of them."""

from __future__ import annotations

import hashlib
from datetime import date

from tests.validate.papers import AS_OF
from validate.check import check
from validate.memory import Memory, RememberedLot, merged, same_lot
from validate.model import CheckedLot, Dossier
from validate.policy import Policy
from validate.reference import Reference
from validate.remembering import recollect

FIRST = date(2026, 2, 1)
SHIPPED, DEFAULT = Reference.load(), Policy.load()


def scanned(dossier: Dossier, name: str) -> Dossier:
    """The same papers in files of their own, one for each: scanned apart, on another day or of another lot."""
    documents, files = [], []
    for document in dossier.documents:
        sha256 = hashlib.sha256(f"{name}/{document.id}".encode()).hexdigest()
        documents.append(
            document.model_copy(
                update={"pages": tuple(p.model_copy(update={"file": sha256, "page": 1}) for p in document.pages)}
            )
        )
        files.append(dossier.files[0].model_copy(update={"name": f"{document.id}.pdf", "sha256": sha256, "pages": 1}))
    return dossier.model_copy(update={"documents": tuple(documents), "files": tuple(files)})


def remember(lots: tuple[RememberedLot, ...], dossier: Dossier, day: date = FIRST) -> tuple[RememberedLot, ...]:
    """The memory after a bundle was run."""
    for present in recollect(dossier, SHIPPED, DEFAULT, day):
        earlier = [old for old in lots if same_lot(present, old)]
        lots = (*(old for old in lots if old not in earlier), merged(present, earlier))
    return lots


def checked_after(*dossiers: Dossier, as_of: date = AS_OF) -> tuple[CheckedLot, ...]:
    """The lots of the last bundle, checked with all bundles before it in memory."""
    lots: tuple[RememberedLot, ...] = ()
    for earlier in dossiers[:-1]:
        lots = remember(lots, earlier)
    present = recollect(dossiers[-1], SHIPPED, DEFAULT, as_of)
    memory = Memory(lots=lots, present=present)
    return check(dossiers[-1], SHIPPED, DEFAULT, as_of, memory=memory)
