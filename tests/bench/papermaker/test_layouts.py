"""Every layout draws its papers so that truth and page agree: what truth quotes stands in its boxes."""

from __future__ import annotations

import io
import random
import re
import unicodedata
from typing import Any

import pdfplumber
import pytest

from bench.papermaker.commodities import COMMODITIES
from bench.papermaker.compose import compose
from bench.papermaker.facts import TYPES
from bench.papermaker.layouts.plan import Drawn, Plan, draw_paper
from bench.papermaker.layouts.plans import PLANS, parse_steps, plans_for
from bench.papermaker.paper import Paper
from bench.papermaker.papers import state_facts, state_one
from bench.papermaker.scenario import make_trade
from bench.papermaker.truth import PagePlace, document_truth
from bench.papermaker.wording import LABELS, TITLES, Table, choose_label, listed, usable, wordings

KINDS = [k for k in TYPES if k != "other"]


def _folded(text: str) -> str:
    return re.sub(r"[^0-9a-z]", "", unicodedata.normalize("NFKD", text).lower())


def _paper(plan: Plan, seed: int, languages: tuple[str, ...]) -> tuple[Paper, str]:
    rng = random.Random(f"{plan.name}/{seed}")
    fitting = [c.key for c in COMMODITIES.values() if plan.kind in (*c.papers, *c.sometimes, "sad")]
    while True:
        trade = make_trade(rng, rng.choice(fitting))
        if plan.mode and trade.mode != plan.mode:
            continue
        facts = state_facts(trade, 0, {plan.kind: languages[0]}, rng)
        if plan.kind == "sad":  # goes with any lot
            facts["sad"] = state_one("sad", trade, 0, languages[0], rng)
        if plan.kind in facts:
            return compose(facts[plan.kind], languages, plan, trade.commodity.key, rng), trade.commodity.mineral


def _disagreements(paper: Paper, drawn: Drawn, mineral: str) -> list[str]:
    places = [PagePlace("f", "f.pdf", i + 1) for i in range(drawn.pages)]
    truth = document_truth(paper, drawn.marks, drawn.size, places, channel="pdf", template="", key="", mineral=mineral)
    found = []
    with pdfplumber.open(io.BytesIO(drawn.pdf)) as pdf:
        pages = [(p.width, p.height, [c for c in p.chars if c["upright"]]) for p in pdf.pages]
    fields: list[dict[str, Any]] = [truth["fields"], *truth["lines"]]
    for name, entry in ((n, e) for row in fields for n, e in row.items() if e.get("boxes")):
        text = ""
        for b in entry["boxes"]:
            width, height, chars = pages[b["page"] - 1]
            x0, y0, x1, y1 = b["box"]
            text += "".join(
                c["text"]
                for c in chars
                if x0 * width - 0.6 <= (c["x0"] + c["x1"]) / 2 <= x1 * width + 0.6
                and y0 * height - 1 <= (c["top"] + c["bottom"]) / 2 <= y1 * height + 1
            )
        if _folded(entry["raw"]) not in _folded(text):
            found.append(f"{name}: {entry['raw']!r} not in {text!r}")
    return found


@pytest.mark.parametrize("plan", PLANS, ids=[p.name for p in PLANS])
def test_what_truth_quotes_stands_in_its_boxes(plan: Plan) -> None:
    for seed, languages in enumerate((("en",), ("fr",), ("pt", "en"), ("es",))):
        if len(languages) > 1 and not plan.bilingual:
            languages = languages[:1]
        if plan.titles and not set(languages) <= set(plan.titles):
            languages = ("en",)
        paper, mineral = _paper(plan, seed, languages)
        drawn = draw_paper(paper, plan, f"{plan.name}/{seed}")
        assert _disagreements(paper, drawn, mineral) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_fact_of_a_paper_is_printed(kind: str) -> None:
    for plan in plans_for(kind, "all"):
        paper, _ = _paper(plan, 7, ("en",))
        drawn = draw_paper(paper, plan, "7")
        printed = {m.cell.field for m in drawn.marks if m.cell.row is None}
        stated = set(paper.facts.fields) - printed
        # prose names a party without its address; nothing else may be left out
        assert stated <= {"exporter_address", "importer_address"}, plan.name
        rows = {(m.cell.row, m.cell.field) for m in drawn.marks if m.cell.row is not None}
        lines = paper.facts.lines if plan.rows else ()
        assert rows == {(i, name) for i, line in enumerate(lines) for name in line}, plan.name


@pytest.mark.parametrize("kind", KINDS)
def test_fitting_and_judging_have_their_own_layouts(kind: str) -> None:
    train, test = plans_for(kind, "train"), plans_for(kind, "test")
    assert len(train) >= 2
    assert len(test) >= 2
    assert not {p.name for p in train} & {p.name for p in test}
    assert len({p.name for p in PLANS}) == len(PLANS)
    if kind != "sad":  # shows how a type is added, and is no main one
        assert len(train) + len(test) >= 12


@pytest.mark.parametrize("table", [LABELS, TITLES], ids=["labels", "titles"])
def test_judging_has_wordings_that_fitting_never_uses(table: Table) -> None:
    for languages in table.values():
        for words in languages.values():
            train, test = set(usable(words, "train")), set(usable(words, "test"))
            assert train <= test == set(words)
            assert len(words) < 3 or test - train


def test_another_writers_labels_stand_on_layouts_for_judging() -> None:
    plans = plans_for("inv", "listed")
    assert {plan.name for plan in plans} == {plan.name for plan in plans_for("inv", "test")}
    rng = random.Random(1)
    for language in ("en", "fr", "pt", "es"):
        words = set(listed(language)["inv", "exporter"])
        drawn = {choose_label("exporter", "inv", language, "listed", rng) for _ in range(60)}
        assert len(words) >= 3
        assert drawn <= words
        assert choose_label("bank", "inv", language, "listed", rng) in wordings("bank", "inv", language)


def test_a_drawing_is_the_same_each_time() -> None:
    plan = plans_for("kp", "test")[0]
    paper, _ = _paper(plan, 1, ("en",))
    assert draw_paper(paper, plan, "s").pdf == draw_paper(paper, plan, "s").pdf
    assert draw_paper(paper, plan, "s").pdf != draw_paper(paper, plan, "other").pdf


def test_a_line_that_is_no_step_is_refused() -> None:
    with pytest.raises(ValueError, match="not a step"):
        parse_steps("[exporter] boxes")


def test_a_split_takes_the_marked_lines_into_its_columns() -> None:
    (only,) = parse_steps("split at=0.6\n< stack [exporter\n     importer]\n> pairs [*] columns=1\n")
    assert only.block == "split"
    assert only.left[0].selector == "exporter importer"
    assert only.right[0].options == {"columns": "1"}


@pytest.mark.parametrize("kind", ["inv", "pl"])
def test_a_long_table_runs_over_pages_and_keeps_its_truth(kind: str) -> None:
    rng = random.Random(3)
    trade = make_trade(rng, "rough-diamonds", long=True)
    facts = state_facts(trade, 0, {}, rng)[kind]
    pages = []
    for plan in plans_for(kind, "all")[::3]:
        paper = compose(facts, ("en",), plan, "rough-diamonds", rng)
        drawn = draw_paper(paper, plan, "long")
        pages.append(drawn.pages)
        rows = {m.cell.row: m.page for m in drawn.marks if m.cell.row is not None}
        assert len(rows) == len(trade.rows)
        assert _disagreements(paper, drawn, "") == []
    assert max(pages) > 1
