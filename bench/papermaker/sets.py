"""Varied sets of bundles."""

from __future__ import annotations

import random
from collections.abc import Sequence

from bench.papermaker.bundle import BundleSpec
from bench.papermaker.commodities import COMMODITIES
from bench.papermaker.discrepancies import CATALOGUE
from bench.papermaker.near_misses import NEAR_MISSES

PACKINGS = ("separate", "separate", "separate", "separate", "one-file", "merged", "zip", "mail")
"""How bundles arrive, by frequency."""


def draw_specs(
    count: int, seed: str, families: str, channels: Sequence[str], discrepancies: Sequence[str], only: Sequence[str]
) -> list[BundleSpec]:
    """A varied set: commodities in turn, every second bundle clean, the others with one or two discrepancies."""
    rng = random.Random(f"{seed}/{families}/set")
    commodities = [
        "rough-diamonds",
        "cassiterite",
        "gold-dore",
        "rough-diamonds",
        "cobalt-hydroxide",
        "coltan",
        "graphite",
        "rough-diamonds",
        *[
            c
            for c in COMMODITIES
            if c not in ("rough-diamonds", "cassiterite", "gold-dore", "cobalt-hydroxide", "coltan", "graphite")
        ],
    ]
    scans = any(c.startswith("scan") for c in channels)
    packings = [p for p in PACKINGS if (p != "one-file" or scans) and (p != "merged" or "pdf" in channels)]
    specs = []
    for i in range(count):
        commodity = commodities[i % len(commodities)]
        certificate = COMMODITIES[commodity].papers[0]
        chosen: list[str] = []
        usable = [
            d for d in (discrepancies or CATALOGUE) if d in CATALOGUE and certificate in CATALOGUE[d].certificates
        ]
        if usable and (i % 2 or discrepancies):
            chosen = [rng.choice(usable)]
        packing = "separate" if {"damaged", "smudged"} & set(chosen) else rng.choice(packings)
        specs.append(
            BundleSpec(
                name=f"{families[:2]}{i + 1:03d}",
                seed=seed,
                families=families,
                commodity=commodity,
                channels=channels,
                discrepancies=chosen,
                near_misses=[rng.choice(list(NEAR_MISSES))] if not chosen and rng.random() < 0.5 else (),
                packing=packing,
                only=only,
                long=i % 9 == 7,
                lots=2 if i % 10 == 6 else 1,
                epcis=rng.random() < 0.25,
                stranger=i % 8 == 5,
                blank_backs=rng.random() < 0.4,
                customs=i % 3 == 1,
            )
        )
    return specs
