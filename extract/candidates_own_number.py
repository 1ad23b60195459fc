"""A mere reference beside a number that the paper is named with: "Invoice INV/2026/0008", and "Reference: CUSTREF123".

A paper's own number stands behind its own noun, or right at its title. Where one surely does, what stands behind
"Reference", "Job No." or "Booking" is the customer's order, the laboratory's work or the writer's file, and none of the
paper's numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.candidates import Candidate
from extract.candidates_regions import Place
from extract.candidates_shapes import folded_titles, spec_named
from extract.choose import ACCEPTED
from extract.doctype import QUOTED, DocumentType
from extract.model import DocumentKind
from extract.values.folding import fold

_NUMBER = r"\W*(?:n|no|nr|n[o°]|num|number|numero|id)?\W*"
_REFERENCE = re.compile(rf"\W*(?:references?|refs?|referencias?){_NUMBER}")
_WORK = re.compile(
    r"\W*(?:(?:our|lab(?:oratory)?|client'?s?|carrier'?s?|internal|notre|nosso|nossa|nuestr[oa])\W+)?"
    r"(?:(?:(?:job|work ?order|order|file|booking|batch|dossier|travail|reservation|reserva|pedido|expediente|processo"
    r"|ordre de travail|ordem de (?:servico|trabalho)|orden de (?:trabajo|servicio))"
    rf"(?:\W*(?:references?|refs?|referencias?))?{_NUMBER})"
    rf"|(?:references?|refs?|referencias?)\W*[/&-]?\W*(?:job|booking|file|order|reserva|reservation){_NUMBER})"
)
"""Labels of a work or a booking, which number a paper only where nothing else does."""
_LAW = re.compile(
    r"(?<![^\W_])(?:regulation|reglement|regulamento|reglamento|directive|directiva|diretiva)s?"
    r"(?:[ ,]+(?:d\w{1,4}|execucao"
    r"|delegad[oa]|delegue|conseil|conselho|consejo|ejecucion|execution))*\W*(?:e[uce]|u\W?e|c\W?e)?\W*(?:n\w{0,2}\W*)?$"
    r"|(?<![^\W_])(?:(?:decret[oe]?[ -])?(?:(?<!y )(?<!de )ley|lei|loi)|law|act)(?: [a-z]{2,12}){0,3}?\W+"
    r"(?:n\w{0,2}\W*)?$"
)
"""What leads to the number of a law: of the European Union's, and of "Ley N.º 16.319", "Mining Act No. 20"; but a
"certificado de peso y ley" is of weight and grade."""
_LAW_WORDS = 6  # words before a number that name the law
_CERTIFICATES = frozenset({DocumentKind.ASSAY_CERTIFICATE, DocumentKind.CERTIFICATE_OF_ORIGIN})
"""Certificates that quote another one as `certificate_number`."""
_SURE = 0.95  # chance from which the number behind the paper's noun is taken for read
_AT_TITLE = 0.83  # chance from which the number at the paper's title is


def without_references(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without numbers of other things, where the paper's noun or its title leads to its own."""
    laws = {id(one) for one in found if one.spec.name == "document_number" and _is_of_a_law(one)}
    found = [one for one in found if id(one) not in laws]
    numbers = [one for one in found if one.spec.name == "document_number"]
    named = {one.key for one in numbers if _is_own(one)}
    aside = {id(one) for one in numbers if _is_reference(one) and named - {one.key}}
    titled = named | {one.key for one in numbers if one.region.place is Place.TITLE and one.score >= _AT_TITLE}
    aside |= {id(one) for one in numbers if _is_work(one) and titled - {one.key}}
    return [one for one in found if id(one) not in aside]


def at_own_title(found: Sequence[Candidate], doctype: DocumentType) -> list[Candidate]:
    """The candidates, what seems to quote a paper of this one's own kind told as its number where it has no other: the
    subject of a letter, "Bulletin d'analyse BA-26-1187", is all of the line or of its phrase."""
    own = spec_named(doctype, "document_number")
    if own is None or any(one.spec is own and one.score >= ACCEPTED for one in found):
        return list(found)
    titles = folded_titles(doctype)
    return [replace(one, spec=own) if _is_subject(one, titles) else one for one in found]


def without_itself(found: Sequence[Candidate], doctype: DocumentType) -> list[Candidate]:
    """The candidates without the certificate that a certificate speaks of and that is itself: "annex to certificate
    AN-26/071", on its second page."""
    if doctype.kind not in _CERTIFICATES:
        return list(found)
    own = {one.key for one in found if one.spec.name == "document_number" and one.score >= ACCEPTED}
    return [
        one for one in found if one.spec.name != "certificate_number" or one.label is not None or one.key not in own
    ]


def _is_subject(one: Candidate, titles: frozenset[str]) -> bool:
    if one.spec.name not in QUOTED or one.cue is None or fold(one.cue) not in titles:
        return False
    whole = fold(f"{one.cue} {one.parsed.raw}")
    layout = one.region.layout
    return any(fold(text.text) == whole for texts in (layout.lines, layout.segments) for text in texts)


def _is_of_a_law(one: Candidate) -> bool:
    """Whether a number is that of a law: "Council Regulation (EU) No 833/2014", "Ley N.º 16.319"."""
    first = min((word for _, word in one.words), default=0)
    before = " ".join(word.text for word in one.region.layout.page.words[max(0, first - _LAW_WORDS) : first])
    return _LAW.search(fold(before)) is not None


def _is_own(one: Candidate) -> bool:
    return one.label is not None and one.score >= _SURE and not _is_reference(one) and not _is_work(one)


def _is_reference(one: Candidate) -> bool:
    return one.label is not None and _REFERENCE.fullmatch(fold(one.label.text)) is not None


def _is_work(one: Candidate) -> bool:
    return one.label is not None and _WORK.fullmatch(fold(one.label.text)) is not None
