"""The paper's own number where a sentence tells it: "This certificate, number X, …", "Under number X we certify that".

A mere "number" or "no." leads to the number of anything. Behind the paper's own noun that "this" points at, and at a
sentence's opening before the body that certifies, it is the paper's; behind the name of another paper that the
sentence is about, "the commercial invoice is no. X", it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.candidates import Candidate
from extract.candidates_shapes import folded_titles, spec_named
from extract.candidates_shapes_dated import days_behind
from extract.doctype import QUOTED, DocumentType, FieldSpec, ValueKind
from extract.model import DocumentKind
from extract.prose import candidate_of
from extract.prose_cues import Cue
from extract.prose_paragraphs import Paragraph
from extract.prose_parties import placed
from extract.prose_words import alternation
from extract.sentences import sentence_ends
from extract.types import TYPES
from extract.values import Context, Parsed, parse
from extract.values.folding import fold

_DATED = frozenset({DocumentKind.COMMERCIAL_INVOICE, DocumentKind.PACKING_LIST})
"""Papers that name none of their own kind but themselves, with number and day."""
_LONGEST = 60  # characters behind such a lead that may hold its number
_SIGN = r"(?:number(?:ed)?|numero|num\.?|nr\.?|no\.?|n\s?\.?\s?[°º]\.?)(?![^\W_])\s*:?\s*"
_BEARING = r"(?:(?:bearing|having|with|under|portant|ayant|sous|com|con|sob|bajo|de)\s+)?(?:(?:the|le|o|el)\s+)?"
_STOP = re.compile(r"[.;]\s|[.;]$|,\s|\s(?=[a-zà-ÿ]{2})")
_IS = ("está", "Está", "ESTÁ")
"""A verb that is "this" but for its accent: "a remessa está coberta pelo certificado n.º X"."""
_WORD = re.compile(r"[^\W\d_]{4,}")


def own_numbers(doctype: DocumentType, texts: Sequence[Paragraph], context: Context) -> Iterator[Candidate]:
    """The numbers that sentences give as the paper's own."""
    spec = spec_named(doctype, "document_number")
    if spec is None or spec.kind is not ValueKind.IDENTIFIER:
        return
    for paragraph in texts:
        running = paragraph.running
        folded = fold(running)
        if len(folded) != len(running):
            continue
        pointed = (one for one in _this_paper().finditer(folded) if not running.startswith(_IS, one.start()))
        leads = [one for one in pointed if _names(doctype, one["named"])]
        ends = (0, *sentence_ends(running))
        openings = (_under().match(folded, end) for end in ends[:-1])
        following = zip(openings, ends[1:], strict=True)
        leads += [one for one, end in following if one is not None and _attests().search(folded, one.end(), end)]
        leads += _attested_under().finditer(folded)
        for lead in leads:
            if (parsed := _number_behind(running, lead.end(), context)) is not None:
                yield candidate_of(spec, paragraph, _cue(spec, running, lead), parsed)
        dated = spec_named(doctype, "issue_date")
        if doctype.kind not in _DATED or dated is None:
            continue
        for lead in _own_name(doctype.kind).finditer(folded):
            parsed = _number_behind(running, lead.end(), context)
            day = next(days_behind(running, folded, parsed.end, context), None) if parsed is not None else None
            if parsed is not None and day is not None and not _preliminary().search(folded[: lead.start()]):
                yield candidate_of(spec, paragraph, _cue(spec, running, lead), parsed)
                yield candidate_of(dated, paragraph, _cue(dated, running, lead), day)


def _number_behind(running: str, start: int, context: Context) -> Parsed | None:
    """The number that stands right at a character of a text."""
    rest = running[start : start + _LONGEST]
    stop = _STOP.search(rest)
    parsed = parse(ValueKind.IDENTIFIER, rest[: stop.start()] if stop is not None else rest, context)
    told = parsed is not None and parsed.start <= 1 and any(map(str.isdigit, parsed.raw))
    return placed(parsed, start) if told else None


def _cue(spec: FieldSpec, running: str, lead: re.Match[str]) -> Cue:
    text = running[lead.start() : lead.end()].strip()
    return Cue(lead.start(), lead.end(), (spec,), text, len(text), before=False)


def with_own_numbers(found: Sequence[Candidate], own: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with those of `own_numbers`, without what else sentences told for the paper's number, and without
    these numbers told as those of another paper."""
    keys = {one.key for one in own}
    return [one for one in found if one.cue is None or not own or not _is_aside(one, keys)] + list(own)


def _is_aside(one: Candidate, keys: set[str]) -> bool:
    if one.spec.name == "document_number":
        return one.key not in keys
    return one.spec.name in QUOTED and one.key in keys


def _names(doctype: DocumentType, named: str) -> bool:
    """Whether some folded words hold one that papers of the type are called by."""
    words = set(_WORD.findall(named))
    return any(not words.isdisjoint(_WORD.findall(title)) for title in folded_titles(doctype))


@cache
def _own_name(kind: DocumentKind) -> re.Pattern[str]:
    """What papers of a type are called, and the sign for a number: "la factura número"; in folded text."""
    names = sorted(folded_titles(TYPES[kind]), key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, names))})(?:\s*,)?\s+{_BEARING}{_SIGN}")


@cache
def _preliminary() -> re.Pattern[str]:
    """A word for what goes before the paper, right before its name: "proforma invoice No. 31"."""
    return re.compile(rf"(?<![^\W_])(?:{alternation('preliminary')})\W*$")


@cache
def _this_paper() -> re.Pattern[str]:
    """The paper that "this" points at, and the sign for its number; in folded text."""
    return re.compile(
        rf"(?<![^\W_])(?:{alternation('this_paper')})\s+(?P<named>[^\W\d_][^\d.;:,]{{2,80}}?)(?:\s*,)?\s+{_BEARING}{_SIGN}"
    )


@cache
def _under() -> re.Pattern[str]:
    """A number that a sentence opens with."""
    return re.compile(rf"\s*(?:under|with|sous|sob|com|con|bajo)\s+(?:(?:the|le|o|el)\s+)?(?:serial\s+)?{_SIGN}")


@cache
def _attested_under() -> re.Pattern[str]:
    """What leads to the number under which somebody attests: "certify under number", "declaro sob a referência"."""
    referred = r"(?:ref(?:erencia|erence)?(?![^\W_])\.?\s*:?\s*)"
    return re.compile(
        rf"(?<![^\W_])(?:{alternation('attesting')})(?:\s+(?:hereby|par la presente|pela presente|por la presente))?"
        rf"\s*,?\s+(?:under|with|sous|sob|bajo|com|con)\s+(?:(?:the|our|le|la|notre|o|a|el|nossa|nuestra|n/)\s+)?"
        rf"(?:(?:serial|reference|registration)\s+)?(?:{referred}(?:{_SIGN})?|{_SIGN})"
    )


@cache
def _attests() -> re.Pattern[str]:
    """What the body does that makes the paper out."""
    return re.compile(rf"(?<![^\W_])(?:{alternation('attesting')})(?![^\W_])")
