"""The parties of an invoice or a packing list by where their blocks of name and address stand, without label or form.

Accounting programs print whose paper it is at the head, or in small print at the foot, with how to reach them, and
whom it is for in a block of its own in the upper half, where an envelope has its window. A name without a legal form
is told there by the lines under it: a street, a place with its postal code, a telephone, a site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extract.candidates import Candidate, value_features
from extract.candidates_companies import sender_and_receiver
from extract.candidates_letterhead_addresses import is_address
from extract.candidates_places import Neighbourhood
from extract.candidates_regions import Part, Place, region_of
from extract.doctype import DocumentType, FieldSpec
from extract.labels_hit import WITH_DIGITS
from extract.labels_in_addresses import begins_address
from extract.layout import PageLayout
from extract.prose_words import alternation
from extract.values import Context, addresses, parse
from extract.values.countries import find_countries
from extract.values.folding import fold, letters
from ingest.model import Box

_TOP, _UPPER, _FOOT = 0.14, 0.45, 0.8  # of the page: where letterheads end, addressees end, small print begins
_GAP, _WIDE_GAP = 1.2, 3.5  # text heights to the next line of a block; to one that is of an address
_LOWER = 2.0  # text heights that a block begins under another at the least
_MOST_LINES, _LONGEST = 8, 80  # lines of a block, characters of a line: a longer one is a sentence
_MOST_WORDS = 8  # of a name
_LARGE = 1.25  # times the page's text height: the print of a firm's own name
_LEAST_SHARED = 5  # letters that a name and a site have in common, for the site to be its own
_OWN_SITE, _REACHED, _AT_FOOT, _AT_TOP, _HARDLY = 0.6, 0.4, 0.3, 0.1, 0.0
"""How well a block fits as whose paper it is: its name is in the site, it says how to be reached, at foot, at top; or a
site in the midst of the paper, which may be the customer's, is called as it is."""
_WINDOW, _LATER = 0.1, 0.1  # how well the first other block fits as whom the paper is for, each further one less
_ATTENTION = re.compile(r"\W*(?:attn|att|attention|atte|f\.?a\.?o|t\.?a\.?v|z\. ?hd)\b")
"""Before a person in the address of a firm."""
_SITE = re.compile(r"(?:www\.|https?://(?:www\.)?|@)([a-z\d-]{4,})\.[a-z]{2,}")
_FREE_MAIL = frozenset(("gmail", "yahoo", "hotmail", "outlook", "orange", "wanadoo", "live", "icloud", "example"))


@dataclass(frozen=True)
class Block:
    """Phrases one under the other that name somebody with a place or a way to reach them.

    `members` are the lines of name and address, by segment; `reached` says that a telephone, mail, site or register
    stands among or under them, `called` that it is more than a register.
    """

    members: tuple[int, ...]
    reached: bool
    placed: bool
    box: Box
    name: str
    height: float
    called: bool = False


@cache
def _no_name() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{alternation('no_name')})")


@cache
def _register() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{addresses.one_of('register')})(?![^\W_])")


def block_parties(
    neighbourhood: Neighbourhood, doctype: DocumentType, title: Box | None, context: Context
) -> Iterator[Candidate]:
    """Candidates for the sender and the receiver of an invoice or a packing list, by the blocks of its first page."""
    between = sender_and_receiver(doctype)
    if between is None:
        return
    exporter, importer = between
    sites = _sites(neighbourhood.layout)
    found = blocks(neighbourhood, title, sites)
    weighed = [(_own(neighbourhood.layout, one, sites, found), one) for one in found]
    senders = [(fit, one) for fit, one in weighed if fit is not None]
    sender = max(senders, key=lambda pair: (pair[0], -pair[1].box.y0), default=None)
    if sender is not None:
        yield from _candidate(neighbourhood, exporter, sender[1], sender[0], context)
    fit = _WINDOW
    for one in found:
        if sender is not None and one is sender[1] and sender[0] == _AT_TOP and one.placed:
            # What stands at the top and nothing more may be the addressee of a firm that is told otherwise.
            yield from _candidate(neighbourhood, importer, one, _HARDLY, context)
        if sender is not None and (one is sender[1] or letters(one.name) == letters(sender[1].name)):
            continue
        if one.placed and one.box.y1 < _UPPER and (one.box.y0 > _TOP or sender is not None):
            yield from _candidate(neighbourhood, importer, one, fit, context)
            fit -= _LATER


