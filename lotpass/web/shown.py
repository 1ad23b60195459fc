"""A bundle as its page shows it: drawn from the submission and its written report, in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from lotpass.web.runner import Progress
from lotpass.web.submissions import Submission

IN_WORDS = {"waiting": "waiting", "running": "being read", "done": "done", "failed": "could not be run"}

OUTCOMES = {0: "every lot is clear", 1: "a person has something to decide", 3: "nothing could be read"}
"""What the exit codes of a run mean to a reader."""


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field of a document: its name, what it states, how sure and in which state."""

    name: str
    text: str
    confidence: str
    status: str


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """One document: its id, type in words, where it stands, and its fields."""

    id: str
    type: str
    place: str
    fields: tuple[ShownField, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A bundle for its page; `lots` are those of the report, with each finding's places in words."""

    id: str
    received: str
    as_of: str
    state: str
    state_in_words: str
    files: tuple[dict[str, Any], ...]
    outcome: str = ""
    cause: str = ""
    remedy: str = ""
    progress: str = ""
    lots: tuple[dict[str, Any], ...] = ()
    documents: tuple[ShownDocument, ...] = ()
    quarantined: tuple[dict[str, Any], ...] = field(default=())

    @classmethod
    def of(
        cls, submission: Submission, report: dict[str, Any] | None = None, progress: Progress | None = None
    ) -> Shown:
        """The view of a submission, of its report where it is done, and of how far it is where it runs."""
        report = report or {"files": [], "documents": [], "lots": []}
        names = {file["sha256"]: file["name"] for file in report["files"]}
        documents = tuple(_document(document, names) for document in report["documents"])
        places = {document.id: f"{document.id} {document.place}" for document in documents}
        return cls(
            id=submission.id,
            received=f"{datetime.fromtimestamp(submission.created, UTC):%Y-%m-%d %H:%M} UTC",
            as_of=submission.as_of.isoformat(),
            state=submission.state,
            state_in_words=IN_WORDS[submission.state],
            files=tuple({"name": file.name, "sha256": file.sha256, "bytes": file.bytes} for file in submission.files),
            outcome=OUTCOMES.get(submission.exit_code, "") if submission.exit_code is not None else "",
            cause=submission.cause or "",
            remedy=submission.remedy or "",
            progress=f"{progress.pages} of {progress.total} pages read" if progress and progress.total else "",
            lots=tuple(_lot(lot, places) for lot in report["lots"]),
            documents=documents,
            quarantined=tuple(file for file in report["files"] if file["status"] == "quarantined"),
        )


def _document(document: dict[str, Any], names: dict[str, str]) -> ShownDocument:
    first, last = document["pages"][0], document["pages"][-1]
    span = f"p. {first['page']}" if len(document["pages"]) == 1 else f"p. {first['page']} to {last['page']}"
    return ShownDocument(
        id=document["id"],
        type=_in_words(document["type"]),
        place=f"{names.get(first['file'], first['file'][:12])} {span}",
        fields=tuple(_field(name, stated) for name, stated in document["fields"].items()),
    )


def _in_words(kind: str) -> str:
    """A document's type as people write it."""
    words = kind.replace("_", " ")
    return words.replace("icglr", "ICGLR").replace("kimberley process", "Kimberley Process")


def _field(name: str, stated: dict[str, Any]) -> ShownField:
    value = stated["value"]
    if isinstance(value, dict):
        text = f"{value['amount']} {value['currency']}"
    elif isinstance(value, list):
        text = ", ".join(str(item) for item in value)
    else:
        text = "" if value is None else str(value)
    unit = stated.get("unit")
    return ShownField(
        name=name.replace("_", " "),
        text=f"{text} {unit}" if unit and text else text,
        confidence=f"{stated['confidence']:.2f}",
        status=stated["status"],
    )


def _lot(lot: dict[str, Any], places: dict[str, str]) -> dict[str, Any]:
    findings = [{**finding, "places": _places(finding, places)} for finding in lot["findings"]]
    return {**lot, "findings": findings}


def _places(finding: dict[str, Any], places: dict[str, str]) -> list[str]:
    shown = []
    for side in (finding["left"], finding["right"]):
        if not side:
            continue
        what = f", {side['field'].replace('_', ' ')}" if side.get("field") else ""
        if side.get("document"):
            shown.append(f"{places.get(side['document'], side['document'])}{what}")
        elif side.get("event"):
            shown.append(f"custody event {side['event']}{what}")
        elif side.get("reference"):
            shown.append(f"reference: {side['reference']}")
    return list(dict.fromkeys(shown))
