"""Labels over several lines: wrapped, in two languages one under the other, with a bracket that closes below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from extract.labels_apart import (
    answered,
    answers_over,
    counts_rows,
    in_one_row,
    in_sentence,
    in_value,
    names_its_own,
    says_again,
    valued_each,
    with_its_address,
)
from extract.labels_hit import COLON, TAIL, LabelHit, common, counted, make_hit, may_open, starts
from extract.labels_index import LabelIndex
from extract.labels_pieces import Piece, pieces_of
from extract.labels_several import several, under
from extract.labels_signs import with_signs
from extract.labels_units import currency_in, unit_in
from extract.layout import PageLayout

_MOST_LINES = 7  # of one label
_LONGEST = 160  # characters of one label
_MENDED = re.compile(r"(?<=[^\W\d_])- (?=[^\W\d_])")  # a word that its line's end has parted: "42 big-" over "bags"
_DASHES = ("–", "—", "-")  # which may stand between a label's wordings: "Client – Exporting" over "party:"
_PAIR = 2  # lines that may be one label, though each could be one by itself


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
        upper, follower = first.get(number), under(layout, number)
        if upper is None and follower is not None and answers_over(layout, number, follower, first):
            continue
        listed = several(layout, number, page, index, found, fuzzy=fuzzy)
        if listed is not None and (upper is None or listed.length > upper.length):
            first[number] = _closed(layout, listed)
            gone.update(first[number].segments[1:])
            embedded = [hit for hit in embedded if hit.segments[0] not in first[number].segments]
            continue
        if follower is None or follower not in found or follower in gone:
            continue
        row = upper is not None and follower in first and in_one_row(layout, upper, first[follower])
        if (
            upper is not None
            and not row
            and (
                valued_each(layout, upper, first.get(follower))
                or answered(layout, upper, first.get(follower))
                or with_its_address(layout, upper, follower)
            )
        ):
            continue
        if not row and names_its_own(layout, number, first.get(follower)):
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
        if upper is not None and ((upper.colon and not upper.text.endswith(_DASHES)) or number in gone):
            continue
        if len(found[number]) + len(found[follower]) <= index.longest + 2:
            wrapped = _wrapped(layout, number, follower, page, index, found, fuzzy=fuzzy)
            both = upper is not None and upper.whole and follower in first and first[follower].whole
            least = 1.0 if both else 0.96
            if wrapped is not None and wrapped.quality >= least and (upper is None or wrapped.length > upper.length):
                first[number] = _closed(layout, wrapped)
                gone.update(first[number].segments[1:])
                continue
        lower = first.get(follower)
        if upper is None or not upper.whole or first.get(number) is not upper:
            continue
        apart = lower is not None and not lower.languages & upper.languages
        if lower is not None and lower.whole and (apart or row or says_again(layout, upper, lower)):
            shared = common(upper.specs, lower.specs)
            if shared:
                joint = replace(
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
                first[number] = _closed(layout, joint)
                gone.update(first[number].segments[1:])
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
    first = with_signs(layout, first)
    first = {number: hit for number, hit in first.items() if not in_value(layout, hit, first)}
    kept = [hit for number, hit in first.items() if number not in gone and not in_sentence(layout, hit, first)]
    kept += [hit for hit in embedded if hit.segments[0] not in gone]
    return tuple(sorted(kept, key=lambda hit: (hit.segments[0], hit.start)))


def _stacked(hits: Sequence[LabelHit]) -> bool:
    """Whether lines one under the other are labels of their own, each of another field: "Number", "Date", "Invoice".

    Three of them are so under a line that is none: "*** EXPORT LICENCE ***" over "Number", "Date", "Holder".
    """
    whole = [hit for hit in hits if hit.whole and hit.specs]
    if len(whole) == len(hits):
        return any(not common(whole[0].specs, other.specs) for other in whole[1:])
    return len(whole) > _PAIR and not any(common(one.specs, other.specs) for one, other in combinations(whole, 2))


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
    if counts_rows(layout, number) and counts_rows(layout, follower):
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
        if hit.box_number and (counted(both) or counted(_MENDED.sub("-", both))):
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
        if len(text) > _LONGEST or any(counts_rows(layout, one) for one in group):
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


def _closed(layout: PageLayout, hit: LabelHit) -> LabelHit:
    """A label of two lines with the further one that closes the bracket of its second: "name," over "address)"."""
    further = _bracketed(layout, hit.segments[-1], replace(hit, start=0)) if not hit.colon else None
    if further is None:
        return hit
    return replace(further, segments=(*hit.segments, *further.segments[1:]), start=hit.start)


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