def without_address_numbers(found: Iterable[Candidate], layout: PageLayout) -> list[Candidate]:
    """The readings but for numbers that begin the address under a company's name: "Lot IVC 118, Ankorondrano"."""
    kept: list[Candidate] = []
    starts = {segment.words[0]: number for number, segment in enumerate(layout.segments)}
    for one in found:
        led = one.cue is not None and one.spec.kind in WITH_DIGITS and one.region.spots
        before = one.region.spots[0][2] - len((one.cue or "").split()) if led else -1
        if before not in starts or not begins_address(layout, starts[before]):
            kept.append(one)
    return kept


def _own(layout: PageLayout, block: Block, sites: Sequence[str], others: Sequence[Block]) -> float | None:
    """How well a block fits as whose paper it is; None where nothing says so.

    A register alone says nothing where another block begins over it: customers are given with theirs.
    """
    outer = block.box.y0 < _TOP or block.box.y0 > _FOOT
    if _in_sites(sites, block.name):
        return _OWN_SITE if outer else _HARDLY
    edge = block.box.y0 - _LOWER * block.height / layout.page.height
    under = any(one.placed and one.box.y0 < edge for one in others)
    if block.reached and outer and (block.called or block.box.y0 > _FOOT or not under):
        return _REACHED
    if block.box.y0 > _FOOT:
        return _AT_FOOT
    large = block.height > _LARGE * layout.text_height
    return _AT_TOP if block.box.y0 < _TOP and (large or block.box.x0 < 0.5) else None


def _sites(layout: PageLayout) -> list[str]:
    """What the sites and mail addresses of a page are called, but for those that anybody may have mail at."""
    found = (match[1].replace("-", "") for one in layout.segments for match in _SITE.finditer(fold(one.text)))
    return [site for site in found if site not in _FREE_MAIL]


def _in_sites(sites: Sequence[str], name: str) -> bool:
    """Whether one of these sites is called as a firm is: "aubonmoulin.fr", "azure-interior.com"."""
    words = re.findall(r"[^\W\d_]{3,}", fold(name))
    whole = letters(name)
    for site in sites:
        shared = sum(len(word) for word in words if word in site)
        if (len(site) >= _LEAST_SHARED and site in whole) or shared >= max(_LEAST_SHARED, 0.7 * len(site)):
            return True
    return False


def blocks(neighbourhood: Neighbourhood, title: Box | None, sites: Sequence[str]) -> list[Block]:
    """Every block of a name with its address, or with how to reach it, in the upper half and at the foot of a page."""
    layout = neighbourhood.layout
    found: list[Block] = []
    taken: set[int] = set()
    for number, segment in enumerate(layout.segments):
        if number in taken or _UPPER < segment.box.y0 < _FOOT or not _may_name(neighbourhood, number, title):
            continue
        block = _block(neighbourhood, number, title)
        if block is None and segment.box.y0 < _TOP and _in_sites(sites, segment.text):
            block = Block((number,), False, False, segment.box, segment.text, segment.height)
        if block is not None:
            taken.update(block.members)
            found.append(block)
    return found


