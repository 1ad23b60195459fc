"""Facts inside running text: a wording that leads to the value ("under invoice …"), or follows it ("… declares that").

Letters, declarations, licences in prose, and the goods box of a waybill have no labels; they have cues.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from extract.candidates import Candidate, value_features
from extract.candidates_ranked import of_proforma
from extract.candidates_regions import Region
from extract.doctype import DocumentType, FieldSpec, ValueKind
from extract.labels_hit import LabelHit
from extract.labels_pieces import pieces, skeleton
from extract.layout import PageLayout
from extract.lexicon_wordings import asks_for_none
from extract.prose_against import means_another, numbers_a_clause
from extract.prose_cues import Cue, CueIndex, without_words_of_numbers
from extract.prose_days import is_of_itself, is_own_day
from extract.prose_events import governed
from extract.prose_names import bears_body, names_a_body
from extract.prose_offices import is_office
from extract.prose_paragraphs import Paragraph
from extract.prose_values import reading_after, reading_before
from extract.prose_words import alternation, prose_words
from extract.sentences import sentence_ends
from extract.values import find
from extract.values.folding import fold
from extract.values.identifiers_worded import worded
from extract.values.model import Context, Parsed
from extract.values.tables import rows

_LONG_CUE = 14.0  # letters from which a cue counts as long
_DEEP = 3  # words of a sentence before a word for a reference
_MASSES = ("net_weight", "gross_weight")  # never in carats where the type has a field for carats
_FAR_IN = 6  # the same before a mere sign for "number",
_NEAR_BY = 4  # and words before it among which this paper is named
_SHORT_CUE = 5  # letters; "bruto" or "mine" may stand inside a description
_SIGN = 2  # letters of a mere sign for "number"
_A_CODE = 6  # digits of a tariff code that a mere "code" leads to
_AN_AMOUNT = 3  # digits; "por EUR.1" is none
_MERE_DAYS = frozenset({"date", "data", "fecha", "de fecha", "en date du"})
"""Words that lead to a day of anything: "presentada con fecha 4 de mayo"."""
_MERE = 3  # letters; after "by" alone only a company's name with its legal form is a party
_MERE_REFERENCES = frozenset({"reference", "referencia", "ref", "ref."})
_OF_ANOTHER = re.compile(r"(?<![^\W_])[A-Z]{2,6}\.?\s*$")
_WHICH_WEIGHT = re.compile(r"\s*\(?(?:(gross|brut[aeo]?s?)|(?:nett?[aeo]?s?|liquid[ao]s?))(?![^\W_])")
_WEIGHT_NOUN = re.compile(r"(?:gross|brut|net|poids|peso|masse?)[^\W_]*\s+[^\W_]+")
"""A cue that names a weight in full: "gross weight", "poids net"."""
_A_POST = "le directeur de"
_ON_BEHALF = "for the"
_PLOT = re.compile(r", (?:[Ll]ote?|LOTE?)\s+\d{1,4}[A-Za-z]?,")
_MEASURE = 24  # characters that a weight with its unit takes up at most
_REACH = 40.0  # characters that count as distance 1


def cued(index: CueIndex, texts: Sequence[Paragraph], labels: Sequence[LabelHit], context: Context) -> list[Candidate]:
    """The candidates that cues lead to in a page's texts; what a label of another field is made of is no cue."""
    found: list[Candidate] = []
    named = label_words(texts[0].region.layout, labels) if texts else {}
    for paragraph in texts:
        cues = without_words_of_numbers(paragraph.running, list(index.cues(paragraph)))
        leading = [cue for cue in cues if not cue.before and _leads(cue, paragraph.running)]
        stops = [start for start, _, word in paragraph.region.spots if word in named]
        ends = sentence_ends(paragraph.running)
        for cue in cues:
            words = paragraph.region.words_at(cue.start, cue.end)
            if re.match(r"[-/_]\w", paragraph.running[cue.end : cue.end + 2]):
                continue  # the beginning of a number: LOT-34909
            mere = pieces(cue.text)[0].key == "no" or fold(cue.text) in _MERE_REFERENCES
            if mere and _OF_ANOTHER.search(paragraph.running[: cue.start]):
                continue  # "BP No.", "TPIN No.", "KPC reference": what an office calls its own numbers by
            opening = max((end for end in ends if end <= cue.start), default=0)
            for spec in cue.specs:
                told = [*stops, *(one.start for one in leading if not _goes_on(spec, one, paragraph.running))]
                limit = _limit(paragraph.running, cue.end, told, ends, in_address=spec.kind is ValueKind.PARTY)
                if spec.name == "document_number" and _refers(paragraph.running[opening : cue.start], cue):
                    continue
                another = means_another(spec, paragraph.running[opening : cue.start], context.language, fold(cue.text))
                acting = cue.before and spec.kind is ValueKind.AUTHORITY
                another = another and not _is_itself(spec, paragraph.running[opening : cue.start], found, index)
                if another and not acting:
                    continue
                if spec.kind is ValueKind.PARTY and cue.length <= _MERE and _is_other(spec) and opening == cue.start:
                    continue  # "à Monsieur le Directeur …", over a letter: whom it is written to
                mere_day = spec.name == "issue_date" and (cue.length <= _MERE or fold(cue.text) in _MERE_DAYS)
                if mere_day and not is_own_day(paragraph.running, opening, cue.start, context.language):
                    continue  # "was completed on 18 November": a day, and none of the paper's own
                if any(spec.name not in named.get(word, (spec.name,)) for word in words):
                    continue
                if all(word in named for word in words):
                    continue  # the label itself has been asked
                if cue.before or _measured_before(spec, cue, paragraph.running, context):
                    reading = reading_before(spec.kind, paragraph.running, paragraph.region.text, cue.start, context)
                else:
                    reading = reading_after(
                        spec.kind,
                        paragraph.running,
                        paragraph.region.text,
                        cue.end,
                        limit,
                        context,
                        named_weight=spec.name in _MASSES and _WEIGHT_NOUN.match(fold(cue.text)) is not None,
                    )
                if reading is not None and spec.kind is ValueKind.IDENTIFIER and not cue.before:
                    reading = worded(paragraph.running, reading, cue.end)
                numbered = spec.kind in (ValueKind.IDENTIFIER, ValueKind.IDENTIFIERS)
                if numbered and reading is not None and numbers_a_clause(paragraph.running, reading.start, reading.end):
                    continue
                if spec.kind is ValueKind.AUTHORITY and not cue.before and names_a_body(cue.text):
                    reading = None  # "Laboratoire Kéops": the word is the name's own
                if another and reading is not None and not is_office(reading.raw):
                    reading = None  # "Kito Mining certifies that", "le Chef de Division autorise"
                if reading is not None and fold(cue.text) == _ON_BEHALF and not bears_body(reading.raw):
                    reading = None  # "for the Chief Inspector": a post, or a part of the body at the head
                if reading is not None and fold(cue.text) == _A_POST and not names_a_body(reading.raw.split()[0]):
                    reading = None  # "le Directeur de Cabinet"
                if (
                    reading is not None
                    and cue.length <= _SHORT_CUE
                    and not _bears_out(spec, paragraph, opening, cue, reading)
                ):
                    reading = None
                if reading is not None and spec.kind is ValueKind.PARTY and reading.rule != "legal-form":
                    reading = None if any(map(str.isdigit, reading.raw)) else reading  # "PO-7410 We certify that"
                if reading is not None and _is_said_otherwise(spec, paragraph.running[reading.end :]):
                    continue
                mere = cue.length <= _MERE or (cue.before and " " not in cue.text) or fold(cue.text) in _posts()
                if reading is not None and mere and spec.kind is ValueKind.PARTY:
                    reading = reading if reading.rule == "legal-form" else None
                if reading is None or (index.carats and spec.name in _MASSES and reading.unit == "ct"):
                    continue
                found.append(candidate_of(spec, paragraph, cue, reading))
    return found


