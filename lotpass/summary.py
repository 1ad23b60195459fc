"""The summary that a busy person reads after a run: lot, status, what is wrong, where to look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from extract.model import Document
from lotpass.progress import one_line
from lotpass.report import Report
from validate.model import CheckedLot, Dossier, Finding, Side

STYLE = {"clear": "bold green", "review": "bold yellow", "blocked": "bold red"}
SEVERITY = {"block": "bold red", "review": "bold yellow", "info": "cyan"}
IN_WORDS = {"blocked": "blocked", "review": "for review", "clear": "clear"}

WIDE = 100
"""Columns of a terminal from which the places stand beside the findings; on a narrower one they stand below."""

MOST_OF_A_CODE = 5
"""How many findings of one code are shown for a lot; the report has all."""

MOST_FILES = 20
"""How many of the files that could not be read are named; the report names all."""


def show(report: Report, console: Console) -> None:
    """Prints the summary: a table of lots with their findings, then the files that could not be read."""
    if report.lots:
        console.print(_table(report, console.width >= WIDE))
    else:
        console.print("No lot could be formed: no document of a known type was read.", style="bold red")
    files = report.dossier.files
    unreadable = [f"{one_line(file.name)}: {one_line(file.reason or '')}" for file in files if file.status != "read"]
    _listed(unreadable, "could not be read:", console)
    data = [f"{one_line(file.name)}: {one_line(file.kind)}" for file in files if file.role == "data"]
    _listed(data, "of data kept, and not compared with the papers:", console)
    papers = {file.sha256 for file in report.dossier.files if file.role != "note"}
    unknown = [
        document
        for document in report.dossier.documents
        if document.type == "unknown" and not papers.isdisjoint(page.file for page in document.pages)
    ]
    if unknown:
        places = [_pages(document, report.dossier) for document in unknown[:MOST_FILES]]
        places += [f"… and {len(unknown) - MOST_FILES} more"] if len(unknown) > MOST_FILES else []
        console.print(Text(f"Pages that no document type fits: {', '.join(places)}"))
    console.print(Text(_counts(report)))


def _listed(lines: Sequence[str], what: str, console: Console) -> None:
    """A list of files with what is said of each; the report names all of them."""
    if not lines:
        return
    console.print(f"{_many(len(lines), 'file')} {what}", style="yellow")
    for line in lines[:MOST_FILES]:
        console.print(Text(f"  {line}"))
    if len(lines) > MOST_FILES:
        console.print(f"  … and {len(lines) - MOST_FILES} more: all are in the report", highlight=False)


def _table(report: Report, wide: bool) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=wide, pad_edge=False)
    table.add_column("lot", overflow="fold", max_width=24)
    table.add_column("status", no_wrap=True)
    table.add_column("what is wrong", ratio=3, overflow="fold")
    if wide:
        table.add_column("where to look", ratio=2, overflow="fold")
    for lot in report.lots:
        _rows(table, lot, report.dossier, wide)
    return table


def _rows(table: Table, lot: CheckedLot, dossier: Dossier, wide: bool) -> None:
    name: Text | str = Text(one_line(lot.lot.id), style="bold")
    status: Text | str = Text(lot.status, style=STYLE[lot.status])
    loud = [finding for finding in lot.findings if finding.severity != "info"]
    quiet = len(lot.findings) - len(loud)
    if not loud:
        nothing = f"nothing in {_many(len(lot.lot.documents), 'document')}"
        loud_text = Text(f"{nothing}; {_many(quiet, 'remark')} in the report" if quiet else nothing)
        table.add_row(name, status, loud_text, *([""] if wide else []), end_section=True)
    shown = _some_of_each_code(loud)
    for finding in shown:
        what = Text.assemble((finding.code, SEVERITY[finding.severity]), "\n", one_line(finding.message, 2000))
        where = Text("\n".join(_where(finding, dossier)))
        if wide:
            table.add_row(name, status, what, where)
        else:
            where.stylize("dim")
            table.add_row(name, status, Text("\n").join([what, where]) if where else what)
        last = finding is shown[-1] and len(shown) == len(loud)
        table.add_row(*[""] * (4 if wide else 3), end_section=last)
        name = status = ""
    if len(shown) < len(loud):
        more = f"… and {_many(len(loud) - len(shown), 'more finding')} of these codes: all are in the report"
        table.add_row("", "", more, *([""] if wide else []), end_section=True)


def _some_of_each_code(findings: list[Finding]) -> list[Finding]:
    counted: Counter[str] = Counter()
    some = []
    for finding in findings:
        counted[finding.code] += 1
        if counted[finding.code] <= MOST_OF_A_CODE:
            some.append(finding)
    return some


def _where(finding: Finding, dossier: Dossier) -> list[str]:
    """The places of a finding's two sides, each on a line."""
    places = [_side(side, finding, dossier) for side in (finding.left, finding.right) if side is not None]
    return list(dict.fromkeys(one_line(place) for place in places))


def _side(side: Side, finding: Finding, dossier: Dossier) -> str:
    field = f", {side.field.replace('_', ' ')}" if side.field else ""
    if side.document is not None:
        return f"{side.document} {_place(side, finding, dossier)}{field}"
    if side.event is not None:
        event = next((event for event in dossier.custody.events if event.id == side.event), None)
        source = f" in {_name(dossier, event.source)}" if event is not None and event.source else ""
        return f"custody event {side.event}{source}{field}"
    return f"reference: {side.reference}" if side.reference is not None else side.value or ""


def _place(side: Side, finding: Finding, dossier: Dossier) -> str:
    """File and page of a document's field: where the field stands, else where the finding's evidence is."""
    document = dossier.document(side.document or "")
    stated = document.fields.get(side.field or "")
    own = {(page.file, page.page) for page in document.pages}
    evidence = (*(stated.evidence if stated else ()), *finding.evidence)
    places = [(item.file, item.page) for item in evidence if (item.file, item.page) in own]
    file, page = places[0] if places else (document.pages[0].file, document.pages[0].page)
    return f"{_name(dossier, file)} p. {page}"


def _pages(document: Document, dossier: Dossier) -> str:
    """Files and pages of a document: "kp.pdf p. 1-2", "scan1.jpg p. 1, scan2.jpg p. 1"."""
    spans = []
    for file in dict.fromkeys(page.file for page in document.pages):
        numbers = [page.page for page in document.pages if page.file == file]
        span = f"p. {numbers[0]}" if len(numbers) == 1 else f"p. {numbers[0]}-{numbers[-1]}"
        spans.append(f"{one_line(_name(dossier, file))} {span}")
    return ", ".join(spans)


def _name(dossier: Dossier, sha256: str) -> str:
    return next((file.name for file in dossier.files if file.sha256 == sha256), sha256[:12])


def _counts(report: Report) -> str:
    states: Counter[str] = Counter(lot.status for lot in report.lots)
    told = ", ".join(f"{states[status]} {word}" for status, word in IN_WORDS.items() if states[status])
    documents = sum(document.type != "unknown" for document in report.dossier.documents)
    read = ", ".join(
        (
            _many(len(report.dossier.files), "file"),
            _many(report.pages, "page"),
            _many(documents, "document"),
        )
    )
    return f"{_many(len(report.lots), 'lot')}{f': {told}' if told else ''} ({read} in {report.seconds:.1f} s)"


def _many(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
