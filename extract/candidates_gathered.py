"""All that a document says for its fields: the candidates of its pages, its line table and its stones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.candidates import Candidate, labelled
from extract.candidates_addressee import addressees
from extract.candidates_attested import attested, with_signed_last
from extract.candidates_behind import with_words_behind
from extract.candidates_blocks import block_parties, without_address_numbers
from extract.candidates_carried import as_carried
from extract.candidates_cells import told_in_cells
from extract.candidates_companies import companies
from extract.candidates_contents import with_contents
from extract.candidates_counted import counted
from extract.candidates_coupled import coupled
from extract.candidates_dated import without_other_acts
from extract.candidates_element_rows import with_element_columns
from extract.candidates_elements import weigh_elements
from extract.candidates_flights import flight_days
from extract.candidates_goods import goods_facts, named_goods, prose_measures
from extract.candidates_importing import without_importers_as_exporters
from extract.candidates_issuer import issuers
from extract.candidates_letterhead import letterheads
from extract.candidates_marks import marked
from extract.candidates_mentions import mentioned, said_otherwise, told_in
from extract.candidates_mined import mined, origin_sites, site_countries
from extract.candidates_named import behind_names
from extract.candidates_opposite import without_signatories
from extract.candidates_own_number import at_own_title, without_itself, without_references
from extract.candidates_owned import owned
from extract.candidates_packed import with_outer_last
from extract.candidates_parts import without_parts
from extract.candidates_periods import without_beginnings, without_lesser_days
from extract.candidates_places import Neighbourhood
from extract.candidates_primary import without_primary_shares
from extract.candidates_provenance import with_provenances
from extract.candidates_ranged import with_ranges
from extract.candidates_several import gathered
from extract.candidates_shapes import forms, is_within, title_numbers, without_systems
from extract.candidates_shapes_dated import ends_of_periods, number_dates, place_dates, without_days_of_shipment
from extract.candidates_sited import with_whole_sites
from extract.candidates_spoken import spoken
from extract.candidates_torn import with_torn_amounts
from extract.candidates_waybill import waybill_numbers
from extract.candidates_weights import as_said_behind
from extract.doctype import QUOTED, DocumentType, ValueKind
from extract.fields_goods import trimmed
from extract.labels import find_labels
from extract.language import beside
from extract.prose import cued, told_by_verbs
from extract.prose_blanks import filled_lines
from extract.prose_own_numbers import own_numbers, with_own_numbers
from extract.prose_paragraphs import paragraphs
from extract.prose_rows import sentence_rows
from extract.reader import Reader, reader_for
from extract.split import Stack
from extract.tables import TableReading, read_table
from extract.tables_columns import common_currency
from extract.values import Context
from extract.values.habits import habits, is_day_first_there
from ingest.model import Box

_OF_STONES = re.compile(r"diam|carat|karat|quilat|kilat|(?<![^\W_])c[rt]?ts?(?![^\W_])|7102|gem", re.IGNORECASE)
"""What a paper says somewhere that gives weights in carats: a mere number is none."""


@dataclass(frozen=True)
class Gathered:
    """What the pages of one document offer before anything is chosen: weighed candidates, labels, the line table."""

    context: Context
    neighbourhoods: tuple[Neighbourhood, ...]
    candidates: tuple[Candidate, ...]
    table: TableReading


def gather(stack: Stack, reader: Reader | None = None) -> Gathered:
    """Every reading that a document of a known type offers, weighed. Raises KeyError for a type that is not known.

    `reader` knows other wordings than those of `extract.types`, of the same type.
    """
    reader = reader or reader_for(stack.kind)
    text = "\n".join(line.text for layout in stack.layouts for line in layout.lines)
    shown = habits(text)
    context = Context(
        language=stack.language,
        decimal_comma=shown.decimal_comma,
        day_first=shown.day_first,
        franc=shown.franc,
        day_first_there=is_day_first_there(text),
        currency=common_currency(text),
        beside=beside(text, stack.language),
    )
    table = read_table(stack.layouts, reader.doctype, context)
    neighbourhoods = []
    candidates: list[Candidate] = []
    for number, layout in enumerate(stack.layouts):
        skip = frozenset(word for page, word in table.used if page == number)
        labels = find_labels(layout, number, reader.labels, skip)
        around = Neighbourhood(layout, number, labels, skip)
        neighbourhoods.append(around)
        candidates.extend(_candidates(around, reader, context, title=stack.title_box(number), first=number == 0))
    if not _OF_STONES.search(text):
        candidates = [one for one in candidates if one.spec.kind is not ValueKind.CARATS]
    candidates = without_importers_as_exporters(candidates)
    candidates = without_parts(at_own_title(without_references(candidates), reader.doctype))
    candidates = without_lesser_days(without_other_acts(without_itself(candidates, reader.doctype)))
    return Gathered(context, tuple(neighbourhoods), tuple(weigh_elements(candidates, context, neighbourhoods)), table)


_WEIGHTS = frozenset({"net_weight", "gross_weight"})
_BESIDE_A_TITLE = frozenset({*QUOTED, "lot_number", "seal_numbers", "tag_numbers"})
"""Numbers whose labels a title may hold: "Liste de colisage et d'étiquettes n° LC-26/057"."""


def _in_title(candidate: Candidate, title: Box | None) -> bool:
    """Whether what looks like another number is this paper's own: "Certificat d'analyse 26/G/0881" is its title."""
    if title is None or candidate.spec.name not in _BESIDE_A_TITLE:
        return False
    if candidate.label is not None:
        return is_within(candidate.region.layout.segments[candidate.label.segments[0]].box, title)
    box = candidate.region.box
    return candidate.cue is not None and box is not None and is_within(box, title)