def _is_itself(spec: FieldSpec, clause: str, found: Sequence[Candidate], index: CueIndex) -> bool:
    """Whether the clause before a day speaks of this paper by its number, though other papers are called so too."""
    numbers = [one.parsed.raw for one in found if one.spec.name == "document_number"]
    return spec.name == "issue_date" and is_of_itself(clause, numbers, index.called)


def _goes_on(spec: FieldSpec, cue: Cue, text: str) -> bool:
    """Whether what a cue leads to tells more of the place named before it: "the Ndola field, Concession Four"."""
    return spec.kind is ValueKind.SITE and spec in cue.specs and text[: cue.start].rstrip()[-1:] == ","


def _limit(text: str, end: int, stops: Sequence[int], ends: Sequence[int], *, in_address: bool) -> int:
    """Where the next fact begins behind a cue; a party's address may hold a lot of land: "…, Lot 14, Jalan …"."""
    told = (stop for stop in stops if not (in_address and _PLOT.match(text, max(0, stop - 2))))
    return min((stop for stop in (*told, *ends) if stop > end), default=len(text))


def told_by_verbs(
    doctype: DocumentType, texts: Sequence[Paragraph], labels: Sequence[LabelHit], context: Context
) -> Iterator[Candidate]:
    """The dates, numbers, amounts and countries that verbs and nouns tell in a page's sentences (`prose_events`).

    Where a label of something else leads to a value no verb does: "Estado válido até: 30/11/2026".
    """
    named = label_words(texts[0].region.layout, labels) if texts else {}
    for number, spec, parsed, lead, at in governed(doctype, [text.running for text in texts], context):
        start = min(at, parsed.start)
        words = texts[number].region.words_at(start, parsed.start)
        if any(spec.name not in named.get(word, (spec.name,)) for word in words):
            continue
        yield candidate_of(spec, texts[number], Cue(start, parsed.start, (spec,), lead, len(lead), False), parsed)


