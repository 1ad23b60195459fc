"""Scores typing, splitting and field reading: `python -m bench.extraction --families test --bundles 40`.

Papers are made and read once and kept in `--cache`; layouts of the families `train` and `test` are disjoint. Nothing of
the truth is fed in. The failures are listed with what was wanted, what was read, and why; the ten fields of which most
is lost are named with their causes, and `--beside train` sets layouts that were seen beside those that were not.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from bench.extraction.papers import PaperSet, papers, papers_in
from bench.extraction.score import score
from bench.extraction.worst import side_by_side, worst_fields
from bench.papermaker.bundle import CHANNELS
from bench.papermaker.layouts.plans import FAMILIES


def main(arguments: list[str] | None = None) -> int:
    """Parses the arguments and prints the tables."""
    parser = argparse.ArgumentParser(prog="extraction", description=__doc__)
    parser.add_argument("--families", choices=FAMILIES, default="test")
    parser.add_argument("--bundles", type=int, default=40)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--channels", default="pdf", help=f"comma-separated, of {', '.join(CHANNELS)}")
    parser.add_argument("--only-type", default="", help="comma-separated kinds of papers")
    parser.add_argument("--set", type=Path, nargs="+", help="folders of bundles made elsewhere, with their truth")
    parser.add_argument("--cache", type=Path, default=Path("build/extraction"))
    parser.add_argument("--beside", choices=FAMILIES, help="the same of other families, side by side")
    parser.add_argument("--failures", type=int, default=40, help="how many failures to list")
    given = parser.parse_args(arguments)
    wanted = PaperSet(
        given.families,
        given.bundles,
        given.seed,
        tuple(one for one in given.channels.split(",") if one),
        tuple(one for one in given.only_type.split(",") if one),
    )
    sets: list[Path] = given.set or []
    elsewhere = [bundle for folder in sets for bundle in papers_in(folder, given.cache)]
    bundles = elsewhere if sets else papers(wanted, given.cache)
    tally = score(bundles)
    print(tally.report(failures=given.failures))
    print("\n".join(("", "The fields read least:", "", *worst_fields(tally))))
    if given.beside:
        other = score(papers(replace(wanted, families=given.beside), given.cache))
        print("\n".join(side_by_side(tally, other, (sets[0].name if sets else given.families, given.beside))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
