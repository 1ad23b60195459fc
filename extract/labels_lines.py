"""Labels over several lines: wrapped, in two languages one under the other, with a bracket that closes below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from extract.doctype import ValueKind
from extract.labels_hit import COLON, TAIL, LabelHit, common, counted, in_figures, make_hit, may_open, starts
from extract.labels_index import LabelIndex
from extract.labels_pieces import Piece, pieces_of, wording_keys
from extract.labels_several import several, under
from extract.labels_units import currency_in, unit_in
from extract.layout import PageLayout
from extract.values import addresses, legal_forms
from extract.values.folding import fold

_MOST_LINES = 7  # of one label
_LONGEST = 160  # characters of one label
_MERE_NUMBER = ("no",)
_AT_LENGTH = 12  # letters of a label of several words
_RUNNING = 7  # words from which a line is running text


def joined(
    layout: PageLayout,
    page: int,
    index: LabelIndex,
    hits: Iterable[LabelHit],
    found: dict[int, Sequence[Piece]],
    *,
    fuzzy: bool,
) -> tuple[LabelHit, ...]:
    """Labels that wrap onto the next line, or stand over their translation, as one."""
    first: dict[int, LabelHit] = {hit.segments[0]: hit for hit in hits if not hit.embedded}
    embedded = [hit for hit in hits if hit.embedded]
    gone: set[int] = set()
    for number in sorted(found):
        if number in gone:
            continue
        upper = first.get(number)
        listed = several(layout, number, page, index, found, fuzzy=fuzzy)
        if listed is not None and (upper is None or listed.length > upper.length):
            first[number] = listed
            gone.update(listed.segments[1:])
            embedded = [hit for hit in embedded if hit.segments[0] not in listed.segments]
            continue
        follower = under(layout, number)
        if follower is None or follower not in found or follower in gone:
            continue
        row = upper is not None and follower in first and _in_one_row(layout, upper, first[follower])
        if (
            upper is not None
            and not row
            and (
                _valued_each(layout, upper, first.get(follower))
                or _answered(layout, upper, first.get(follower))
                or _with_its_address(layout, upper, follower)
            )
        ):
            continue
        if not row and _names_its_own(layout, number, first.get(follower)):
            continue
        if upper is None and not (fuzzy or may_open(layout.segments[number].text, found[number], index)):
            continue
        block = _block(layout, number, page, index, found, fuzzy=fuzzy)
        if block is not None and _stacked([first[one] for one in block.segments if one in first]):
            block = None
        if block is not None and (upper is None or block.length > upper.length):
            first[number] = block
            gone.update(block.segments[1:])
            continue
        if upper is not None and not upper.colon:
            remarked = _bracketed(layout, number, upper)
            if remarked is not None:
                first[number] = remarked
                gone.update(remarked.segments[1:])
        if upper is not None and (upper.colon or number in gone):
            continue
        if len(found[number]) + len(found[follower]) <= index.longest + 2:
            wrapped = _wrapped(layout, number, follower, page, index, found, fuzzy=fuzzy)
            both = upper is not None and upper.whole and follower in first and first[follower].whole
            least = 1.0 if both else 0.96
            if wrapped is not None and wrapped.quality >= least and (upper is None or wrapped.length > upper.length):
                first[number] = wrapped
                gone.add(follower)
                continue
        lower = first.get(follower)
        if upper is None or not upper.whole or first.get(number) is not upper:
            continue
        apart = lower is not None and not lower.languages & upper.languages
        if lower is not None and lower.whole and (apart or row or _says_again(layout, upper, lower)):
            shared = common(upper.specs, lower.specs)
            if shared:
                first[number] = replace(
                    upper,
                    segments=(number, follower),
                    end=lower.end,
                    specs=shared,
                    text=f"{upper.text} {lower.text}",
                    length=upper.length + lower.length,
                    colon=lower.colon,
                    languages=upper.languages | lower.languages,
                    unit=upper.unit or lower.unit,
                    currency=upper.currency or lower.currency,
                )
                gone.add(follower)
        elif lower is None and TAIL.fullmatch(layout.segments[follower].text.rstrip(" :")):
            below = layout.segments[follower].text
            if unit_in(below) or currency_in(below):
                first[number] = replace(
                    upper,
                    segments=(number, follower),
                    end=len(below),
                    unit=upper.unit or unit_in(below),
                    currency=upper.currency or currency_in(below),
                )
                gone.add(follower)
    first = {number: hit for number, hit in first.items() if not _in_value(layout, hit, first)}
    kept = [hit for number, hit in first.items() if number not in gone and not _in_sentence(layout, hit, first)]
    kept += [hit for hit in embedded if hit.segments[0] not in gone]
    return tuple(sorted(kept, key=lambda hit: (hit.segments[0], hit.start)))


def _valued_each(layout: PageLayout, upper: LabelHit, lower: LabelHit | None) -> bool:
    """Whether each of two labels has its value right of it, on its own line: neither goes on in the other.

    "Invoice | PS/26/07" over "From | Perak Metals Sdn. Bhd." is no "Invoice from". What is told in figures must have
    some beside it; a name over two lines beside a label over two lines looks the same and shows nothing.
    """
    if lower is None or not (upper.whole and lower.whole and upper.specs and lower.specs):
        return False
    if not in_figures(upper) or wording_keys(lower.text) == _MERE_NUMBER:
        return False
    for hit in (upper, lower):
        number = hit.segments[-1]
        beside = layout.segments[number + 1 : number + 2]
        if not beside or beside[0].line != layout.segments[number].line:
            return False
        if in_figures(hit) and not any(map(str.isdigit, beside[0].text)):
            return False
    return True


def _answered(layout: PageLayout, upper: LabelHit, lower: LabelHit | None) -> bool:
    """Whether two labels each have their value on their own line: "Date | 11.05.2026" over "Échéance : à vue"."""
    if lower is None or not upper.whole or not upper.specs or not lower.specs or lower.whole or lower.bare:
        return False
    number = upper.segments[-1]
    beside = layout.segments[number + 1 : number + 2]
    return bool(beside) and beside[0].line == layout.segments[number].line and number + 1 not in lower.segments


def _names_its_own(layout: PageLayout, number: int, lower: LabelHit | None) -> bool:
    """Whether a party's label under a phrase with its answer has a company right of it: "Domicilio | Calle …" over
    "Comprador | Metales S.A." are two facts, and no "Domicilio del comprador"."""
    if lower is None or not lower.whole or not any(spec.kind is ValueKind.PARTY for spec in lower.specs):
        return False
    answers = [_beside(layout, one) for one in (number, lower.segments[-1])]
    return None not in answers and legal_forms.ends(answers[1] or "")


def _beside(layout: PageLayout, number: int) -> str | None:
    """What stands right of a phrase on its line; None where nothing does."""
    beside = layout.segments[number + 1 : number + 2]
    return beside[0].text if beside and beside[0].line == layout.segments[number].line else None


def _with_its_address(layout: PageLayout, upper: LabelHit, follower: int) -> bool:
    """Whether a party's label stands over "Address", a label of its own, and does not go on in it."""
    party = upper.whole and any(spec.kind is ValueKind.PARTY for spec in upper.specs)
    return party and addresses.is_address_label(fold(layout.segments[follower].text))