def _refers(before: str, cue: Cue) -> bool:
    """Whether a mere "reference" or sign for "number" stands deep in a sentence, as something else's than this paper's.

    "… sur le site Ilakaka, carreau n° 118"; but "… that this certificate of origin No. 118".
    """
    said = pieces(cue.text)
    if said[-1].key == "no" and len(said) == 1 and len(before.split()) > _FAR_IN:
        near = fold(" ".join(before.split()[-_NEAR_BY:]))
        return not any(word in _of_papers() for word in re.findall(r"[^\W\d_]+", near))
    return said[-1].key in _references() and " " not in cue.text and len(before.split()) > _DEEP


@cache
def _posts() -> frozenset[str]:
    """What a person is in a company; an office's director is none ("Director of Mines and Geology")."""
    return prose_words("post_of")


@cache
def _of_papers() -> frozenset[str]:
    """The words of which titles of papers are made."""
    texts = (text for row in rows("titles") for text in row["wordings"].split("|"))
    return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]{4,}", fold(text)))


@cache
def _references() -> frozenset[str]:
    return frozenset(skeleton(word) for word in ("reference", "referencia"))


def _is_other(spec: FieldSpec) -> bool:
    """Whether a party neither writes the paper nor is written to."""
    return not spec.addressee and not spec.letterhead


def _bears_out(spec: FieldSpec, paragraph: Paragraph, opening: int, cue: Cue, reading: Parsed) -> bool:
    """Whether what a small word leads to is surely meant: a body that has issued something, an amount of some size.

    "Issued at Maseru this fourth day of May by the Office …" names who issues; "sealed by the Mines Officer" does not.
    """
    if spec.kind is ValueKind.AUTHORITY:
        return _issuing().search(fold(paragraph.running[opening : cue.start])) is not None
    if spec.kind is ValueKind.HS_CODES and fold(cue.text) == "code":
        return not reading.raw.isdigit() and sum(map(str.isdigit, reading.raw)) >= _A_CODE
    return spec.kind is not ValueKind.MONEY or sum(map(str.isdigit, reading.raw)) >= _AN_AMOUNT


