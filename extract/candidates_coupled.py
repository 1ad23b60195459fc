"""Labels that couple two facts over two values: "Net weight / Gross weight" over "12.4 kg / 13.1 kg".

Each part of the label is a label of its own, and the value falls into as many parts. What falls otherwise is left to
the other readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.candidates import Candidate, context_for, label_features, value_features
from extract.candidates_places import Neighbourhood
from extract.candidates_regions import Region
from extract.doctype import QUOTED, FieldSpec, ValueKind
from extract.labels_hit import LabelHit, common, starts
from extract.labels_index import LabelIndex
from extract.labels_pieces import pieces
from extract.labels_several import under
from extract.labels_units import currency_in, unit_in
from extract.values import Context, parse

_MOST = 3  # facts that one label couples
_LONGEST = 100  # characters of such a label
_LINK = re.compile(r"\s*(?:/|\||·|&)\s*|\s+[-–—]\s+|\s+(?:and|et|e|y)\s+", re.IGNORECASE)
_PARTING = (re.compile(r"\s+[/|·&]\s*|\s*[/|·&]\s+"), re.compile(r"\s+[-–—]\s+"), re.compile(r"\s{2,}|\n"))
"""What parts the values, the likeliest first: a stroke with a space, for numbers hold strokes without; gaps."""
_COVER = 0.5  # share of its part that a value takes up at least
_BLOCKS = frozenset({ValueKind.PARTY, ValueKind.TEXT, ValueKind.AUTHORITY})


@dataclass(frozen=True)
class Coupled:
    """Readings under coupled labels, and the phrases that those labels are: no label of another kind."""

    candidates: tuple[Candidate, ...]
    segments: frozenset[int]


def coupled(around: Neighbourhood, index: LabelIndex, base: Context) -> Coupled:
    """Every fact of every label that couples several, where its value falls into as many parts."""
    found: list[Candidate] = []
    taken: set[int] = set()
    hits = {hit.segments[0]: hit for hit in around.labels if not hit.embedded}
    for number, segment in enumerate(around.layout.segments):
        first = hits.get(number)
        if first is None:
            continue
        below = under(around.layout, number) if segment.text.rstrip().endswith("/") else None
        lines = (number,) if below is None else (number, below)
        text = " ".join(around.layout.segments[one].text for one in lines)
        parts = _of_quoted(_parts(text, index), first) if set(first.segments) <= set(lines) else []
        if not parts:
            continue
        label = replace(
            first,
            segments=lines,
            start=0,
            end=len(around.layout.segments[lines[-1]].text),
            specs=tuple(spec for part in parts for spec in part),
            text=text,
            colon=text.rstrip().endswith(":"),
            whole=True,
            bare=False,
            embedded=False,
            unit=unit_in(text),
            currency=currency_in(text),
        )
        read = list(_read(around, label, parts, base))
        if read:
            found += read
            taken.update(lines)
    return Coupled(tuple(found), frozenset(taken))


def _parts(text: str, index: LabelIndex) -> list[tuple[FieldSpec, ...]]:
    """The facts that a label couples, in order; none if it is no such label."""
    text = text.strip(" :.")
    joined = pieces(text)
    begin = next((one for one in starts(text, joined) if one), 0)
    if len(text) > _LONGEST or not joined or begin >= len(joined):
        return []
    told: list[tuple[FieldSpec, ...]] = []
    for part in _LINK.split(text[joined[begin].start :]):
        named = pieces(re.sub(r"\([^()]*\)\s*$", "", part))
        match = index.at(named, 0, fuzzy=False) if named else None
        if match is None or match.last < len(named):
            return []
        quoted = bool(told) and bool(told[-1]) and {spec.name for spec in told[-1]} <= QUOTED
        mere_date = quoted and len(named) == 1 and all(spec.kind is ValueKind.DATE for spec in match.wording.specs)
        told.append(() if mere_date else match.wording.specs)  # "Invoice no. / date": the other paper's date
    told = _of_site(_translated(told))
    if not 1 < len(told) <= _MOST or not any(told):
        return []
    if any(spec.kind in _BLOCKS for specs in told for spec in specs):
        return []  # names and descriptions hold strokes and gaps of their own
    apart = all(not common(one, other) for at, one in enumerate(told) for other in told[:at])
    return told if apart and all(told[at] or told[at - 1] for at in range(1, len(told))) else []


def _of_site(told: list[tuple[FieldSpec, ...]]) -> list[tuple[FieldSpec, ...]]:
    """The facts, the number beside a mine left out: "Mine site and identifier" asks for the mine's, not the paper's."""
    if not any(spec.kind is ValueKind.SITE for specs in told for spec in specs):
        return told
    return [tuple(spec for spec in specs if spec.name != "document_number") for specs in told]


def _of_quoted(told: list[tuple[FieldSpec, ...]], whole: LabelHit) -> list[tuple[FieldSpec, ...]]:
    """The facts, a mere number the one of the paper that the whole label quotes: "Number and date of invoices"."""
    if not (whole.whole and whole.specs and {spec.name for spec in whole.specs} <= QUOTED):
        return told
    return [whole.specs if any(spec.name == "document_number" for spec in specs) else specs for specs in told]


def _translated(told: Sequence[tuple[FieldSpec, ...]]) -> list[tuple[FieldSpec, ...]]:
    """The facts of a label's parts, those that say one in two languages as one: "Poids net / N.W. / Poids brut".

    All may be said in one language first, and then in the other: "Peso neto – Peso bruto / Net – gross weight".
    """
    half, odd = divmod(len(told), 2)
    again = [common(one, other) for one, other in zip(told[:half], told[half:], strict=False)]
    if half > 1 and not odd and all(again):
        return again
    merged: list[tuple[FieldSpec, ...]] = []
    for specs in told:
        shared = common(merged[-1], specs) if merged else ()
        if shared:
            merged[-1] = shared
        else:
            merged.append(specs)
    return merged


def _read(
    around: Neighbourhood, label: LabelHit, parts: Sequence[tuple[FieldSpec, ...]], base: Context
) -> Iterator[Candidate]:
    """The readings of the first place whose text falls into as many parts as the label, each fit for its fact."""
    context = context_for(label, base)
    places = around.places(label, ValueKind.TEXT)
    listed = any(spec.kind is ValueKind.IDENTIFIERS for specs in parts for spec in specs)
    if listed and any(region.lines > 1 for region in places):
        return  # containers and their seals, line by line
    for region in places:
        for pieces_of in _falls(region, len(parts)):
            read: list[Candidate] = []
            fit = True
            for specs, piece in zip(parts, pieces_of, strict=True):
                fitting = [one for spec in specs if (one := _of(spec, label, piece, context)) is not None]
                fit &= bool(fitting) or not specs
                read += fitting
            if fit and read:
                yield from read
                return


def _falls(region: Region, count: int) -> Iterator[list[Region]]:
    """A place cut into so many parts, by each way of parting that gives as many."""
    for parting in _PARTING:
        cuts = [(match.start(), match.end()) for match in parting.finditer(region.text)]
        if len(cuts) != count - 1:
            continue
        begins = [0, *(end for _, end in cuts)]
        ends = [*(start for start, _ in cuts), len(region.text)]
        yield [replace(region.cut(start, end), lines=1) for start, end in zip(begins, ends, strict=True)]


def _of(spec: FieldSpec, label: LabelHit, piece: Region, context: Context) -> Candidate | None:
    parsed = parse(spec.kind, piece.text, context)
    if parsed is None or parsed.end - parsed.start < _COVER * len(piece.text.strip()):
        return None
    features = label_features(label, piece) | value_features(spec, piece, parsed)
    features["label_shared"] = 0.0
    return Candidate(spec, piece, parsed, label=replace(label, specs=(spec,))).weighed(features)
