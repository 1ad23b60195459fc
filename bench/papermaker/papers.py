"""The facts of every paper of a trade."""

from __future__ import annotations

import random
from collections.abc import Mapping

from bench.papermaker import certificates, commerce, customs
from bench.papermaker.facts import DocumentFacts, Text
from bench.papermaker.trade import Trade

_MAKERS = {
    "kp": certificates.state_kp,
    "icglr": certificates.state_icglr,
    "coo": certificates.state_coo,
    "lic": certificates.state_lic,
    "inv": commerce.state_inv,
    "pl": commerce.state_pl,
    "tr": commerce.state_tr,
    "assay": commerce.state_assay,
    "decl": commerce.state_decl,
    "sad": customs.state_sad,
}


def quote(facts: DocumentFacts, t: Trade) -> DocumentFacts:
    """The paper with the numbers that tie it to its lot, where several lots travel together."""
    if facts.kind in ("inv", "pl", "tr"):
        facts = facts.stating(certificate_number=Text.of(t.numbers.certificate), lot_number=Text.of(t.lot_number))
    if facts.kind == "inv" and "lic" in t.commodity.papers:
        facts = facts.stating(licence_number=Text.of(t.numbers.licence))
    return facts


def state_one(kind: str, trade: Trade, lot: int, language: str, rng: random.Random) -> DocumentFacts:
    """The facts of one paper of a trade that its commodity does not call for by itself."""
    return _MAKERS[kind](trade, lot, language, rng)


def state_facts(trade: Trade, lot: int, languages: Mapping[str, str], rng: random.Random) -> dict[str, DocumentFacts]:
    """The facts of every paper of a trade, by kind; `languages` gives each kind's language, for addresses."""
    kinds = list(trade.commodity.papers) + [k for k in trade.commodity.sometimes if rng.random() < 0.4]
    return {kind: _MAKERS[kind](trade, lot, languages.get(kind, "en"), rng) for kind in kinds}
