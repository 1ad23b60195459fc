"""The sections of the printed dossier, apart from the papers, as flowing parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.lib.colors import HexColor  # type: ignore[import-untyped]  # the package carries no types
from reportlab.platypus import (  # type: ignore[import-untyped]  # as above
    CondPageBreak,
    Flowable,
    KeepTogether,
    Spacer,
    Table,
    TableStyle,
)

from passport.dossier.layout import lay_out
from passport.dossier.model import FindingShown, Group, Picture, View
from passport.dossier.pdf_drawings import Code, Map, Shown, Sign
from passport.dossier.pdf_parts import (
    WIDTH,
    Flow,
    Heading,
    Rows,
    boxes,
    grounded,
    headed,
    heads,
    more,
    note,
    section,
    table,
    tagged,
)
from passport.dossier.pdf_type import STYLES, Said, paragraph, printable, width
from passport.dossier.signs import INK, TONE_OF_SEVERITY, TONE_OF_STATUS
from passport.dossier.texts import Texts
from passport.statements import CLAIMS

_COLUMNS = 3
_LINE = HexColor("#d7dce2")
MOST_REASONS = 8
"""Findings that are named on the first page; all of them follow."""


def opening(view: View, words: Texts) -> Flow:
    """Name, QR codes and verdict."""
    codes = [[Code(text, 62), paragraph(caption, "small")] for caption, text in view.codes]
    title = Heading(view.title, "title", 0, "title")
    lead = [paragraph(view.lead, "lead")] if view.lead else []
    left = WIDTH - 72 * len(codes)
    yield Table(
        [[[paragraph(words("general.kicker").upper(), "kicker"), title, *lead], *codes]],
        [left, *(72.0 for _ in codes)],
        style=TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 6),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
            ]
        ),
        hAlign="LEFT",
    )
    tone = TONE_OF_STATUS[view.status]
    status = words(f"status.{view.status}")
    verdict = Said(f'<font color="{INK[tone]}">{printable(status[:1].upper() + status[1:])}</font>', STYLES["status"])
    reasons = [tagged(TONE_OF_SEVERITY[one.severity], one.title) for one in view.findings if one.severity != "info"]
    yield Table(
        [
            [
                Sign(tone, 24),
                [verdict, paragraph(words(f"status.{view.status}_text")), Spacer(1, 3), *reasons[:MOST_REASONS]],
            ]
        ],
        [38, WIDTH - 38],
        style=grounded(tone),
        hAlign="LEFT",
        spaceBefore=6,
        spaceAfter=6,
    )
    yield paragraph(words("general.what_it_is"), "intro")
    for text in view.notes:
        yield note(text)


def summary(view: View, words: Texts) -> Flow:
    """The facts at a glance."""
    yield from section(words, "summary")
    rows: list[list[object]] = [heads(words("summary.fact"), words("summary.stated"), words("summary.stated_by"))]
    style: list[tuple[Any, ...]] = []
    for fact in view.facts:
        for number, one in enumerate(fact.stated):
            by = f"{words(f'claims.{one.claim}')}{words('language.colon')}{one.by}" if one.claim else one.by
            name = [] if number else [paragraph(fact.name, "small")]
            if not number and fact.differs:
                name.append(tagged("info", words("summary.differs")))
            rows.append([name, paragraph(one.text, "cell-strong"), paragraph(by, "small")])
            if number + 1 < len(fact.stated):
                style.append(("LINEBELOW", (0, len(rows) - 1), (0, len(rows) - 1), 0, HexColor("#ffffff")))
        if fact.more:
            rows.append(["", paragraph(words("general.more", count=fact.more), "small"), ""])
    for label, text in view.numbers:
        rows.append([paragraph(label, "small"), paragraph(text, "cell"), ""])
        style.append(("SPAN", (1, len(rows) - 1), (2, len(rows) - 1)))
    yield table(rows, (112, 178, WIDTH - 290), style=style)


def findings(view: View, words: Texts) -> Flow:
    """What was found, what blocks first."""
    yield from section(words, "findings")
    yield paragraph(words("findings.intro") if view.findings else words("severity.none"), "intro")
    for finding in view.findings:
        yield from _finding(finding, words)
    yield from more(view.more_findings, words)


def _finding(finding: FindingShown, words: Texts) -> Flow:
    tone = TONE_OF_SEVERITY[finding.severity]
    room = WIDTH - 16
    parts: list[Flowable] = [tagged(tone, words(f"severity.{finding.severity}"))]
    parts += [paragraph(finding.title, "finding"), paragraph(finding.text)]
    if finding.sides:
        wide = room / len(finding.sides)
        cells = []
        for side in finding.sides:
            cell: list[Flowable] = [paragraph(side.place, "small")]
            if side.value:
                cell.append(paragraph(side.value, "strong"))
            if side.cutting is not None:
                cell += [Spacer(1, 3), Shown(side.cutting, min(wide - 14, 240), 90)]
            cells.append(cell)
        parts += [Spacer(1, 4), boxes([cells], [wide] * len(cells))]
    for pair in _pairs(finding.cuttings):
        parts += [
            Spacer(1, 4),
            boxes([[[Shown(one, min(room / 2 - 14, 240), 90)] for one in pair]], [room / 2] * len(pair)),
        ]
    colon = words("language.colon").rstrip()
    english = f" ({words('general.in_english')})" if words.language != "en" else ""
    original = words("general.original_wording") + english
    basis = words("general.basis") + (english if finding.basis_original else "")
    parts += [
        Spacer(1, 4),
        paragraph(finding.message, before=original + colon),
        Spacer(1, 2),
    ]
    rule = words("general.rule", rule=finding.rule)
    parts.append(paragraph(f"{finding.basis} · {rule}", "small", before=basis + colon))
    shown = Rows(
        [[parts]],
        [WIDTH],
        style=TableStyle(
            [
                ("BOX", (0, 0), (-1, -1), 0.5, _LINE),
                ("LINEBEFORE", (0, 0), (0, -1), 3, HexColor(INK[tone])),
                ("LEFTPADDING", (0, 0), (-1, -1), 10),
                ("RIGHTPADDING", (0, 0), (-1, -1), 6),
                ("TOPPADDING", (0, 0), (-1, -1), 6),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
            ]
        ),
        hAlign="LEFT",
    )
    yield KeepTogether([shown, Spacer(1, 7)])


def _pairs(pictures: Sequence[Picture]) -> Iterator[Sequence[Picture]]:
    for start in range(0, len(pictures), 2):
        yield pictures[start : start + 2]


def claims(view: View, words: Texts) -> Flow:
    """Who says where the material is from, and of which kind the claims are."""
    yield from section(words, "claims")
    yield paragraph(words("claims.intro"), "intro")
    names = ("summary.fact", "summary.stated", "summary.claim", "summary.stated_by")
    rows: list[list[object]] = [heads(*(words(name) for name in names))]
    for fact in view.origins:
        for one in fact.stated:
            cells = (fact.name, one.text, words(f"claims.{one.claim}"), one.by)
            rows.append([paragraph(cell, "cell") for cell in cells])
        if fact.more:
            rows.append(["", paragraph(words("general.more_rows", count=fact.more), "small"), "", ""])
    if len(rows) > 1:
        yield table(rows, (84, 130, 116, WIDTH - 330))
    else:
        yield paragraph(f"{words('summary.origin')}{words('language.colon')}{words('general.not_stated')}")
    for key, shares in (("origin_shares", view.shares), ("parents", view.parents)):
        if shares:
            lines = [[paragraph(name, "cell"), paragraph(share, "cell")] for name, share in shares]
            made = table([heads("", words("claims.share")), *lines], (260, 90))
            yield from headed(paragraph(words(f"claims.{key}"), "heading"), made)
    yield CondPageBreak(80)
    yield paragraph(words("claims.intro_kinds"), "heading")
    colon = words("language.colon").rstrip()
    for number, kind in enumerate(CLAIMS, 1):
        yield paragraph(
            words(f"claims.{kind}_text"),
            before=f"{number}. {words(f'claims.{kind}')}{colon}",
        )


def chain(view: View, words: Texts) -> Flow:
    """The map of the chain and, where it is recorded, its steps as a table."""
    steps = view.chain.steps

    def further(count: int) -> str:
        return f"{words('chain.further', count=count)} ({words('chain.see_table')})"

    bands = lay_out(view.chain, _COLUMNS, WIDTH, width, further)
    yield from section(words, "chain", 110 + (bands[0].height if bands else 0))
    if not steps:
        yield paragraph(words("chain.nothing"))
        return
    yield paragraph(words("chain.intro") if view.chain.recorded else words("chain.intro_papers"), "intro")
    for text in view.chain.notes:
        yield note(text)
    yield from (Map(band) for band in bands)
    if not view.chain.recorded:
        return
    names = ("step", "date", "what", "who", "where", "mass", "lots", "papers")
    rows: list[list[object]] = [heads(*("#" if name == "step" else words(f"chain.{name}") for name in names))]
    for step in steps:
        what = paragraph(step.title, "small", after=step.note)
        cells = (step.moment, what, " ".join(step.who), step.where, step.mass, step.lots, step.papers)
        shown = [paragraph(cell, "small") if isinstance(cell, str) else cell for cell in cells]
        rows.append([paragraph(str(step.number), "small"), *shown])
    yield Spacer(1, 6)
    yield table(rows, (18, 60, 66, 90, 76, 52, 74, WIDTH - 436))


def unknown(view: View, words: Texts) -> Flow:
    """What is not known, and why; then what people decided."""
    yield from section(words, "untested")
    yield paragraph(words("untested.intro"), "intro")
    for group in view.unknown:
        yield from _group(group, words)
    yield from section(words, "decisions")
    yield from (paragraph(text) for text in view.decisions)


def _group(group: Group, words: Texts) -> Flow:
    rows: list[list[object]] = [heads(words("untested.about"), words("untested.why"))]
    for point in group.points:
        why: list[Flowable] = [paragraph(point.reason, "cell")]
        if point.cutting is not None:
            why.append(Shown(point.cutting, 230, 70))
        rows.append([paragraph(point.about, "cell-strong"), why])
    yield from headed(paragraph(group.title, "heading"), table(rows, (190, WIDTH - 190)))
    yield from more(group.more, words)


def proof(view: View, words: Texts) -> Flow:
    """The passport in the file, its fingerprint and key, and the files behind it."""
    yield from section(words, "proof")
    name = view.order.name
    yield paragraph(words("proof.intro"), "intro")
    yield paragraph(words("proof.attached_pdf", name=name), "strong")
    yield paragraph(words("proof.verify", name=name))
    yield Spacer(1, 4)
    yield table(
        [[paragraph(key, "small"), paragraph(text, "cell")] for key, text in view.proof], (120, WIDTH - 120), head=False
    )
    yield paragraph(words("proof.key_text"), "small")
    rows: list[list[object]] = [heads(*(words(f"proof.{key}") for key in ("name", "pages", "sha256", "status")))]
    for file, pages, digest, state in view.files:
        rows.append(
            [paragraph(file, "cell"), paragraph(pages, "cell"), paragraph(digest, "digest"), paragraph(state, "cell")]
        )
    yield from headed(paragraph(words("proof.files"), "heading"), table(rows, (140, 34, 236, WIDTH - 410)))
    yield from more(view.more_files, words)
