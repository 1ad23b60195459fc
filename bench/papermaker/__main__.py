"""Writes a set of bundles with truth: `python -m bench.papermaker --out DIR --bundles N --seed S`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench.papermaker.bundle import CHANNELS, make_bundle
from bench.papermaker.discrepancies import CATALOGUE
from bench.papermaker.facts import TYPES
from bench.papermaker.layouts.plans import FAMILIES
from bench.papermaker.sets import draw_specs


def main(arguments: list[str] | None = None) -> int:
    """Parses the arguments, writes the set, names each bundle on stderr."""
    parser = argparse.ArgumentParser(prog="papermaker", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for bundles/, custody/ and truth/")
    parser.add_argument("--bundles", type=int, default=10)
    parser.add_argument("--seed", default="1", help="the same seed gives the same files")
    parser.add_argument(
        "--families",
        choices=FAMILIES,
        default="test",
        help="which layouts and wordings to draw from",
    )
    parser.add_argument("--channels", default="pdf,scan200,photo", help=f"comma-separated, of {', '.join(CHANNELS)}")
    parser.add_argument(
        "--discrepancies", default="", help=f"comma-separated, of {', '.join(CATALOGUE)}; `none` for clean bundles only"
    )
    parser.add_argument(
        "--only-type",
        default="",
        help=f"comma-separated kinds of papers, of {', '.join(k for k in TYPES if k != 'other')}",
    )
    a = parser.parse_args(arguments)
    channels = tuple(c for c in a.channels.split(",") if c)
    named = tuple(d for d in a.discrepancies.split(",") if d)
    only = tuple(k for k in a.only_type.split(",") if k)
    for given, known, what in (
        (channels, CHANNELS, "channel"),
        ([d for d in named if d != "none"], CATALOGUE, "discrepancy"),
        (only, TYPES, "type"),
    ):
        for one in given:
            if one not in known:
                parser.error(f"unknown {what}: {one}")
    specs = draw_specs(a.bundles, a.seed, a.families, channels, named, only)
    for spec in specs:
        truth = make_bundle(spec, a.out)
        codes = ", ".join(e["code"] for lot in truth["lots"] for e in lot["expected"]) or "clean"
        print(f"{spec.name}: {len(truth['documents'])} documents, {codes}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
