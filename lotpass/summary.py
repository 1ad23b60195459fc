"""The summary that a busy person reads after a run: lot, status, what is wrong, where to look."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from extract.model import Document, Evidence
from ingest.model import SourceFile
from lotpass.report import Report
from validate.model import CheckedLot, Dossier, Finding

STYLE = {"clear": "bold green", "review": "bold yellow", "blocked": "bold red"}
SEVERITY = {"block": "red", "review": "yellow", "info": "cyan"}


def show(report: Report, console: Console) -> None:
    """Prints the summary: a table of lots with their findings, then the files that could not be read."""
    if report.lots:
        table = Table(box=box.SIMPLE_HEAD, show_lines=True, expand=False)
        table.add_column("lot", no_wrap=True)
        table.add_column("status", no_wrap=True)
        table.add_column("what is wrong", ratio=3, overflow="fold")
        table.add_column("where to look", ratio=2, overflow="fold")
        for lot in report.lots:
            _rows(table, lot, report.dossier)
        console.print(table)
    else:
        console.print("No lot could be formed: no document of a known type was read.", style="bold red")
    quarantined = [file for file in report.dossier.files if file.status == "quarantined"]
    if quarantined:
        console.print(f"{len(quarantined)} file(s) could not be read:", style="yellow")
        for file in quarantined:
            console.print(f"  {escape(file.name)}: {escape(file.reason or '')}", highlight=False)
    unknown = [document for document in report.dossier.documents if document.type == "unknown"]
    if unknown:
        places = ", ".join(_place(document, report.dossier) for document in unknown)
        console.print(f"Pages that no document type fits: {escape(places)}", highlight=False)
    documents = len(report.dossier.documents) - len(unknown)
    console.print(
        f"{len(report.dossier.files)} files, {report.pages} pages, {documents} documents, "
        f"{len(report.lots)} lots in {report.seconds:.1f} s",
        style="dim",
        highlight=False,
    )


def _rows(table: Table, lot: CheckedLot, dossier: Dossier) -> None:
    status = f"[{STYLE[lot.status]}]{lot.status}[/]"
    loud = [finding for finding in lot.findings if finding.severity != "info"]
    quiet = [finding for finding in lot.findings if finding.severity == "info"]
    if not loud:
        kinds = f"nothing; {len(quiet)} remark(s) in the report" if quiet else "nothing"
        table.add_row(escape(lot.lot.id), status, kinds, f"{len(lot.lot.documents)} documents agree")
        return
    for position, finding in enumerate(loud):
        first = position == 0
        what = f"[{SEVERITY[finding.severity]}]{finding.code}[/] {escape(finding.message)}"
        table.add_row(
            escape(lot.lot.id) if first else "", status if first else "", what, escape(_where(finding, dossier))
        )


def _where(finding: Finding, dossier: Dossier) -> str:
    places: list[str] = []
    for side in (finding.left, finding.right):
        if side is None:
            continue
        if side.document is not None:
            document = dossier.document(side.document)
            field = f" {side.field}" if side.field else ""
            places.append(f"{side.document} {_place(document, dossier, finding.evidence)}{field}")
        elif side.event is not None:
            places.append(f"custody event {side.event}")
        elif side.reference is not None:
            places.append(side.reference)
    return "\n".join(dict.fromkeys(places)) or "-"


def _place(document: Document, dossier: Dossier, evidence: tuple[Evidence, ...] = ()) -> str:
    """File name and page of a document; the page of the evidence where there is some."""
    own = {(page.file, page.page) for page in document.pages}
    file, page = next(((item.file, item.page) for item in evidence if (item.file, item.page) in own), (None, 0))
    if file is None:
        file, page = document.pages[0].file, document.pages[0].page
    return f"{_name(dossier.files, file)} p. {page}"


def _name(files: tuple[SourceFile, ...], sha256: str) -> str:
    return next((file.name for file in files if file.sha256 == sha256), sha256[:12])
