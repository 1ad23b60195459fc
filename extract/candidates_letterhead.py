"""The body or company that a paper's head names: an authority, a laboratory, the seller on its own letter paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from extract.bodies import is_act, is_agency, is_kind_under_name, is_ministry, is_title, names_law
from extract.candidates import Candidate, value_features
from extract.candidates_letterhead_addresses import address_lines, overlap, running_address
from extract.candidates_letterhead_lines import ends_name, is_caption, set_under
from extract.candidates_places import Neighbourhood
from extract.candidates_regions import Part, Place, Region, region_of
from extract.doctype import DocumentType, FieldSpec, ValueKind
from extract.layout import PageLayout, Segment
from extract.prose_words import alternation
from extract.values import Context, addresses, is_company, legal_forms, parse, split_party
from extract.values.folding import fold, plain
from ingest.model import Box

_HEAD = 0.30  # of the page: how far down a letterhead may reach where no title is found
_UNDER_TITLE = 4.0  # text heights below the title that still belong to the head
_BODY_UNDER_TITLE = 7.0  # the same for the name of an office
_SMALLEST = 0.75  # of the page's text height; smaller print in the head is contact details
MOST_WORDS = 14
"""Words of an office's name at most."""
_LEFT, _TOP = 0.5, 0.1  # of the page: a letterhead begins left of the one, or over the other
_PIECES = 4.0  # text heights within which two phrases of one line are one name
A_BODY, _AN_ISSUER, _A_COMPANY, _HARDLY = 0.8, 0.7, 0.6, 0.1
"""How well an office, a company over the title, and any other line (a department of one) fit as who issued a paper."""
_ITS_NUMBER = re.compile(r"[A-Z]{2,6}\.?\s+(?:No|N[°º]|Nr)\b\.?\s*\S*\d{4}")  # BP No. 0200118843
_FORM = re.compile(
    r"\W*(?:form|formulaire|formulario|mod|modelo|modele|imprime|imprimido|annexe?|anexo|schedule|appendix|serie)[\s.:]+"
    r"(?:n[o°.]*\s*)?(?:[a-z]{0,4}[\s./-]*\d|[a-z]{1,3}(?:[\s./-]|$))"
)
"""The name of the form that a paper is made out on, in folded text: "Form MC.9", "Mod. 7-B"."""
_ITS_OWN = 0.1  # how much better such a body fits than the ministry that it stands under
_OFFICE_OF = re.compile(r"^office of the ")
_STROKES = re.compile(r"\s[-–—·•●|]\s")  # what parts the lines of a letterhead that is printed in one
_MOST_OF_NAME = 4  # words of a line that a name may begin with
_GREAT = 1.15  # times the page's text height: print that a name at its head is set in
_JOINING = 4  # letters of the words that join a name's at the most: "pour", "para"
_SENTENCE = re.compile(r",\s+[a-zà-ÿ]{4,}\s")
_OF_FORM = 3  # letters of each part of a legal form at the most: S.R.L., Ltd


@cache
def told(name: str) -> re.Pattern[str]:
    """The words of a row of `prose_words.csv`, at the beginning of words of folded text."""
    return re.compile(rf"(?<![^\W_])(?:{alternation(name)})")


def letterheads(
    neighbourhood: Neighbourhood, doctype: DocumentType, title: Box | None, context: Context
) -> Iterator[Candidate]:
    """Candidates for every field that may come from the letterhead."""
    layout = neighbourhood.layout
    head = [
        number
        for number, segment in enumerate(layout.segments)
        if _in_head(layout, segment, title)
        and nameable(neighbourhood, number)
        and may_name(segment, segment.text, title, context)
    ]
    in_line = [
        number
        for number, segment in enumerate(layout.segments)
        if number not in head
        and _in_head(layout, segment, title)
        and neighbourhood.is_free(number)
        and may_name(segment, _name_before_address(segment.text, context), title, context)
    ]
    for spec in doctype.fields:
        if not spec.letterhead:
            continue
        if spec.kind is ValueKind.PARTY:
            yield from _companies(neighbourhood, spec, sorted((*head, *in_line)), title, context)
        elif spec.kind is ValueKind.AUTHORITY:
            laboratory = any(field.name == "sample_number" for field in doctype.fields)
            yield from _bodies(neighbourhood, spec, head, title, context, named_first=laboratory)


def _name_before_address(text: str, context: Context) -> str:
    """The company of a line that gives its address too ("X SARL - 4 rue du Port - 13002 Marseille"); else nothing."""
    if _STROKES.search(text) is None:
        return ""
    block = split_party([text], context)
    return block.name if block is not None and block.rule == "legal-form" and block.address is not None else ""


def nameable(neighbourhood: Neighbourhood, number: int) -> bool:
    """Whether a phrase is free, or a label's word only begins it as a name's own: "Minerals Commission of Ghana"."""
    if neighbourhood.is_free(number):
        return True
    hits = [hit for hit in neighbourhood.labels if number in hit.segments]
    return bool(hits) and all(hit.bare and not hit.box_number and len(hit.segments) == 1 for hit in hits)