def _candidates(
    around: Neighbourhood, reader: Reader, context: Context, *, title: Box | None, first: bool
) -> list[Candidate]:
    """Every reading that one page offers."""
    pairs = coupled(around, reader.labels, context)
    told = [one for one in labelled(around, context, pairs.segments) if not _in_title(one, title)]
    found = [*pairs.candidates, *(trimmed(one, context) for one in told)]
    texts = (
        *filled_lines(
            around.layout,
            around.page,
            around.labels,
            around.skip,
            reader.cues,
            paragraphs(around.layout, around.page, around.labels, around.skip),
        ),
        *sentence_rows(around.layout, around.page, around.labels, around.skip),
    )
    led = without_address_numbers(cued(reader.cues, texts, around.labels, context), around.layout)
    found.extend(trimmed(one, context) for one in led if not _in_title(one, title))
    found.extend(told_by_verbs(reader.doctype, texts, around.labels, context))
    found = with_own_numbers(found, list(own_numbers(reader.doctype, texts, context)))
    found.extend(told_in_cells(around, reader.doctype, reader.cues, context))
    found = with_element_columns(around, reader.doctype, found, context)
    found = with_contents(around, reader.doctype, with_torn_amounts(around, found, context), context)
    found.extend(number_dates(found, reader.doctype, context))
    found.extend(list(ends_of_periods(found, reader.doctype, context)))
    found.extend(named_goods(found, reader.doctype, context))
    found.extend(prose_measures(reader.doctype, texts, context))
    found.extend(spoken(reader.doctype, texts, context))
    found.extend(counted(around, reader.doctype, texts))
    found.extend(mined(reader.doctype, texts, context))
    found = with_whole_sites(found, reader.doctype, texts, context)
    found.extend(site_countries(found, reader.doctype, context))
    found.extend(origin_sites(found, reader.doctype, context))
    found = with_provenances(around, found, reader.doctype, context)
    found = with_words_behind(around, found, context)
    found = list(as_said_behind(found, reader.doctype))
    found.extend(marked(found, reader.doctype))
    found = with_ranges(found, context)
    goods = [one.region for one in found if one.spec.name == "goods_description" and one.label is not None]
    found.extend(goods_facts(reader.doctype, goods, context))
    found.extend(waybill_numbers(around, reader.doctype))
    found.extend(flight_days(around, reader.doctype, context))
    found.extend(place_dates(around, reader.doctype, context, title))
    found.extend(owned(around, reader.doctype, context))
    found.extend(attested(around, reader.doctype, texts, context))
    if first:
        titled = list(title_numbers(around, reader.doctype, title, context))
        titled += behind_names(around, reader.doctype, context)
        found.extend((*titled, *number_dates(titled, reader.doctype, context)))
        found.extend(forms(around, reader.doctype, title, context))
        found.extend(letterheads(around, reader.doctype, title, context))
        found.extend(issuers(around, reader.doctype, title, context))
        found.extend(addressees(around, reader.doctype, context))
        found.extend(companies(reader.doctype, texts, around.labels, context))
        found.extend(block_parties(around, reader.doctype, title, context))
    told_of = told_in(reader.doctype, texts, context)
    found = said_otherwise(found, told_of)
    found.extend(mentioned(reader.doctype, told_of, around.labels, found, context))
    found = with_outer_last(around, texts, with_signed_last(around, without_signatories(around, found)))
    found = without_primary_shares(found)
    found = as_carried(around, without_days_of_shipment(without_beginnings(found)), reader.doctype)
    return gathered(_of_stones(without_systems(found), reader.doctype))


def _of_stones(found: Sequence[Candidate], doctype: DocumentType) -> list[Candidate]:
    """The candidates, a weight in carats told as what it is: "NET 8,829.29 CTS", "Gross mass or other measure"."""
    carats = next((spec for spec in doctype.fields if spec.name == "carat_weight"), None)
    if carats is None:
        return list(found)
    return [
        replace(one, spec=carats) if one.spec.name in _WEIGHTS and one.parsed.unit == "ct" else one for one in found
    ]
