"""Where a page names its facts: label occurrences, with box numbers, two languages, wrapped lines and units.

A label is looked for where forms put one: at the start of a phrase (after a box number), after another label, or
inside a phrase where a colon follows. The longest wording wins ("Date of expiry" over "Date").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extract.doctype import FieldSpec, ValueKind
from extract.labels_index import LabelIndex, Match, Piece, pieces
from extract.layout import PageLayout, Segment
from extract.prose_words import prose_words
from extract.values import units
from extract.values.folding import fold

_RUNNING = 7  # words from which a line is running text
_SHORT = 4  # letters; a shorter wording is met by chance in any text
_BOX_WORD = re.compile(r"^(?:box|case|casilla|campo|cuadro|casa|quadro|rubrique|item|field|section|art)$")
_BOX = re.compile(
    r"^\s*[(\[]?\s*(?:[a-z]+\.?\s+)?(?:\d{1,2}\s?[a-z]?|[ivxl]{1,4}|[a-z])\s*[)\].:/°-]*\s*$", re.IGNORECASE
)
_CHAIN = re.compile(r"^\.?\s*(?:[/|\\–—·•-]|\()\s*")
_TAIL = re.compile(r"^\.?\s*[(\[]([^()\[\]]{1,60})[)\]]")
_IN_UNIT = re.compile(r"^\.?\s*,?\s*(?:in|en|em)\s+([^\W\d_][\w.$]*\$?)(?=\s*[:;)]|\s*$|\s+\d)", re.IGNORECASE)
_BARE_UNIT = re.compile(r"^\.?\s*,?\s*(kgs?|cts?|gr?|mt|t|usd|us\$|eur|€|\$|%)(?=\s*:|\s*$)", re.IGNORECASE)
_COLON = re.compile(r"^\.?\s*(?:[:;=›»>→]|\.{2,}|…|_{2,}|[-–—](?=\s))+[\s.:…_]*")
_STOP = re.compile(r"^\.?\s*[.,]?\s*")
_CURRENCY = re.compile(
    r"(?<![A-Za-z])(USD|US\$|U\.S\.\s?\$?|EUR|GBP|CHF|ZAR|BWP|CAD|AUD|AED|INR|XAF|XOF|CNY|JPY|BRL)(?![A-Za-z])|(€)|(£)"
)
_DOLLARS = re.compile(
    r"(?:US|U\.S\.|united states|american|americanos?)\s*(?:dollars?|dólares)|dollars?\s+(?:US|américains|EU)",
    re.IGNORECASE,
)
_CURRENCIES = {"US$": "USD", "€": "EUR", "£": "GBP"}


@dataclass(frozen=True)
class LabelHit:
    """One label as it stands on a page.

    `segments` are the phrases it takes up, top to bottom (more than one where it wraps or stands in two languages,
    one under the other). It begins at character `start` of the first and ends at `end` of the last, colon and
    bracketed unit included. `specs` are the fields it may introduce, none for a text only known as a label. `bare`
    says that text follows with no colon or sign between; `embedded` that words stand before it in the phrase; `weak`
    that it is a mere "No." before a number, which may as well begin an address.
    """

    page: int
    segments: tuple[int, ...]
    start: int
    end: int
    specs: tuple[FieldSpec, ...]
    text: str
    quality: float
    length: int
    colon: bool
    whole: bool
    bare: bool
    embedded: bool
    box_number: bool
    languages: frozenset[str]
    unit: str | None
    currency: str | None
    weak: bool = False


def find_labels(
    layout: PageLayout, page: int, index: LabelIndex, skip: Collection[int] = frozenset()
) -> tuple[LabelHit, ...]:
    """All labels of a page; phrases made of words in `skip` (a table's) are passed over."""
    fuzzy = layout.page.origin == "ocr"
    hits: list[LabelHit] = []
    found: dict[int, list[Piece]] = {}
    for number, segment in enumerate(layout.segments):
        if skip and all(word in skip for word in segment.words):
            continue
        found[number] = pieces(segment.text)
        hits.extend(_in_segment(segment, number, page, index, found[number], fuzzy=fuzzy))
    return _joined(layout, page, index, hits, found, fuzzy=fuzzy)


def _starts(text: str, found: Sequence[Piece]) -> list[int]:
    """Pieces at which the label of a phrase may begin: the first, or the one after a box number."""
    starts = [0]
    if len(found) > 1 and _BOX.match(text[: found[1].start]):
        starts.append(1)
    if len(found) > 2 and _BOX_WORD.match(found[0].key.replace("l", "i")) and len(found[1].key) <= 2:
        starts.append(2)
    return starts


def _in_segment(
    segment: Segment, number: int, page: int, index: LabelIndex, found: Sequence[Piece], *, fuzzy: bool
) -> list[LabelHit]:
    text = segment.text
    hits: list[LabelHit] = []
    if not found:
        return hits
    best: tuple[int, Match] | None = None
    for start in _starts(text, found):
        match = index.at(found, start, fuzzy=fuzzy)
        if match is not None and (best is None or match.last > best[1].last):
            best = (start, match)
    if best is None and fuzzy and len(found) <= 7:
        match = index.whole(found)
        if match is not None:
            best = (0, match)
    position = 0
    if best is not None:
        hit, after = _hit(segment, number, page, index, found, best[1], box=best[0] > 0, embedded=False, fuzzy=fuzzy)
        if not _mere_word(text, hit, best[1]):
            hits.append(hit)
            position = after
    while position < len(found):
        match = index.at(found, position, fuzzy=False)
        if match is None or not match.wording.specs:
            position += 1
            continue
        hit, after = _hit(segment, number, page, index, found, match, box=False, embedded=True, fuzzy=fuzzy)
        at = found[position].start
        fresh = text[at : at + 1].isupper() or text[at : at + 1] in "№#"
        before = text[:at].rstrip()
        parted = not before or before[-1] in ",;|/)–—" or text[max(0, at - 2) : at].isspace()
        # A wording inside a phrase is a label only where the phrase treats it as one.
        if (hit.colon and (fresh or parted)) or (fresh and parted and len(match.wording.keys) > 1):
            hits.append(hit)
            position = after
        else:
            position += 1
    return hits


def _mere_word(text: str, hit: LabelHit, match: Match) -> bool:
    """Whether a label's wording only happens to begin a phrase, with no colon after it.

    Small letters after one plain word, or after one guessed at, go on a sentence. A very short wording (HS, Net, De)
    wants a number after it, and one that may name a party stands alone.
    """
    if hit.colon:
        return False
    if hit.whole:
        return hit.length < 2
    if hit.specs == () and hit.length <= _SHORT:
        return True
    rest = text[hit.end :].lstrip()
    if (
        re.match(r"[-_/]?\w", text[hit.end :])
        and not text[hit.end - 1 : hit.end].isspace()
        and text[hit.end - 1] not in ".)°º"
    ):
        return True  # the beginning of a number: LOT-34909
    if rest[:1].islower() and (len(match.wording.keys) == 1 or match.quality < 0.95):
        return True
    if hit.box_number and not re.search(r"[.)\]:]", text[: hit.start]):
        return True
    if any(spec.kind is ValueKind.AUTHORITY for spec in hit.specs):
        return True  # "Chamber of Commerce of Lima": the words are the name's own
    if hit.length > _SHORT:
        return False
    named = any(spec.kind in (ValueKind.PARTY, ValueKind.AUTHORITY, ValueKind.TEXT) for spec in hit.specs)
    return hit.length < 2 or named or not any(char.isdigit() for char in " ".join(rest.split()[:2]))


def _hit(
    segment: Segment,
    number: int,
    page: int,
    index: LabelIndex,
    found: Sequence[Piece],
    match: Match,
    *,
    box: bool,
    embedded: bool,
    fuzzy: bool,
) -> tuple[LabelHit, int]:
    """The hit for a match, stretched over a second language, bracketed units and the colon."""
    text = segment.text
    specs, last, end = match.wording.specs, match.last, found[match.last - 1].end
    start = found[match.first].start
    languages = set(match.wording.languages)
    length = match.wording.length
    end = _closed(text, start, end)
    while last < len(found):
        tail = _TAIL.match(text[end:])
        skipped = tail.end() if tail is not None and _CHAIN.match(text[end + tail.end() :]) else 0
        if skipped:
            while last < len(found) and found[last].start < end + skipped:
                last += 1
            if last == len(found):
                break
        link = _CHAIN.match(text[end + skipped :])
        other = index.at(found, last, fuzzy=fuzzy)
        if other is None or found[last].start > end + skipped + (link.end() if link else 1) + 1:
            break
        shared = _shared(specs, other.wording.specs)
        if not shared and not (not specs and not other.wording.specs):
            break
        if link is None and other.wording.languages & languages:
            break
        specs = shared
        last, end = other.last, _closed(text, start, found[other.last - 1].end)
        languages |= other.wording.languages
        length += other.wording.length
        if link is not None and "(" in link[0] and text[end : end + 1] == ")":
            end += 1
    hints = text[start:end]
    if any(spec.kind is ValueKind.PARTY for spec in specs):
        named = _party_tail().match(fold(text[end:]))
        end = _closed(text, start, end + named.end()) if named else end
    for pattern in (_TAIL, _IN_UNIT, _BARE_UNIT, _TAIL):
        tail = pattern.match(text[end:])
        if tail is not None and sum(char.isdigit() for char in tail[0]) < 4:
            end += tail.end()
    colon = _COLON.match(text[end:])
    if colon is not None:
        end += colon.end()
    else:
        stop = _STOP.match(text[end:])
        end += stop.end() if stop else 0
    while last < len(found) and found[last].start < end:
        last += 1
    rest = text[end:].strip(" /|–—-")
    hints = text[start:end]
    return (
        LabelHit(
            page=page,
            segments=(number,),
            start=start,
            end=end,
            specs=specs,
            text=text[start:end].strip(),
            quality=match.quality,
            length=length,
            colon=colon is not None,
            whole=not rest and not embedded,
            bare=bool(rest) and colon is None,
            embedded=embedded,
            box_number=box,
            languages=frozenset(languages),
            unit=_unit(hints),
            currency=_currency(hints),
            weak=match.wording.keys == ("no",) and colon is None and bool(rest),
        ),
        last,
    )


def _closed(text: str, start: int, end: int) -> int:
    """The end of a wording with the bracket that closes what it opened."""
    if text.count("(", start, end) > text.count(")", start, end):
        closing = re.match(r"[^\w(]{0,3}\)", text[end:])
        if closing is not None:
            return end + closing.end()
    return end


@cache
def _party_tail() -> re.Pattern[str]:
    """What forms print after "Exporter": 's name and address, (nom, adresse complète, pays) …"""
    words = "|".join(sorted(prose_words("party_part"), key=len, reverse=True))
    one = rf"(?:full |complete )?(?:{words})(?: complet[aeo]?)?"
    list_of = rf"{one}(?:[\s,/&]+(?:and |et |e |y )?{one})*"
    return re.compile(rf"^\s*(?:['’]?s(?=\s))?\s*(?:\(\s*{list_of}\s*\)|[,:-]?\s*{list_of}(?![^\W_]))")


def _shared(one: Sequence[FieldSpec], other: Sequence[FieldSpec]) -> tuple[FieldSpec, ...]:
    return tuple(spec for spec in one if any(spec is each for each in other))


def _unit(text: str) -> str | None:
    for word in re.findall(r"(?<![^\W_.])[^\W\d_]+(?:[ .]t)?(?!\w|\.\w)|%", text)[::-1]:
        unit = units.canonical(word)
        if unit is not None and (len(word) > 1 or word == "%" or f"({word}" in text):
            return unit
    return None


def _currency(text: str) -> str | None:
    match = _CURRENCY.search(text)
    if match is not None:
        code = match[0].upper().replace(" ", "")
        return _CURRENCIES.get(code, "USD" if code.startswith("U") else code)
    return "USD" if _DOLLARS.search(text) else None


def _under(layout: PageLayout, number: int) -> int | None:
    """The phrase right under another: in its cell or with the same left edge, at most a line away."""
    segment = layout.segments[number]
    height = layout.page.height
    for follower in range(number + 1, min(number + 14, len(layout.segments))):
        below = layout.segments[follower]
        drop = (below.box.y0 - segment.box.y1) * height
        if drop > 1.1 * segment.height:
            return None
        if below.line == segment.line or below.cell != segment.cell:
            continue
        aligned = abs(below.box.x0 - segment.box.x0) * layout.page.width < 1.2 * segment.height
        centred = abs(below.box.mid_x - segment.box.mid_x) * layout.page.width < 1.2 * segment.height
        flush = abs(below.box.x1 - segment.box.x1) * layout.page.width < 1.2 * segment.height
        if (aligned or centred or flush) and drop > -0.5 * segment.height and below.height < 1.5 * segment.height:
            return follower
    return None


def _joined(
    layout: PageLayout,
    page: int,
    index: LabelIndex,
    hits: Iterable[LabelHit],
    found: dict[int, list[Piece]],
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
        follower = _under(layout, number)
        if follower is None or follower not in found or follower in gone:
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
        if lower is not None and lower.whole and not lower.languages & upper.languages:
            shared = _shared(upper.specs, lower.specs)
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
        elif lower is None and _TAIL.fullmatch(layout.segments[follower].text.rstrip(" :")):
            below = layout.segments[follower].text
            if _unit(below) or _currency(below):
                first[number] = replace(
                    upper,
                    segments=(number, follower),
                    end=len(below),
                    unit=upper.unit or _unit(below),
                    currency=upper.currency or _currency(below),
                )
                gone.add(follower)
    kept = [hit for number, hit in first.items() if number not in gone and not _in_sentence(layout, hit)]
    kept += [hit for hit in embedded if hit.segments[0] not in gone]
    return tuple(sorted(kept, key=lambda hit: (hit.segments[0], hit.start)))


def _in_sentence(layout: PageLayout, hit: LabelHit) -> bool:
    """Whether a label's word only stands at the beginning of a line of running text."""
    if not hit.bare or hit.box_number or len(hit.segments) > 1:
        return False
    number = hit.segments[0]
    segment = layout.segments[number]
    rest = segment.text[hit.end :].lstrip()
    if segment.text[:1].islower() and not rest[:1].isdigit():
        return True
    if len(segment.text.split()) < _RUNNING:
        return False
    for other in range(number - 1, max(-1, number - 8), -1):
        above = layout.segments[other]
        drop = (segment.box.y0 - above.box.y1) * layout.page.height
        if above.line == segment.line or abs(above.box.x0 - segment.box.x0) * layout.page.width > 2 * segment.height:
            continue
        return (
            drop < segment.height
            and len(above.text.split()) >= _RUNNING
            and above.text.rstrip()[-1:] not in ".:;"
            and above.cell == segment.cell
        )
    return False


def _wrapped(
    layout: PageLayout,
    number: int,
    follower: int,
    page: int,
    index: LabelIndex,
    found: dict[int, list[Piece]],
    *,
    fuzzy: bool,
) -> LabelHit | None:
    upper, lower = layout.segments[number], layout.segments[follower]
    both = f"{upper.text} {lower.text}"
    joined = pieces(both)
    cut = len(upper.text)
    for start in _starts(both, joined):
        match = index.at(joined, start, fuzzy=fuzzy)
        if match is None or joined[match.first].start >= cut or joined[match.last - 1].end <= cut:
            continue
        whole = replace(upper, text=both, words=(*upper.words, *lower.words))
        hit, last = _hit(whole, number, page, index, joined, match, box=start > 0, embedded=False, fuzzy=fuzzy)
        if last == len(joined) or hit.colon:
            return replace(hit, segments=(number, follower), end=max(0, hit.end - cut - 1))
    return None


def _bracketed(layout: PageLayout, number: int, hit: LabelHit) -> LabelHit | None:
    """A label whose bracketed remark goes on in the next line: "Exporter (name, full / address, country)"."""
    rest = layout.segments[number].text[hit.start :]
    if rest.count("(") <= rest.count(")") or any(char.isdigit() for char in rest):
        return None
    segments = [number]
    for _ in range(2):
        follower = _under(layout, segments[-1])
        if follower is None:
            return None
        segments.append(follower)
        text = layout.segments[follower].text
        if ")" in text:
            end = text.index(")") + 1
            colon = _COLON.match(text[end:])
            end += colon.end() if colon else 0
            whole = not text[end:].strip()
            return replace(
                hit, segments=tuple(segments), end=end, whole=whole, bare=not whole and colon is None, colon=bool(colon)
            )
        if len(text) > 60:
            return None
    return None
