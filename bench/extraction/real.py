"""Scores reading on papers that others made and published: `python -m bench.extraction.real`.

The papers lie beside the repository (`../shared/real`, or `real` in the folder that LOTPASS_SHARED names) and are no
part of it: invoices in English, French, German and Dutch, scanned mill certificates, photos of print and handwriting.
Their truth names what was looked at on each paper; German and Dutch labels are none of the languages that are read, so
that there the right answer is none, and never a confident wrong one.

`bench.extraction.learn` records what about half of them teach, numbers only: which, a digest of a paper's file name
says. The others are kept aside, and the report tells both halves apart.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.extraction.papers import Bundle, kept_pages, read_files
from bench.extraction.score import score
from bench.extraction.worst import worst_fields
from extract.doctype import LANGUAGES
from ingest.model import Page

SHARED = Path(os.environ.get("LOTPASS_SHARED", Path(__file__).resolve().parents[3] / "shared"))


def real_papers(folder: Path, cache: Path) -> list[Bundle]:
    """Every paper under `folder` that has a truth, each a bundle of its own; files without pages are left out."""
    found = []
    for path in sorted(folder.glob("*/truth/*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        for digest in read_files([path.parents[1] / truth["file"]], cache):
            pages = kept_pages(digest, cache)
            document = document_truth(truth, path.parents[1].name, pages)
            found.append(Bundle(path.stem, {"documents": [document]}, {digest: pages}))
    return found


def digest_of(name: str) -> str:
    """What a paper is known by where its name is not to be kept."""
    return hashlib.sha256(name.encode()).hexdigest()[:12]


def is_learned_from(name: str) -> bool:
    """Whether the paper of this file name may be learned from; the others are kept aside."""
    return int(digest_of(name)[:2], 16) % 2 == 1


def lessons_of(bundles: Iterable[Bundle]) -> Iterator[Bundle]:
    """The papers that may be learned from, under digests of their names.

    Of a paper in a language that is not read, nothing is learned but what it does not bear.
    """
    for bundle in bundles:
        (truth,) = bundle.truth["documents"]
        if not is_learned_from(truth["key"]):
            continue
        fields = truth["fields"] if truth["language"] in LANGUAGES else {}
        name = digest_of(truth["key"])
        yield Bundle(name, {"documents": [{**truth, "key": name, "fields": fields}]}, bundle.pages)


def halves(bundles: Sequence[Bundle]) -> Iterator[str]:
    """What is read of the papers that were learned from and of those kept aside, as a table."""
    yield "| papers | documents | fields | right | wrong | missing | abstained | invented | silent |"
    yield "|---" * 9 + "|"
    for name, learned in (("learned from", True), ("kept aside", False)):
        half = [one for one in bundles if is_learned_from(one.truth["documents"][0]["key"]) == learned]
        total = score(half, reasons=False).total
        answers = (total.stated, total.right, total.wrong, total.missing, total.abstained, total.invented)
        yield f"| {name} | {len(half)} | {' | '.join(str(one) for one in answers)} | {total.silent} |"
    yield ""


def document_truth(truth: dict[str, Any], folder: str, pages: Iterable[Page]) -> dict[str, Any]:
    """The truth of one paper in the scorer's shape; a German or Dutch one is of the language `other`."""
    return {
        "key": truth["file"],
        "type": truth["type"],
        "type_accept": truth.get("type_accept", ()),
        "language": truth["language"] if truth["language"] in LANGUAGES else "other",
        "channel": truth["quality"],
        "template": folder,
        "fields": {name: {"status": "read", **entry} for name, entry in truth["fields"].items()},
        "lines": truth["lines"],
        "absent": truth.get("absent", ()),
        "looked_at": False,
        "pages": [{"file": page.file, "page": page.number} for page in pages],
    }


def main(arguments: list[str] | None = None) -> int:
    """Prints the tables; says so and ends with 2 where the papers are not at hand."""
    parser = argparse.ArgumentParser(prog="real", description=__doc__)
    parser.add_argument("--papers", type=Path, default=SHARED / "real")
    parser.add_argument("--cache", type=Path, default=Path("build/extraction"))
    parser.add_argument("--failures", type=int, default=60, help="how many failures to list")
    given = parser.parse_args(arguments)
    bundles = real_papers(given.papers, given.cache)
    if not bundles:
        print(f"no papers with truth are at {given.papers}; name their folder with --papers", file=sys.stderr)
        return 2
    print("\n".join(halves(bundles)))
    tally = score(bundles)
    print(tally.report(failures=given.failures))
    print("\n".join(("", "The fields read least:", "", *worst_fields(tally))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
