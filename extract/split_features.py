"""What speaks for and against a page's going on with the paper before it in its file, as features of one model.

Each is a number from 0 to 1; `data/split_prior.csv` tells what it measures and which way it speaks.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rapidfuzz import fuzz

from extract.classify import PageKind
from extract.language import detect
from extract.layout import PageLayout
from extract.lexicon import fold
from extract.model import DocumentKind
from extract.split_head import RunningHead, begins_anew, counted_on, names_firm_first, running_head, set_alike
from extract.split_pile import Pile, asks_again, same_table
from extract.split_rows import counts_on, rows_go_on, same_rows
from extract.split_sheet import Sheet, fields_answered, fields_asked, identifiers, wording_of
from extract.titles import TitleHit
from extract.types import TYPES

_UNKNOWN: Final = DocumentKind.UNKNOWN
_FEW_PAGES: Final = 4  # of a paper; sheets numbered through a whole stack are more
_OVER: Final = 2  # lines between a head and a name that is no title
_OWN_TITLE: Final = 0.5  # strength from which a title or an annex is the page's own
_REWORDED: Final = 80.0  # similarity under which two titles are not the same words
_SHARED: Final = 4  # numbers that two pages have in common, more of which say no more
_NEW: Final = 6  # numbers, labels and answers, more of which say no more
_WORDS: Final = 40  # of which a page's language is told
_SAID: Final = 4  # phrases under a head of which it is told whether they are said again
_AS_LARGE: Final = 0.95  # of the largest print at the top of a paper, from which another page's is as large
_PRINT: Final = 1.15  # times other print, over which a top has large print
_SHEET: Final = 0.02  # by which sheets of one size may differ
_COLUMN: Final = 0.004  # of the page, by which lines that begin under one another may differ


def features(pile: Pile, sheet: Sheet) -> Mapping[str, float]:
    """What is told of a page behind the pages gathered of one paper, all of one file; what is 0 may be left out."""
    first, last = pile.sheets[0], pile.sheets[-1]
    before = pile.judged
    heads = [running_head(each.layout, sheet.layout) for each in ((first,) if first is last else (first, last))]
    head = max(heads, key=lambda one: one.letters)
    if _calls_itself_otherwise(before, sheet, head):
        head = RunningHead(letters=0, bottom=0.0)
    bottom = head.bottom if head.same else 0.0
    found: dict[str, float] = {
        **_numbered(last, sheet),
        **_identified(pile, sheet),
        **_of_kind(before, sheet.judged),
        **_asked(pile, sheet, bottom),
        **_set(first, last, sheet),
        **_topped(first, sheet, head),
        **_ended(last, sheet),
        "headed": head.same,
        "said_again": _said_again(pile, sheet, bottom),
    }
    bound = bool(found["number_next"] or found["counted_on"])
    found["headed_apart"] = head.same and not found["set_alike"]
    found |= _titled(pile, sheet, head, bound=bound)
    # Tables are costly to look for, and of little weight beside these.
    told = bound or head.same or found["number_first"] or found.get("kind_other")
    found |= _carried(pile, sheet, told=bool(told))
    return {name: float(value) for name, value in found.items()}


def _calls_itself_otherwise(before: PageKind, sheet: Sheet, head: RunningHead) -> bool:
    """Whether what looks like the head of the paper before is the title of a paper of no type, in like words."""
    title = sheet.judged.title
    if title is None or title.attached or title.kind is not None or before.kind is _UNKNOWN:
        return False
    return title.strength >= _OWN_TITLE and title.box.mid_y <= head.bottom


def _numbered(last: Sheet, sheet: Sheet) -> dict[str, float]:
    """What the page numbers tell."""
    says = _number_says(last, sheet)
    of_few = False
    if last.number is not None and sheet.number is not None:
        of_few = last.number[1] == sheet.number[1] is not None and (sheet.number[1] or 0) <= _FEW_PAGES
    return {
        "number_next": says is True,
        "number_first": says is False,
        "number_other": says is None and sheet.number is not None and sheet.number[0] > 1,
        "number_of_few": of_few and says is True,
        "number_ended": last.number is not None and last.number[0] == last.number[1] and last.number[0] > 1,
        "counted_on": counted_on(last.layout, sheet.layout),
    }


def _number_says(last: Sheet, sheet: Sheet) -> bool | None:
    """What page numbers say: True for the next page of the same document, False for a first page, None for nothing.

    "1/1" says nothing on a page that no title and no wording tells for a paper: it is printed with the form, and what
    did not fit on the form's one page stands over it.
    """
    if sheet.number is None:
        return None
    number, total = sheet.number
    if total == 1 and sheet.judged.title is None and sheet.judged.kind is _UNKNOWN:
        return None
    if number == 1:
        return False
    if last.number is not None:
        follows = number == last.number[0] + 1 and (None in (total, last.number[1]) or total == last.number[1])
        return True if follows else None
    return True if number == 2 else None


def _titled(pile: Pile, sheet: Sheet, head: RunningHead, *, bound: bool) -> dict[str, float]:
    """What the page's own title tells, but for one that names the quoted paper."""
    title, before = sheet.judged.title, pile.judged
    if title is None or _quotes(pile, sheet, title, head, bound=bound):
        return {"title_none": 1.0}
    if title.attached:
        return {"attached": title.strength >= _OWN_TITLE and before.kind is not _UNKNOWN}
    if title.kind in (None, _UNKNOWN):
        return {"title_unknown": title.strength}
    if title.kind is not before.kind:
        return {"title_other": title.strength}
    own = next((each.judged.title for each in pile.sheets if each.judged.title is not None), None)
    same = own is not None and fuzz.ratio(fold(own.text), fold(title.text)) >= _REWORDED
    return {
        "title_same": title.strength,
        "title_reworded": not same and not head.same,
        "title_unheaded": 0.0 if head.same else title.strength,
    }