def _says_again(layout: PageLayout, upper: LabelHit, lower: LabelHit) -> bool:
    """Whether the lower of two labels says the upper one in a like language, their one value standing between them.

    "Numéro de lot" over "Lot number": words that several languages share tell no language.
    """
    top, bottom = layout.segments[upper.segments[0]], layout.segments[lower.segments[-1]]
    edge = max(top.box.x1, bottom.box.x1)
    beside = [
        segment for segment in layout.segments if segment.box.x0 > edge and segment.line in (top.line, bottom.line)
    ]
    between = any(
        segment.box.x0 > edge and top.box.mid_y < segment.box.mid_y < bottom.box.mid_y
        for segment in layout.segments[upper.segments[0] : lower.segments[0]]
    )
    return between and not beside


def _in_one_row(layout: PageLayout, upper: LabelHit, lower: LabelHit) -> bool:
    """Whether two labels of one field are all that a ruled row has at their edge: "Importateur" over "Importer"."""
    top = layout.segments[upper.segments[0]]
    named = upper.whole and lower.whole and not lower.colon and fold(upper.text) != fold(lower.text)
    if top.cell is None or not named or not common(upper.specs, lower.specs):
        return False
    flush = [
        number
        for number in layout.cells[top.cell].segments
        if abs(layout.segments[number].box.x0 - top.box.x0) * layout.page.width < top.height
    ]
    return flush == [*upper.segments, *lower.segments]


def _stacked(hits: Sequence[LabelHit]) -> bool:
    """Whether lines one under the other are labels of their own, each of another field: "Number", "Date", "Invoice"."""
    whole = [hit for hit in hits if hit.whole and hit.specs]
    return len(whole) > 1 and len(whole) == len(hits) and not common(whole[0].specs, whole[1].specs)


def _in_value(layout: PageLayout, hit: LabelHit, hits: Mapping[int, LabelHit]) -> bool:
    """Whether a label's word only begins the value of a label before it: "Mine site | Gisement Antsirabe"."""
    number = hit.segments[0]
    before = hits.get(number - 1)
    if before is None or not hit.bare or hit.colon or len(hit.segments) > 1:
        return False
    beside = layout.segments[before.segments[-1]].line == layout.segments[number].line
    return beside and before.whole and bool(common(before.specs, hit.specs))