def _in_head(layout: PageLayout, segment: Segment, title: Box | None) -> bool:
    if title is None:
        return segment.box.y1 < _HEAD
    below = (segment.box.y0 - title.y1) * layout.page.height
    body = told("body").search(fold(segment.text)) is not None
    return segment.box.y1 < 0.5 and below < (_BODY_UNDER_TITLE if body else _UNDER_TITLE) * layout.text_height


def may_name(segment: Segment, name: str, title: Box | None, context: Context) -> bool:
    """Whether a phrase of the head, or `name` as a part of it, may be a name: no sentence, form, law or contact."""
    text = name.strip(" .,:;-–—|*")
    folded = fold(text)
    if len(text) < 4 or len(text.split()) > MOST_WORDS or sum(map(str.isdigit, text)) > 2 or ":" in text:
        return False
    if not text[:1].isupper() or (re.search(r"[^\W\d_]{3}\.$", name.strip()) and not is_company(name, context)):
        return False  # a sentence
    if title is not None and overlap(segment.box, title):
        return False
    if _FORM.match(folded) is not None:
        return False
    if "@" in text or "www." in folded or told("no_name").search(_OFFICE_OF.sub("", folded)) or is_title(folded):
        return False
    if addresses.has_street(folded) and any(map(str.isdigit, text)) and not is_company(name, context):
        return False
    if told("scheme").match(folded) or names_law(text):
        return False  # what a certificate is made out under, and not by whom
    if told("state").match(folded) and not told("body").search(folded):
        return False
    country = parse(ValueKind.COUNTRY, text, context)
    return country is None or country.end - country.start < 0.8 * len(text)


def _is_piece(neighbourhood: Neighbourhood, number: int, head: list[int]) -> bool:
    """Whether the next phrase of the line is set so close, in the same print, that both are one name."""
    segments = neighbourhood.layout.segments
    if number + 1 not in head or segments[number].line != segments[number + 1].line:
        return False
    alike = 0.8 < segments[number + 1].height / max(segments[number].height, 0.1) < 1.25
    return alike and neighbourhood.close(number, number + 1, _PIECES)


def is_letterhead(segment: Segment) -> bool:
    """Whether a company over the title stands where a letterhead does: not at the right, where the addressee may."""
    return segment.box.x0 < _LEFT or segment.box.y0 < _TOP


def _heads_beside(segment: Segment, title: Box) -> bool:
    """Whether a phrase stands at the page's top in the line of the title, as a letterhead that shares it does."""
    aside = segment.box.x1 < title.x0 or segment.box.x0 > title.x1
    return segment.box.y0 < _TOP and aside and title.y0 < segment.box.mid_y < title.y1


def _like_a_name(text: str) -> bool:
    """Two words or more, each with a capital but for small joining words; a street's name is none."""
    words = [] if addresses.has_street(fold(text)) else re.findall(r"[^\W\d_]+", text)
    return len(words) > 1 and all(word[0].isupper() or len(word) <= 3 for word in words) and not text.isupper()


def _bodies(
    neighbourhood: Neighbourhood,
    spec: FieldSpec,
    head: list[int],
    title: Box | None,
    context: Context,
    *,
    named_first: bool,
) -> Iterator[Candidate]:
    """Names of offices, ministries, chambers, laboratories; two such lines one under the other are one name.

    `named_first` says that a company's name in great print over all else is the issuer's too, whatever its words.
    """
    layout = neighbourhood.layout
    done: set[int] = set()
    for place, number in enumerate(head):
        if number in done:
            continue
        segment = layout.segments[number]
        body = told("body").search(fold(segment.text)) is not None and not is_act(segment.text)
        body = body and not (named_first and place > 0 and is_caption(segment.text))
        group = [number]
        for follower in head[place + 1 :]:
            last, below = layout.segments[group[-1]], layout.segments[follower]
            office = told("body").search(fold(below.text)) is not None
            goes_on = office and not is_agency(below.text, laboratory=named_first)
            goes_on = goes_on or fold(last.text).endswith((" and", " et", " e", " y", " of", " de", ","))
            if body and goes_on and len(group) < 3 and set_under(layout, group[-1], follower):
                group.append(follower)
            elif office and not body and ends_name(layout, number, follower):
                group, body = [number, follower], True
        if not body and _is_piece(neighbourhood, number, head):
            group.append(number + 1)
        done.update(group)
        over_title = title is None or segment.box.y1 <= title.y0 + 0.01 or _heads_beside(segment, title)
        text = " ".join(layout.segments[one].text for one in group)
        issuer = named_first and place == 0 and over_title and segment.height > _GREAT * layout.text_height
        headed = over_title and (issuer or is_letterhead(segment))
        company = not body and headed and is_company(text, context)
        kind = place > 0 and is_kind_under_name(layout.segments[head[place - 1]], segment)
        under_ministry = any(is_ministry(layout.segments[one].text) for one in head[:place])
        if body and not over_title and is_company(text, context):
            continue  # whom the paper is for
        if not body and not company and (told("state").search(fold(segment.text)) or not _like_a_name(segment.text)):
            continue
        for members in [group] if company or len(group) == 1 else [group, group[:1]]:
            region = _region(neighbourhood, members)
            parsed = parse(spec.kind, region.text, context)
            if parsed is None:
                continue
            within = told("inner_office").search(fold(segment.text)) or (named_first and kind)
            fit = A_BODY if body and not within else _HARDLY
            if not body:
                fit = _AN_ISSUER if issuer else _A_COMPANY if company else _HARDLY
            fit += (0.1 if over_title else 0.0) - (0.1 if members is not group else 0.0)
            if under_ministry and is_agency(segment.text, laboratory=named_first):
                fit += _ITS_OWN
            features = value_features(spec, region, parsed)
            features |= {"place_letterhead": 1.0, "shape_fit": fit}
            yield Candidate(spec, region, parsed).weighed(features)


