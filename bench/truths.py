"""Dossiers made from the truth files of rendered bundles: what an errorless reading of them would hand on, with the
wording of the papers where they are read."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from bench.extraction.papers import kept_pages, read_files
from bench.extraction.score import matched, stacks_of
from extract.model import Document, DocumentKind, Evidence, Field, Money, PageRef
from extract.read import read_stack
from ingest.model import Box, SourceFile
from validate.custody.read import read_custody
from validate.model import CustodyRecord, Dossier

SHARED = Path(os.environ.get("LOTPASS_SHARED", Path(__file__).parents[2] / "shared"))


def value_of(value: Any) -> Any:
    """A truth value as the contract's field value."""
    if isinstance(value, dict):
        return Money.model_validate(value)
    return tuple(value) if isinstance(value, list) else value


def field_of(name: str, truth: dict[str, Any], confidence: float = 0.97) -> Field:
    """A truth field as a field read with `confidence`; an unreadable one stays unreadable."""
    status = truth.get("status", "read")
    return Field(
        name=name,
        value=value_of(truth["value"]) if status == "read" else None,
        unit=truth.get("unit"),
        raw=str(truth.get("raw") or ""),
        status=status,
        confidence=confidence if status == "read" else 0.2,
        evidence=tuple(
            Evidence(file=b["file"], page=b["page"], box=Box(*b["box"]))
            for b in truth.get("boxes") or ()
            if b.get("box")
        ),
    )


def dossier_of(path: Path) -> tuple[Dossier, dict[str, Any]]:
    """The dossier of one truth file, and the truth itself."""
    truth = json.loads(path.read_text(encoding="utf-8"))
    documents = tuple(
        Document(
            id=d["id"],
            type=DocumentKind(d["type"]),
            confidence=0.99,
            language=d["language"].split("/")[0],
            pages=tuple(PageRef(file=p["file"], page=p["page"]) for p in d["pages"]),
            fields={name: field_of(name, f) for name, f in d["fields"].items()},
            lines=tuple({name: field_of(name, f) for name, f in line.items()} for line in d["lines"]),
        )
        for d in truth["documents"]
    )
    files = tuple(
        SourceFile(
            name=f["name"],
            sha256=f["sha256"],
            media_type="application/octet-stream",
            bytes=f["bytes"],
            pages=f["pages"],
            role="none" if f["expect"] == "quarantined" else "pages",
            status=f["expect"],
            reason=f.get("reason"),
        )
        for f in truth["files"]
    )
    events: list[Any] = []
    faults: list[Any] = []
    for name in truth["custody"]:
        file = path.parents[1] / name
        record = read_custody(file.read_bytes(), file.name, "0" * 64)
        events.extend(record.events)
        faults.extend(record.faults)
    return Dossier(
        files=files, documents=documents, custody=CustodyRecord(events=tuple(events), faults=tuple(faults))
    ), truth


def papers_of(path: Path, cache: Path) -> tuple[Document, ...]:
    """The papers of a truth file as they are read; pages read before are taken from `cache`."""
    digests = read_files([path.parents[1] / "bundles" / path.stem], cache)
    stacks = [stack for digest in digests for stack in stacks_of(kept_pages(digest, cache))]
    return tuple(read_stack(stack, "d") for stack in stacks)


def worded(dossier: Dossier, papers: tuple[Document, ...], truth: dict[str, Any]) -> Dossier:
    """The truth's documents with what the papers say beside their fields: wording, title, marks, further facts."""
    pairs = matched(truth["documents"], papers)
    documents = []
    for number, document in enumerate(dossier.documents):
        if number in pairs:
            paper = papers[pairs[number]]
            beside = ("title", "marks", "signs", "sheets", "more", "text")
            document = document.model_copy(update={name: getattr(paper, name) for name in beside})
        documents.append(document)
    return dossier.model_copy(update={"documents": tuple(documents)})