def _block(neighbourhood: Neighbourhood, first: int, title: Box | None) -> Block | None:
    layout = neighbourhood.layout
    members, reached, called = [first], False, False
    above = first
    for number in _column(layout, first):
        segment, last = layout.segments[number], layout.segments[above]
        gap = (segment.box.y0 - last.box.y1) * layout.page.height / max(last.height, segment.height, 1.0)
        text = fold(segment.text)
        contact = addresses.without_contact(text) == 0 or _is_site(text)
        placed = _is_place(segment.text)
        if gap > (_WIDE_GAP if placed else _GAP) or len(members) >= _MOST_LINES:
            break
        if addresses.without_contact(text) > _LONGEST:
            break
        if title is not None and _meets(segment.box, title):
            break
        if contact:
            reached, above = reached or _ATTENTION.match(text) is None, number
            called = called or _register().match(text) is None
            continue
        if reached or not (neighbourhood.is_free(number) or addresses.leads_address_label(text)):
            break
        members.append(number)
        above = number
    lines = [layout.segments[one].text for one in members[1:]]
    placed = any(map(_is_place, lines))
    if not placed and not reached:
        return None
    box = layout.segments[first].box
    for one in members[1:]:
        box = box.union(layout.segments[one].box)
    name = layout.segments[first]
    return Block(tuple(members) if placed else (first,), reached, placed, box, name.text, name.height, called)


def _column(layout: PageLayout, first: int) -> Sequence[int]:
    """The phrases under one that stand in its column, at its left edge or around its middle, top to bottom."""
    start = layout.segments[first]
    width = layout.page.width
    return [
        number
        for number, segment in enumerate(layout.segments)
        if segment.box.y0 > start.box.y0
        and (
            abs(segment.box.x0 - start.box.x0) * width <= 1.3 * segment.height
            or abs(segment.box.mid_x - start.box.mid_x) * width <= 0.7 * segment.height
        )
    ]


def _may_name(neighbourhood: Neighbourhood, number: int, title: Box | None) -> bool:
    segment = neighbourhood.layout.segments[number]
    text, folded = segment.text.strip(), fold(segment.text)
    if not neighbourhood.is_free(number) or (title is not None and _meets(segment.box, title)):
        return False
    if len(text) <= 3 or len(text.split()) > _MOST_WORDS or sum(map(str.isdigit, text)) > 2 or ":" in text:
        return False
    if (
        not text[0].isalnum()
        or addresses.leads_address_label(folded)
        or _no_name().search(folded)
        or "@" in text
        or _is_site(folded)
        or _is_place(text)
    ):
        return False
    return re.search(r"[^\W\d_]{3}", text) is not None and not _under_place(neighbourhood.layout, number)


def _under_place(layout: PageLayout, number: int) -> bool:
    """Whether a line of an address stands right over a phrase, set to the same edge: the phrase carries it on."""
    segment, width = layout.segments[number], layout.page.width
    for over in reversed(layout.segments[:number]):
        gap = (segment.box.y0 - over.box.y1) * layout.page.height
        if gap > _GAP * max(segment.height, over.height):
            return False
        edges = (over.box.x0 - segment.box.x0, over.box.x1 - segment.box.x1, over.box.mid_x - segment.box.mid_x)
        if over.line != segment.line and min(map(abs, edges)) * width <= 1.3 * segment.height:
            return _is_place(over.text)
    return False


def _is_place(text: str) -> bool:
    """Whether a line is of an address: a street, a town with its postal code."""
    folded = fold(text[: addresses.without_contact(fold(text))])
    if addresses.has_town(folded) or (is_address(text) and any(map(str.isdigit, folded))):
        return True
    named = find_countries(text, Context())
    return bool(named) and named[0].end - named[0].start > 0.8 * len(text.strip())


def _is_site(folded: str) -> bool:
    return re.match(r"\W*(?:www\.|https?:|\S+@\S+$)", folded) is not None


def _meets(one: Box, other: Box) -> bool:
    return min(one.x1, other.x1) > max(one.x0, other.x0) and other.y0 < one.mid_y < other.y1


def _candidate(
    neighbourhood: Neighbourhood, spec: FieldSpec, block: Block, fit: float, context: Context
) -> Iterator[Candidate]:
    layout = neighbourhood.layout
    parts = [Part(one, 0, len(layout.segments[one].text)) for one in block.members]
    region = region_of(layout, neighbourhood.page, Place.LETTERHEAD, parts, skip=neighbourhood.skip)
    parsed = parse(spec.kind, region.text, context)
    if parsed is not None:
        features = value_features(spec, region, parsed)
        features |= {"place_letterhead": 1.0, "shape_fit": fit}
        yield Candidate(spec, region, parsed).weighed(features)
