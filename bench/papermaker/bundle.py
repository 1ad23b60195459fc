"""Makes a bundle: facts, discrepancies, drawing, degradation, packing, truth."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from bench.papermaker import custody
from bench.papermaker.case import Case
from bench.papermaker.chain import make_events
from bench.papermaker.commodities import COMMODITIES
from bench.papermaker.compose import compose
from bench.papermaker.discrepancies import CATALOGUE
from bench.papermaker.facts import DocumentFacts, Goods, Money, Weight
from bench.papermaker.layouts.plan import draw_paper
from bench.papermaker.layouts.plans import choose_plan, plan_named
from bench.papermaker.near_misses import NEAR_MISSES
from bench.papermaker.packing import Made, pack_apart, pack_merged, pack_one, stranger_truth
from bench.papermaker.packing_mail import mail_of, zip_of
from bench.papermaker.papers import quote, state_facts, state_one
from bench.papermaker.places import NATIONS
from bench.papermaker.scenario import make_trade
from bench.papermaker.strangers import draw_stranger
from bench.papermaker.trade import Party, Trade
from bench.papermaker.truth import FileTruth, lot_truth

CHANNELS = ("pdf", "scan300", "scan200", "scan150", "layer200", "photo", "fax", "xlsx")
"""How papers may arrive; `layer200` is a scan whose invisible text layer lies."""
HIGH_RISK = {"RW", "UG", "BI", "CD", "TZ", "MG", "MZ", "ZW", "CF", "CI", "GN", "SL", "LR", "ML", "CO", "VE", "BO", "PE"}
"""Origins for which a reader may ask for due diligence; the finding is allowed there, never asked for."""


@dataclass(frozen=True)
class BundleSpec:
    """What a bundle should be. Empty choices are drawn from the bundle's own random source.

    Several `lots` go from the same exporter to the same importer on one day, under one licence.

    With `customs` every lot has its export declaration too. `only` restricts the kinds of papers; `channels` are drawn
    per paper; `fixed` and `plans` give channels and layouts by kind.
    """

    name: str
    seed: str
    families: str = "test"
    commodity: str = ""
    lots: int = 1
    channels: Sequence[str] = ("pdf", "scan200", "photo")
    discrepancies: Sequence[str] = ()
    near_misses: Sequence[str] = ()
    packing: str = "separate"
    only: Sequence[str] = ()
    fixed: dict[str, str] = field(default_factory=dict)
    plans: dict[str, str] = field(default_factory=dict)
    origin: str = ""
    destination: str = ""
    shipment: date | None = None
    languages: dict[str, str] = field(default_factory=dict)
    long: bool = False
    epcis: bool = False
    stranger: bool = False
    customs: bool = False
    blank_backs: bool = False


def _languages_for(kind: str, origin: str, spec: BundleSpec, rng: random.Random) -> tuple[str, ...]:
    if kind in spec.languages:
        return tuple(spec.languages[kind].split("/"))
    local = NATIONS[origin].languages[0]
    if local == "en":
        return ("en",)
    if kind in ("kp", "coo", "icglr"):
        return rng.choice(((local,), (local, "en"), (local, "en")))
    if kind in ("tr", "assay"):
        return (rng.choice((local, "en", "en")),)
    if kind in ("inv", "pl", "decl"):
        return (rng.choice((local, local, "en")),)
    return (local,)


def make_case(spec: BundleSpec, rng: random.Random) -> tuple[Case, dict[tuple[int, str], tuple[str, ...]]]:
    """The bundle's content and the languages of its papers."""
    forced: dict[str, Any] = {}
    for name in spec.discrepancies:
        forced |= CATALOGUE[name].trade
    if spec.origin:
        forced["origin"] = spec.origin
    if spec.destination:
        forced["destination"] = spec.destination
    if spec.shipment:
        forced["shipment"] = spec.shipment
    trades: list[Trade] = []
    parties: tuple[Party, Party] | None = None
    for _ in range(spec.lots):
        trade = make_trade(rng, spec.commodity or "rough-diamonds", parties=parties, long=spec.long, **forced)
        parties = (trade.exporter, trade.importer)
        forced |= {"origin": trade.origin, "destination": trade.destination, "shipment": trade.dates.shipment}
        if trades:
            trade = replace(trade, numbers=replace(trade.numbers, licence=trades[0].numbers.licence))
        trades.append(trade)
    papers: dict[tuple[int, str], DocumentFacts] = {}
    languages: dict[tuple[int, str], tuple[str, ...]] = {}
    for lot, trade in enumerate(trades):
        chosen = {
            k: _languages_for(k, trade.origin, spec, rng) for k in (*trade.commodity.papers, *trade.commodity.sometimes)
        }
        for kind, facts in state_facts(trade, lot, {k: v[0] for k, v in chosen.items()}, rng).items():
            if kind == "lic" and lot:
                continue
            papers[lot, kind] = quote(facts, trade) if spec.lots > 1 else facts
            languages[lot, kind] = chosen[kind]
        if spec.customs:
            own = random.Random(f"{spec.seed}/{spec.name}/{lot}/sad")  # so that the other papers stay as they are
            languages[lot, "sad"] = _languages_for("sad", trade.origin, spec, own)
            papers[lot, "sad"] = state_one("sad", trade, lot, languages[lot, "sad"][0], own)
    if (0, "lic") in papers and spec.lots > 1:
        papers[0, "lic"] = papers[0, "lic"].stating(
            licensed_quantity=Weight(sum((t.licensed_quantity for t in trades), Decimal(0)), trades[0].commodity.unit),
            licensed_value=Money(sum((t.licensed_value for t in trades), Decimal(0))),
        )
    case = Case(trades, papers, [make_events(t, rng) for t in trades])
    for lot, trade in enumerate(trades):
        if trade.mine.artisanal:
            case.expect(lot, "artisanal-source", "info")
        if trade.origin in HIGH_RISK:
            case.allowed[lot].add("high-risk-area")
    for name in spec.discrepancies:
        CATALOGUE[name].apply(case, 0, rng)
    for name in spec.near_misses:
        NEAR_MISSES[name](case, 0, rng)
    return case, languages