def _quotes(pile: Pile, sheet: Sheet, title: TitleHit, head: RunningHead, *, bound: bool) -> bool:
    """Whether a page only quotes the paper whose name stands on it like a title, with its number: "FACTURE 2026/0031".

    It goes on by its number (`bound`) or under the head of the paper before it, asks for more of what that paper's form
    asks for than of what the quoted one's does, and the name stands among its lines, not right under the head.
    """
    kind, named = pile.judged.kind, title.kind
    if kind not in TYPES or named is None or named not in TYPES or kind is named or not identifiers(title.text):
        return False
    bottom = head.bottom if head.same else 0.0
    if not bound and not bottom:
        return False
    over = sum(bottom < line.box.mid_y < title.box.y0 for line in sheet.layout.lines)
    return over >= _OVER and fields_asked(sheet.layout, kind) > fields_asked(sheet.layout, named)


def _identified(pile: Pile, sheet: Sheet) -> dict[str, float]:
    """What the numbers of papers tell, the page's own and any."""
    mine: set[str] = set().union(*(each.own_numbers for each in pile.sheets))
    numbers: set[str] = set().union(*(each.numbers for each in pile.sheets))
    same = bool(mine & sheet.own_numbers)
    # Where a page is taken for another type, what is labelled as its number may be that of a quoted paper.
    other = bool(mine and sheet.own_numbers) and not same and sheet.judged.kind is pile.judged.kind
    title = sheet.judged.title
    titled = title is not None and title.kind is pile.judged.kind and title.strength >= _OWN_TITLE
    shared = sheet.numbers & numbers
    return {
        "own_same": same,
        "own_other": other,
        "own_other_full": other and sheet.fully_numbered,
        "own_other_titled": other and titled,
        "own_quoted": bool(mine & sheet.numbers),
        "numbers_shared": min(1.0, len(shared) / _SHARED),
        "numbers_share": len(shared) / max(1, len(sheet.numbers)),
        "numbers_new": min(1.0, len(sheet.numbers - numbers) / _NEW),
    }


def _of_kind(before: PageKind, after: PageKind) -> dict[str, float]:
    """What the types tell that the wordings speak for."""
    if before.kind is _UNKNOWN:
        return {"kinds_unknown": after.kind is _UNKNOWN, "kind_found": after.confidence * (after.kind is not _UNKNOWN)}
    if after.kind is _UNKNOWN:
        return {"kind_lost": 1.0}
    if after.kind is before.kind:
        return {"kind_same": 1.0}
    held = after.kind in TYPES[before.kind].holds if before.kind in TYPES else False
    return {"kind_held" if held else "kind_other": after.confidence}