@cache
def _issuing() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{alternation('issuing')})(?![^\W_])")


def _measured_before(spec: FieldSpec, cue: Cue, text: str, context: Context) -> bool:
    """Whether a weight stands right before the one word that says which it is: "200,147 kg net, 200,627 kg gross"."""
    if spec.kind is not ValueKind.WEIGHT or " " in cue.text:
        return False
    before = text[max(0, cue.start - _MEASURE) : cue.start].rstrip(" (")
    return any(one.end == len(before) and one.unit is not None for one in find(spec.kind, before, context))


def _is_said_otherwise(spec: FieldSpec, behind: str) -> bool:
    """Whether the word behind a weight says that it is another: "pèsent 20 366,3 kg bruts" is no net weight."""
    said = _WHICH_WEIGHT.match(fold(behind))
    return said is not None and spec.name in _MASSES and spec.name != _MASSES[said.lastindex == 1]


def _leads(cue: Cue, text: str) -> bool:
    """Whether a cue surely begins another fact: a long wording, or one with a number right after it.

    A mere "No." does not: streets have numbers too.
    """
    return cue.length > _SIGN and (
        cue.length > _SHORT_CUE or any(char.isdigit() for char in text[cue.end : cue.end + 5])
    )


def label_words(layout: PageLayout, labels: Sequence[LabelHit]) -> dict[int, tuple[str, ...]]:
    """The words of a page that labels are made of, with the fields that they may introduce.

    A label that asks for no field introduces none where a colon tells it for one: "Estado válido até: 30/11/2026".
    """
    named: dict[int, tuple[str, ...]] = {}
    for hit in labels:
        if hit.weak or not (hit.specs or (hit.colon and asks_for_none(hit.text))):
            continue
        fields = tuple(spec.name for spec in hit.specs)
        for number in hit.segments:
            position = 0
            start = hit.start if number == hit.segments[0] else 0
            end = hit.end if number == hit.segments[-1] else len(layout.segments[number].text)
            for word in layout.segments[number].words:
                if position < end and position + len(layout.page.words[word].text) > start:
                    named[word] = fields
                position += len(layout.page.words[word].text) + 1
    return named


def candidate_of(spec: FieldSpec, paragraph: Paragraph, cue: Cue, parsed: Parsed) -> Candidate:
    """The weighed candidate for a reading that a cue of a paragraph leads to."""
    region = paragraph.region
    gap = max(0, cue.start - parsed.end if cue.before else parsed.start - cue.end)
    features = value_features(spec, region, parsed)
    features["coverage"] = 0.2
    features["ends_like_label"] = 0.0
    features["lower_case"] = float(parsed.raw[:1].islower() and spec.kind is not ValueKind.TEXT)
    features |= {
        "place_cue": 1.0,
        "label_quality": 0.8,
        "label_length": min(cue.length, _LONG_CUE) / _LONG_CUE,
        "label_shared": float(len(cue.specs) > 1),
        "label_colon": float(paragraph.running[cue.end : cue.end + 2].lstrip().startswith(":")),
        "distance": min(gap / _REACH, 1.0),
    }
    lead = paragraph.running[min(cue.start, parsed.end) : max(cue.end, parsed.start)]
    if spec.name == "invoice_number" and of_proforma(lead):
        features["at_second_hand"] = 1.0
    # A paragraph is cut to what holds the reading, so that a party's block is its own words only.
    return Candidate(spec, region.cut(parsed.start, parsed.end), _moved(region, parsed), cue=cue.text).weighed(features)


def _moved(region: Region, parsed: Parsed) -> Parsed:
    shift = parsed.start
    others = tuple(
        replace(other, start=max(0, other.start - shift), end=max(0, other.end - shift)) for other in parsed.others
    )
    return replace(parsed, start=0, end=parsed.end - shift, others=others)