def make_bundle(spec: BundleSpec, out: Path, *, custody_inside: bool = False) -> dict[str, Any]:
    """Writes a bundle's files, custody record and truth below `out` and returns the truth.

    With `custody_inside` only the bundle itself is written, into `out`, the custody record among its files.
    """
    rng = random.Random(f"{spec.seed}/{spec.name}")
    case, languages = make_case(spec, rng)
    made = []
    for (lot, kind), facts in case.papers.items():
        if spec.only and kind not in spec.only:
            continue
        trade = case.trades[lot]
        usable = [c for c in spec.channels if c != "xlsx" or kind == "pl"] or ["pdf"]
        channel = spec.fixed.get(kind) or rng.choice(usable)
        mode, spoken = facts.asides.get("mode", ""), languages[lot, kind]
        # A source of its own for each paper, so that a further layout or wording leaves the other papers as they are.
        own = random.Random(f"{spec.seed}/{spec.name}/{lot}/{kind}/wording")
        if kind in spec.plans:
            plan = plan_named(spec.plans[kind])
        else:
            plan = choose_plan(kind, spec.families, languages=spoken, mode=mode, origin=trade.origin, rng=own)
        paper = compose(facts, spoken, plan, trade.commodity.key, own)
        drawn = draw_paper(paper, plan, f"{spec.seed}/{spec.name}/{lot}/{kind}")
        goods = facts.fields.get("goods_description")
        mineral = COMMODITIES[goods.key if isinstance(goods, Goods) else trade.commodity.key].mineral
        smudge = case.smudges.get(kind, "") if lot == 0 else ""
        made.append(Made(paper, drawn, channel, kind if lot == 0 else f"{kind}@{lot}", mineral, smudge))
    rng = random.Random(f"{spec.seed}/{spec.name}/parcel")
    stranger = draw_stranger(rng) if spec.stranger else None
    if spec.packing == "one-file":
        channel = rng.choice([c for c in spec.channels if c.startswith("scan")] or ["scan200"])
        files, documents = pack_one(made, channel, spec.blank_backs, stranger, rng)
    elif spec.packing == "merged":
        files, documents = pack_merged(made, rng)
    else:
        files, documents = pack_apart(made, case.damage, rng)
    containers: dict[str, list[FileTruth]] = {}
    if spec.packing in ("zip", "mail") and len(files) > 1:
        name = "papers.zip" if spec.packing == "zip" else "message.eml"
        containers[name] = rng.sample(files, len(files) * 2 // 3)
    if stranger and spec.packing != "one-file":
        file = FileTruth(rng.choice(("attachment.pdf", "scan_misc.pdf", "doc_09.pdf")), stranger[0], 1, "pdf")
        files.append(file)
        documents.append(stranger_truth(file, [1], stranger[1], "pdf"))
    if stranger:
        for allowed in case.allowed:
            allowed.add("unknown-document")
    for i, document in enumerate(documents):
        document["id"] = f"t{i + 1}"
    truth = _truth(spec, case, files, containers, documents)
    _write(spec, case, files, containers, truth, out, custody_inside)
    return truth


def _truth(
    spec: BundleSpec,
    case: Case,
    files: Sequence[FileTruth],
    containers: Mapping[str, Sequence[FileTruth]],
    documents: list[dict[str, Any]],
) -> dict[str, Any]:
    """The truth file's content."""
    inside = {f.sha256: name for name, members in containers.items() for f in members}
    lots = []
    for i, trade in enumerate(case.trades):
        own = [d["id"] for d in documents if d["lot"] == i or d["key"] == "lic"]
        aliases = [trade.lot_number, trade.numbers.certificate, trade.numbers.invoice]
        lots.append(
            lot_truth(
                trade.lot_number, aliases, own, trade.commodity.mineral, case.expected[i], sorted(case.allowed[i])
            )
        )
    listed = []
    for file in files:
        entry = file.as_json()
        listed.append(entry | {"container": inside[file.sha256]} if file.sha256 in inside else entry)
    ending = "epcis.json" if spec.epcis else "csv"
    return {
        "as_of": max(t.dates.as_of for t in case.trades).isoformat(),
        "bundle": spec.name,
        "custody": [] if case.without_custody else [f"custody/{spec.name}.{ending}"],
        "documents": documents,
        "expect_exit": None,
        "family": spec.families,
        "files": listed,
        "lots": lots,
        "near_misses": case.near_misses,
        "note": "; ".join(case.notes),
        "schema": "lotpass-truth/1",
    }


def _write(
    spec: BundleSpec,
    case: Case,
    files: Sequence[FileTruth],
    containers: Mapping[str, Sequence[FileTruth]],
    truth: Mapping[str, Any],
    out: Path,
    custody_inside: bool,
) -> None:
    """Writes files, containers, custody record and truth."""
    folder = out if custody_inside else out / "bundles" / spec.name
    folder.mkdir(parents=True, exist_ok=True)
    packed = {f.sha256 for members in containers.values() for f in members}
    for file in files:
        if file.sha256 not in packed:
            (folder / file.name).write_bytes(file.data)
    as_of = max(t.dates.as_of for t in case.trades)
    for name, members in containers.items():
        data = zip_of(members) if name.endswith(".zip") else mail_of(members, spec.name, as_of - timedelta(days=1))
        (folder / name).write_bytes(data)
    if not case.without_custody:
        events = [e for lot in case.events for e in lot]
        created = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC)
        text = custody.to_epcis(events, created) if spec.epcis else custody.to_csv(events)
        ending = "epcis.json" if spec.epcis else "csv"
        path = folder / f"custody.{ending}" if custody_inside else out / "custody" / f"{spec.name}.{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    if not custody_inside:
        path = out / "truth" / f"{spec.name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(truth, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
