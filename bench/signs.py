"""How well stamps, signatures and codes are located, by channel: found, overlooked, and called where there is none.

    python -m bench.papermaker --out DIR --bundles 14 --families all --channels pdf,scan200,scan150,photo,fax
    python -m bench.signs DIR [--pages 60]

The truth is papermaker's. A sign is found when a mark of its kind covers its place (intersection over union above
a quarter).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from ingest.errors import Unreadable
from ingest.images import FORMATS
from ingest.model import Mark, Page
from ingest.read import read_page
from ingest.sniff import sniff

KINDS = ("stamp", "signature", "qr", "barcode")
COVERED = 0.25
"""Least intersection over union of a mark and the sign that it is taken for."""


def covers(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    """Whether two boxes are one place."""
    shared = max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
    both = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared
    return shared > COVERED * both


def score(page: Page, signs: list[dict[str, Any]], counts: Counter[tuple[str, str]]) -> None:
    """Adds a page: signs found, overlooked, and marks that are no sign."""
    left: list[Mark] = [mark for mark in page.marks if mark.kind in KINDS and mark.box is not None]
    for sign in signs:
        kind = sign["kind"]
        place = tuple(sign["box_sheet"] if page.sheet and "box_sheet" in sign else sign["box"])
        hit = next((mark for mark in left if mark.kind == kind and mark.box and covers(mark.box, place)), None)
        counts[kind, "there"] += 1
        counts[kind, "found"] += hit is not None
        if hit is not None:
            left.remove(hit)
            counts[kind, "said right"] += not sign.get("text") or hit.text == sign["text"]
    for mark in left:
        counts[mark.kind, "false"] += 1


def main() -> None:
    """Reads the pages of a set and prints a row for each channel and kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path)
    parser.add_argument("--pages", type=int, default=60)
    given = parser.parse_args()
    counts: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    read = 0
    for truth in sorted((given.set / "truth").glob("*.json")):
        for document in json.loads(truth.read_text(encoding="utf-8"))["documents"]:
            for place in document["pages"]:
                file = given.set / "bundles" / truth.stem / place["name"]
                if read >= given.pages or not file.is_file():  # those inside archives and mails are passed over
                    continue
                media = sniff(file).media_type
                if media != "application/pdf" and media not in FORMATS:
                    continue
                try:
                    page = read_page(file, place["file"], media, place["page"])
                except Unreadable:
                    continue
                read += 1
                own = [s for s in document.get("signs", []) if (s["file"], s["page"]) == (place["file"], place["page"])]
                score(page, own, counts[document["channel"]])
                counts[document["channel"]]["", "pages"] += 1
    print("| channel | pages | kind | there | found | false |\n|---|---|---|---|---|---|")
    for channel, own_counts in sorted(counts.items()):
        for kind in KINDS:
            there, found, false = (own_counts[kind, what] for what in ("there", "found", "false"))
            if there or false:
                print(f"| {channel} | {own_counts['', 'pages']} | {kind} | {there} | {found} | {false} |")


if __name__ == "__main__":
    main()