def _companies(
    neighbourhood: Neighbourhood, spec: FieldSpec, head: list[int], title: Box | None, context: Context
) -> Iterator[Candidate]:
    """A company's name with its legal form, and the lines of its address under it, or beside it."""
    layout = neighbourhood.layout
    for number in head:
        under = _unregistered(layout, neighbourhood.going_on(number))
        under = list(takewhile(lambda one: title is None or not overlap(layout.segments[one].box, title), under))
        name = [number]
        if _in_sentence(layout.segments[number].text):
            continue
        headed = number == head[0] and (title is None or layout.segments[number].box.y1 <= title.y0 + 0.01)
        society = headed and is_society(layout.segments[number].text)
        if not society and not is_company(layout.segments[number].text, context):
            whole = under and is_company(layout.segments[under[0]].text, context)
            long = len(layout.segments[number].text.split()) > _MOST_OF_NAME
            if not under or (whole and long and not _wraps(layout.segments[number], layout.segments[under[0]])):
                continue  # a caption over a company
            if not is_company(f"{layout.segments[number].text} {layout.segments[under[0]].text}", context):
                continue
            name.append(under[0])  # its legal form stands alone on the next line
        running = running_address(neighbourhood, number) if len(name) == 1 else []
        region = _region(neighbourhood, [number, *(running or under)])
        block = split_party(region.text.split("\n"), context)
        if block is None or block.address is None:
            region = _region(neighbourhood, [*name, *address_lines(neighbourhood, name[-1], title)])
        parsed = parse(spec.kind, region.text, context)
        if parsed is None:
            continue
        features = value_features(spec, region, parsed)
        features |= {"place_letterhead": 1.0, "shape_fit": 0.3 if number == head[0] else 0.1}
        yield Candidate(spec, region, parsed).weighed(features)


def is_society(text: str) -> bool:
    """Whether a line is a name that tells by its first or last word what it is: "Cooperativa Minera del Alto Beni"."""
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)
    if _STROKES.search(text) is not None:
        return False
    named = told("society_first").match(fold(text)) is not None or _society_last().search(fold(text)) is not None
    return named and 1 < len(words) <= MOST_WORDS and _like_a_name_of(words)


def _like_a_name_of(words: Sequence[str]) -> bool:
    """Whether words are a name's: all with a capital but for small joining ones."""
    return all(word[0].isupper() or len(word) <= _JOINING for word in words)


@cache
def _society_last() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?<! of )(?<! and )(?:{alternation('society_last')})\W*$")


def _in_sentence(text: str) -> bool:
    """Whether a company stands in a sentence, behind a comma and a word in small letters: "…, sold to X Ltd"."""
    form = next(iter(legal_forms.matches(plain(text), 0, len(text))), None)
    return form is not None and _SENTENCE.search(text[: form.start()]) is not None


def _wraps(upper: Segment, lower: Segment) -> bool:
    """Whether a line with a legal form ends the name on the line over it: one word and the form, in the same print."""
    told = [word for word in re.findall(r"[^\W\d_]+", lower.text) if len(word) > _OF_FORM]
    return len(told) <= 1 and 0.95 < lower.height / max(upper.height, 0.1) < 1.05


def _unregistered(layout: PageLayout, numbers: list[int]) -> list[int]:
    """The lines under a name down to the first of nothing but registers, telephones and the like."""
    return list(takewhile(lambda one: _says_more(layout.segments[one].text), numbers))


def _says_more(text: str) -> bool:
    folded = fold(text)
    return addresses.without_contact(folded) > 0 and _ITS_NUMBER.match(text) is None


def _region(neighbourhood: Neighbourhood, numbers: list[int]) -> Region:
    layout = neighbourhood.layout
    parts = [Part(number, 0, len(layout.segments[number].text)) for number in numbers]
    return region_of(layout, neighbourhood.page, Place.LETTERHEAD, parts, skip=neighbourhood.skip)
