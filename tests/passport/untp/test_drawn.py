"""Twenty drawn lots of different goods, routes and discrepancies: what is exported fits every published schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bench.papermaker.bundle import make_bundle
from bench.papermaker.sets import draw_specs
from bench.truths import dossier_of
from passport.build import build
from passport.catenax import catenax_passport
from passport.epcis import epcis_document
from passport.model import Passport
from passport.untp.credential import deviations
from tests.passport.factory import MADE_BY, NOW
from tests.passport.untp.exports import KEY, WEB, exported
from tests.passport.untp.standards import STANDARDS, against, expanded, untp_errors
from validate.check import check
from validate.policy import Policy
from validate.reference import Reference

LOTS = 20
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not STANDARDS.is_dir(), reason="the published schemas are not here (set LOTPASS_SHARED)"),
]


def drawn(folder: Path) -> Iterator[Passport]:
    """The passports of drawn bundles, from their truth: no page is read."""
    reference, policy = Reference.load(), Policy.load()
    for spec in draw_specs(LOTS, "exports", "test", ("pdf",), (), ()):
        made = make_bundle(spec, folder)
        dossier, _ = dossier_of(folder / "truth" / f"{spec.name}.json")
        events = tuple(event.model_copy(update={"source": None}) for event in dossier.custody.events)
        custody = dossier.custody.model_copy(update={"events": events})
        dossier = dossier.model_copy(update={"custody": custody})
        day = date.fromisoformat(made["as_of"])
        for lot in check(dossier, reference, policy, day):
            yield build(lot, dossier, MADE_BY, day)


@cache
def passports(folder: Path) -> tuple[Passport, ...]:
    return tuple(drawn(folder))


@pytest.fixture(scope="module")
def lots(tmp_path_factory: pytest.TempPathFactory) -> tuple[Passport, ...]:
    return passports(tmp_path_factory.mktemp("drawn"))


def test_lots_are_of_many_kinds(lots: tuple[Passport, ...]) -> None:
    assert len(lots) >= LOTS
    assert len({str(one.subject.mineral[0].value) for one in lots if one.subject.mineral}) >= 8
    assert {"clear", "review", "blocked"} == {one.status for one in lots}


def test_every_export_of_every_lot_fits_the_published_schemas(lots: tuple[Passport, ...]) -> None:
    wrong: dict[str, Any] = {}
    written = 0
    for number, lot in enumerate(lots):
        who = (WEB, KEY)[number % 2]
        for item in exported(lot, who).written:
            credential = json.loads(json.dumps(item.credential))
            told = [*untp_errors(credential), *map(str, deviations(credential))]
            if told:
                wrong[f"{lot.lot} {item.name}"] = told
            expanded(credential)
            written += 1
        for name, schema, whole in (
            ("epcis", "epcis/EPCIS-JSON-Schema.json", epcis_document(lot, who, NOW)),
            (
                "catena-x",
                "catenax/DigitalProductPassport-schema.json",
                catenax_passport(lot, "0" * 64, who, NOW)[0],
            ),
        ):
            if told := against(schema, json.loads(json.dumps(whole))):
                wrong[f"{lot.lot} {name}"] = told
    assert wrong == {}
    assert written > 5 * LOTS
