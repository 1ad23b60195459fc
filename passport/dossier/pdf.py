"""A dossier as a PDF to print: bookmarks, pages counted, and the signed passport attached to it, byte for byte.

The same dossier gives the same bytes: the file's dates are the passport's time of signing, and its id is that of its
content. The fonts are part of it.
"""

from __future__ import annotations

import base64
import io
from datetime import UTC, datetime
from typing import Any

import pikepdf
from reportlab.lib.colors import HexColor  # type: ignore[import-untyped]  # the package carries no types
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]  # as above
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]  # as above
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate  # type: ignore[import-untyped]  # as above

from passport.dossier.model import View
from passport.dossier.pdf_papers import papers
from passport.dossier.pdf_parts import WIDTH
from passport.dossier.pdf_sections import chain, claims, findings, opening, proof, summary, unknown
from passport.dossier.pdf_tags import Marks, add_structure
from passport.dossier.pdf_type import QUIET, REGULAR, printable, register, width
from passport.dossier.texts import texts

_MARGIN, _FOOT = 50.0, 34.0
_TOTAL = "total"


def as_pdf(view: View) -> bytes:
    """The dossier as PDF. The same dossier gives the same bytes."""
    register()
    words = texts(view.order.language)
    title = view.name
    held = io.BytesIO()
    frame = Frame(_MARGIN, _MARGIN, A4[0] - 2 * _MARGIN, A4[1] - 2 * _MARGIN + 6, 0, 0, 0, 0)
    document = BaseDocTemplate(
        held,
        pagesize=A4,
        title=printable(title),
        author=f"lotpass {view.sealed.passport.made_by.lotpass}",
        subject=words("general.what_it_is"),
        lang=words.language,
        invariant=1,
        pageCompression=1,
    )
    foot = f"{title} · {view.sealed.digest[:16]}"
    template = PageTemplate("page", [frame], onPage=lambda canvas, _: _footer(canvas, foot), pagesize=A4)
    document.addPageTemplates([template])
    parts = (opening, summary, findings, claims, chain, papers, unknown, proof)
    marks = Marks()

    def canvas(*arguments: Any, **options: Any) -> _Counted:
        made = _Counted(*arguments, **options)
        made.marks = marks
        return made

    document.build([flowable for part in parts for flowable in part(view, words)], canvasmaker=canvas)
    return _finished(held.getvalue(), view, title, marks)


class _Counted(Canvas):  # type: ignore[misc]  # reportlab has no types
    """A canvas that knows at its end how many pages there are: every footer names a form that is drawn only then.

    `marks` is what is drawn, for readers aloud.
    """

    marks: Marks

    def save(self) -> None:
        """Draws the number of pages, and writes the file."""
        self.beginForm(_TOTAL, 0, -4, 40, 14)
        self.setFont(REGULAR, 8)
        self.setFillColor(HexColor(QUIET))
        self.drawString(0, 0, str(self._pageNumber - 1))
        self.endForm()
        self.showOutline()
        super().save()


def _footer(canvas: Any, text: str) -> None:
    canvas.saveState()
    canvas.setFont(REGULAR, 8)
    canvas.setFillColor(HexColor(QUIET))
    shown = printable(text)
    while width(shown, 8, False) > WIDTH - 70:
        shown = f"{shown[:-12]}…"
    canvas.drawString(_MARGIN, _FOOT, shown)
    number = f"{canvas.getPageNumber()} / "
    right = A4[0] - _MARGIN - 22
    canvas.drawRightString(right, _FOOT, number)
    canvas.translate(right, _FOOT)
    canvas.doForm(_TOTAL)
    canvas.restoreState()


def _finished(data: bytes, view: View, title: str, marks: Marks) -> bytes:
    """Attaches the passport, states structure, language, title and dates, and makes the pictures' bytes plain."""
    sealed = view.sealed
    with pikepdf.open(io.BytesIO(data)) as pdf:
        _plain_pictures(pdf)
        add_structure(pdf, marks)
        attached = pikepdf.AttachedFileSpec(
            pdf,
            sealed.data,
            filename=view.order.name,
            mime_type="application/json",
            description=f"SHA-256 {sealed.digest}",
            creation_date=_date(sealed.signed_at),
            mod_date=_date(sealed.signed_at),
        )
        attached.obj.AFRelationship = pikepdf.Name.Source
        pdf.attachments[view.order.name] = attached
        pdf.Root.AF = pikepdf.Array([attached.obj])
        pdf.Root.Lang = pikepdf.String(view.order.language)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        for name in ("/CreationDate", "/ModDate"):
            pdf.docinfo[name] = _date(sealed.signed_at)
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:title"] = printable(title)
            metadata["dc:language"] = {view.order.language}
            metadata["dc:description"] = f"SHA-256 {sealed.digest}"
        held = io.BytesIO()
        pdf.save(held, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return held.getvalue()


def _date(time: datetime) -> str:
    return f"D:{time.astimezone(UTC):%Y%m%d%H%M%S}Z"


def _plain_pictures(pdf: pikepdf.Pdf) -> None:
    """JPEGs as they are: reportlab writes them as text, a quarter larger."""
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Stream):
            continue
        filters = thing.get("/Filter")
        if isinstance(filters, pikepdf.Array) and [str(one) for one in filters] == ["/ASCII85Decode", "/DCTDecode"]:
            raw = base64.a85decode(b"<~" + thing.read_raw_bytes().strip(), adobe=True)
            thing.write(raw, filter=pikepdf.Name.DCTDecode)
