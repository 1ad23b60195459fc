"""Prints papers that somebody wrote as HTML, finds what they state on the printed pages, and writes the truth.

`python -m bench.press SOURCE --out SET --family NAME` takes a folder of bundles (`SOURCE/<bundle>/bundle.json`, HTML
files that it names, and `custody.csv` where there is one) and writes a set of the form that `bench/hands` has:
`bundles/`, `truth/`, `custody/`. A value whose `raw` does not stand on the paper is told, and nothing is written then.
`--twins` writes the same papers scanned, faxed or photographed. Needs Chromium, and no network.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pdfplumber

from bench.papermaker.packing import Delivered, deliver
from bench.papermaker.render import Rect
from bench.papermaker.truth import digest
from extract.model import DocumentKind

ALLOWED = (
    "artisanal-source",
    "custody-missing",
    "high-risk-area",
    "missing-document",
    "uncertain-field",
    "unknown-document",
    "unreadable-field",
)
"""Findings that are never held against a reader of such a set."""

TWINS = ("scan300", "fax", "scan200", "photo")
"""The channels that the papers of a bundle take in turn."""

MOST_PLACES = 6
"""Of a value that is printed more often, the first places are kept."""


class UnprintableError(ValueError):
    """What is wrong with a bundle's description: one line each."""


def printed(html: Path) -> bytes:
    """The PDF that Chromium prints of a file."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "paper.pdf"
        flags = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync")
        quiet = ("--disable-background-networking", "--disable-component-update", "--no-pdf-header-footer")
        command = ["chromium", *flags, *quiet, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}"]
        subprocess.run([*command, html.resolve().as_uri()], check=True, capture_output=True, timeout=120)
        return target.read_bytes()


Places = list[tuple[int, Rect]]
"""Pages from 0 and boxes in fractions of the page."""


def places(pdf: bytes, wanted: Sequence[str]) -> list[Places]:
    """Where each text stands, blanks and case aside, in the order in which the page was written."""
    found: list[Places] = [[] for _ in wanted]
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages):
            letters = [(_plain(one["text"]), one) for one in page.chars]
            owners = [one for text, one in letters for _ in text]
            whole = "".join(text for text, _ in letters)
            for index, text in enumerate(wanted):
                plain = _plain(text)
                for start in _starts(whole, plain):
                    chars = owners[start : start + len(plain)]
                    found[index].append((number, _around(chars, float(page.width), float(page.height))))
    return [one[:MOST_PLACES] for one in found]


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _starts(whole: str, part: str) -> Iterator[int]:
    start = whole.find(part) if part else -1
    while start >= 0:
        yield start
        start = whole.find(part, start + len(part))


def _around(chars: Sequence[Mapping[str, Any]], width: float, height: float) -> Rect:
    lefts, tops = [one["x0"] / width for one in chars], [one["top"] / height for one in chars]
    rights, bottoms = [one["x1"] / width for one in chars], [one["bottom"] / height for one in chars]
    return (min(lefts), min(tops), max(rights), max(bottoms))


def _raws(entry: Mapping[str, Any]) -> list[str]:
    raw = entry.get("raw")
    if raw is None:
        return []
    return [str(one) for one in raw] if isinstance(raw, list) else [str(raw)]


def _entries(described: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from described["fields"].items()
    for row in described.get("lines", ()):
        yield from row.items()


def _document(described: Mapping[str, Any], pdf: bytes, sent: Delivered, name: str) -> dict[str, Any]:
    """A paper's truth without its id; raises `UnprintableError` where it says what the paper does not."""
    known = {kind.value for kind in DocumentKind}
    faults = [] if described["type"] in known else [f"{name}: no type {described['type']!r}"]
    entries = list(_entries(described))
    raws = [raw for _, entry in entries for raw in _raws(entry)]
    where = dict(zip(raws, places(pdf, raws), strict=True))
    for field, entry in entries:
        if "value" not in entry:
            faults.append(f"{name}: {field} has no value")
        if not _raws(entry) and not entry.get("optional"):
            faults.append(f"{name}: {field} has no raw and is not optional")
        faults += [f"{name}: {field}: {raw!r} does not stand on the paper" for raw in _raws(entry) if not where[raw]]
    if faults:
        raise UnprintableError("\n".join(faults))
    sha = digest(sent.data)

    def finished(entry: Mapping[str, Any]) -> dict[str, Any]:
        boxes = [_box(sha, sent, page, rect) for raw in _raws(entry) for page, rect in where[raw]]
        raw = ", ".join(_raws(entry)) or None
        return {"status": "read"} | dict(entry) | {"raw": raw} | ({"boxes": boxes} if boxes else {})

    with pdfplumber.open(io.BytesIO(pdf)) as document:
        count = len(document.pages)
    return {
        "key": name,
        "type": described["type"],
        "language": described["language"],
        "channel": sent.channel,
        "fields": {field: finished(entry) for field, entry in described["fields"].items()},
        "lines": [{field: finished(entry) for field, entry in row.items()} for row in described.get("lines", ())],
        "lot": 0,
        "rotation": 0,
        "pages": [{"file": sha, "name": name, "page": number + 1} for number in range(count)],
    }