def _asked(pile: Pile, sheet: Sheet, bottom: float) -> dict[str, float]:
    """What the labels of the paper's form tell."""
    mine = {name for each in pile.sheets for name, _ in each.labels}
    theirs = {name for name, _ in sheet.labels}
    answered = fields_answered(sheet.layout, pile.judged.kind)
    return {
        "asks_again": asks_again(pile, sheet, bottom),
        "labels_again": min(1.0, len(theirs & mine) / _NEW),
        "labels_new": min(1.0, len(theirs - mine) / _NEW),
        "answered": min(1.0, len(answered) / _SHARED),
    }


def _carried(pile: Pile, sheet: Sheet, *, told: bool) -> dict[str, float]:
    """What tells that a text or a table goes on; the table's headings are not looked at where the page is `told` of."""
    last, untitled = pile.sheets[-1], sheet.judged.title is None and not sheet.opens
    return {
        "continued": sheet.continued,
        "goes_on": last.goes_on,
        "same_rows": same_rows(last.layout, sheet.layout),
        "rows_go_on": rows_go_on(last.layout, sheet.layout),
        "counts_on": counts_on(last.layout, sheet.layout),
        "same_table": untitled and not told and same_table(pile, sheet),
        "broken_off": last.edges.broken,
        "runs_over": untitled and last.edges.full and sheet.edges.mid,
        "begins_small": sheet.edges.begins.islower(),
        "begins_in_figures": sheet.edges.begins.isdigit(),
    }


def _set(first: Sheet, last: Sheet, sheet: Sheet) -> dict[str, float]:
    """What print, margins, sheet and language tell."""
    page, before = sheet.layout.page, last.layout.page
    sizes = last.layout.text_height, sheet.layout.text_height
    apart = abs(page.width - before.width) + abs(page.height - before.height)
    tongues = {detect(first.text), detect(last.text)}
    words = min(1.0, len(page.words) / _WORDS)
    return {
        "set_alike": set_alike(last.layout, sheet.layout),
        "size_other": apart > _SHEET * (page.width + page.height),
        "print_alike": max(0.0, 1.0 - abs(sizes[0] - sizes[1]) / max(*sizes, 1e-6) * 4),
        "columns_alike": _columns_alike(last.layout, sheet.layout),
        "tongue_other": words if detect(sheet.text) not in tongues else 0.0,
        "tongue_of_none": words if sheet.judged.kind is _UNKNOWN and detect(sheet.text) not in tongues else 0.0,
    }


def _columns_alike(last: PageLayout, page: PageLayout) -> float:
    """Which share of a page's phrases begin where one of the page before does."""
    starts = {round(one.box.x0 / _COLUMN) for one in last.segments}
    under = [
        not {at - 1, at, at + 1}.isdisjoint(starts) for at in (round(one.box.x0 / _COLUMN) for one in page.segments)
    ]
    return sum(under) / max(1, len(under))


def _topped(first: Sheet, sheet: Sheet, head: RunningHead) -> dict[str, float]:
    """What the top of the page tells, as far as it does not repeat the paper's head."""
    edges = sheet.edges
    own = not head.same
    signs = sum((edges.headings > 0, edges.dated, edges.numbered, edges.addressed))
    large = first.edges.print > _PRINT * first.layout.text_height
    return {
        "opens": sheet.opens,
        "begins_anew": begins_anew(sheet.layout),
        "firm_first": names_firm_first(sheet.layout),
        "heading_first": edges.headed,
        "headings": min(1.0, edges.headings / 3),
        "heading_of_none": edges.headed and sheet.judged.kind is _UNKNOWN,
        "top_of_none": min(1.0, signs / 3) if own and sheet.judged.kind is _UNKNOWN else 0.0,
        "dated": edges.dated and own,
        "numbered": edges.numbered and own,
        "addressed": edges.addressed and own,
        "as_large": own and large and edges.print >= _AS_LARGE * first.edges.print,
    }


def _ended(last: Sheet, sheet: Sheet) -> dict[str, float]:
    """What signatures tell."""
    return {"closed": last.edges.closed, "closes": sheet.edges.closed and not last.edges.closed}


def _said_again(pile: Pile, sheet: Sheet, bottom: float) -> float:
    """Which share of a page's phrases under the head the paper has said before, figures aside."""
    said = frozenset().union(*(each.said for each in pile.sheets))
    under = [wording_of(one.text) for one in sheet.layout.segments if one.box.y0 > bottom]
    told = [words for words in under if words]
    return sum(words in said for words in told) / len(told) if len(told) >= _SAID else 0.0