def _in_sentence(layout: PageLayout, hit: LabelHit, hits: Mapping[int, LabelHit]) -> bool:
    """Whether a label's word only stands at the beginning of a line of running text.

    Where the line over it begins with a label as well, both of several words, the lines are of a form.
    """
    number = hit.segments[0]
    segment = layout.segments[number]
    small = segment.text[:1].islower()
    if not (hit.bare or (hit.colon and small)) or hit.box_number or len(hit.segments) > 1:
        return False
    rest = segment.text[hit.end :].lstrip()
    if hit.bare and small and not rest[:1].isdigit():
        return True
    if hit.bare and len(segment.text.split()) < _RUNNING:
        return False
    for other in range(number - 1, max(-1, number - 8), -1):
        above = layout.segments[other]
        drop = (segment.box.y0 - above.box.y1) * layout.page.height
        if above.line == segment.line or abs(above.box.x0 - segment.box.x0) * layout.page.width > 2 * segment.height:
            continue
        over = hits.get(other)
        if over is not None and min(over.length, hit.length) >= _AT_LENGTH and over.specs and hit.specs:
            return False
        return (
            drop < segment.height
            and len(above.text.split()) >= _RUNNING
            and above.text.rstrip()[-1:] not in ".:;"
            and above.cell == segment.cell
        )
    return False


def _counts_rows(layout: PageLayout, number: int) -> bool:
    """Whether a phrase is a single letter, as they count the rows of a form: no part of a word over some lines."""
    return len(layout.segments[number].text.strip(" .):")) == 1


def _wrapped(
    layout: PageLayout,
    number: int,
    follower: int,
    page: int,
    index: LabelIndex,
    found: dict[int, Sequence[Piece]],
    *,
    fuzzy: bool,
) -> LabelHit | None:
    upper, lower = layout.segments[number], layout.segments[follower]
    if _counts_rows(layout, number) and _counts_rows(layout, follower):
        return None
    both = f"{upper.text} {lower.text}"
    joined = pieces_of(layout, (number, follower))
    cut = len(upper.text)
    for start in starts(both, joined):
        match = index.at(joined, start, fuzzy=fuzzy)
        if match is None or joined[match.first].start >= cut:
            continue
        whole = replace(upper, text=both, words=(*upper.words, *lower.words))
        hit, last = make_hit(whole, number, page, index, joined, match, box=start > 0, embedded=False, fuzzy=fuzzy)
        reaches = joined[last - 1].end > cut and hit.end > cut + 1
        if hit.box_number and counted(both):
            return None  # "20" over "BIG", over "BAGS": how many, and of what
        if reaches and (last == len(joined) or hit.colon):
            return replace(hit, segments=(number, follower), end=max(0, hit.end - cut - 1))
    return None


def _block(
    layout: PageLayout, number: int, page: int, index: LabelIndex, found: dict[int, Sequence[Piece]], *, fuzzy: bool
) -> LabelHit | None:
    """A label over three lines or more, with its bracketed remark and its other language: the longest that is whole."""
    segments = [number]
    while len(segments) < _MOST_LINES:
        follower = under(layout, segments[-1])
        if follower is None or follower not in found or follower in segments:
            break
        segments.append(follower)
        if layout.segments[follower].text.rstrip().endswith(":"):
            break
    for count in range(len(segments), 2, -1):
        group = segments[:count]
        text = " ".join(layout.segments[one].text for one in group)
        if len(text) > _LONGEST or any(_counts_rows(layout, one) for one in group):
            continue
        joined = pieces_of(layout, group)
        for start in starts(text, joined):
            match = index.at(joined, start, fuzzy=fuzzy)
            if match is None or not match.wording.specs:
                continue
            words = tuple(word for one in group for word in layout.segments[one].words)
            whole = replace(layout.segments[number], text=text, words=words)
            hit, _ = make_hit(whole, number, page, index, joined, match, box=start > 0, embedded=False, fuzzy=fuzzy)
            if hit.whole and not (hit.box_number and counted(text)):
                return replace(hit, segments=tuple(group), end=len(layout.segments[group[-1]].text))
    return None


def _bracketed(layout: PageLayout, number: int, hit: LabelHit) -> LabelHit | None:
    """A label whose bracketed remark goes on in the next line: "Exporter (name, full / address, country)"."""
    rest = layout.segments[number].text[hit.start :]
    if rest.count("(") <= rest.count(")") or any(char.isdigit() for char in rest):
        return None
    segments = [number]
    for _ in range(2):
        follower = under(layout, segments[-1])
        if follower is None:
            return None
        segments.append(follower)
        text = layout.segments[follower].text
        if ")" in text:
            end = text.index(")") + 1
            colon = COLON.match(text[end:])
            end += colon.end() if colon else 0
            whole = not text[end:].strip()
            return replace(
                hit, segments=tuple(segments), end=end, whole=whole, bare=not whole and colon is None, colon=bool(colon)
            )
        if len(text) > 60:
            return None
    return None