def _box(sha: str, sent: Delivered, page: int, rect: Rect) -> dict[str, Any]:
    moved = sent.pages[page].place(rect) if sent.pages else rect
    return {"file": sha, "page": page + 1, "box": [round(v, 4) for v in moved]}


def _lot(given: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    expected = list(given.get("expected", ()))
    status = ["review", "blocked"] if expected else ["clear", "review"]
    return {
        "id": given["id"],
        "aliases": sorted({given["id"], *given.get("aliases", ())}),
        "mineral": given["mineral"],
        "documents": [ids[name] for name in given.get("documents", ids)],
        "expected": expected,
        "allowed": sorted({*ALLOWED, *given.get("allowed", ())}),
        "clean": not expected,
        "status": status,
    }


def press(source: Path, out: Path, family: str, *, twins: bool = False) -> list[str]:
    """Makes one bundle, `source` being its folder; what is wrong with it is returned, and nothing is written then."""
    given = json.loads((source / "bundle.json").read_text(encoding="utf-8"))
    bundle = source.name + ("s" if twins else "")
    rng = random.Random(f"{family} {bundle}")
    faults, documents, files, data = [], [], [], {}
    turn = rng.randrange(len(TWINS))
    for number, described in enumerate(given["documents"]):
        pdf = printed(source / described["file"])
        sent = deliver(pdf, TWINS[(turn + number) % len(TWINS)] if twins else "pdf", rng)
        stem = Path(described["file"]).stem
        name = f"{stem}.{sent.ending}"
        try:
            document = _document(described, pdf, sent, name)
        except UnprintableError as fault:
            faults.append(str(fault))
            continue
        documents.append({"id": f"t{number + 1}", "template": f"{bundle}/{name}"} | document)
        data[name] = sent.data
        files.append(
            {"name": name, "sha256": digest(sent.data), "channel": sent.channel, "pages": len(document["pages"])}
            | {"expect": "read", "bytes": len(sent.data)}
        )
    if faults:
        return faults
    ids = {described["file"]: f"t{number + 1}" for number, described in enumerate(given["documents"])}
    kept = (source / "custody.csv").exists()
    truth = {
        "schema": "lotpass-truth/1",
        "bundle": bundle,
        "family": family,
        "as_of": given["as_of"],
        "custody": [f"custody/{bundle}.csv"] if kept else [],
        "documents": documents,
        "files": files,
        "lots": [_lot(lot, ids) for lot in given["lots"]],
        "expect_exit": None,
        "near_misses": given.get("near_misses", []),
        "note": given.get("note", ""),
    }
    for part in ("truth", "custody", f"bundles/{bundle}"):
        (out / part).mkdir(parents=True, exist_ok=True)
    for name, content in data.items():
        (out / "bundles" / bundle / name).write_bytes(content)
    if kept:
        shutil.copyfile(source / "custody.csv", out / "custody" / f"{bundle}.csv")
    told = json.dumps(truth, ensure_ascii=False, indent=1)
    (out / "truth" / f"{bundle}.json").write_text(told + "\n", encoding="utf-8")
    return []


def main(arguments: list[str] | None = None) -> int:
    """Makes every bundle of a folder; 1 where one was not made."""
    parser = argparse.ArgumentParser(prog="press", description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--family", required=True)
    parser.add_argument("--twins", action="store_true")
    parser.add_argument("--only", default="", help="comma-separated names of bundles")
    given = parser.parse_args(arguments)
    wanted = [one for one in given.only.split(",") if one]
    failed = False
    for described in sorted(given.source.glob("*/bundle.json")):
        if wanted and described.parent.name not in wanted:
            continue
        faults = press(described.parent, given.out, given.family, twins=given.twins)
        failed = failed or bool(faults)
        print("\n".join((f"{described.parent.name}: {len(faults)} faults", *faults)))
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
