"""Two readings of one list: which holds the other, and whether what it has more is of the list."""

from __future__ import annotations

import re

from extract.candidates import Candidate


def holds(list_of: Candidate, part: Candidate) -> bool:
    """Whether a list under the same label holds all that another reading of it has."""
    one, other = list_of.parsed.value, part.parsed.value
    same = list_of.label is part.label and list_of.label is not None
    return same and isinstance(one, tuple) and isinstance(other, tuple) and set(other) < set(one)


def goes_on_otherwise(whole: Candidate, part: Candidate) -> bool:
    """Whether a longer list only has numbers of another form beneath a gap under the shorter: a lot's under a seal.

    Numbers of the shorter's form, or of digits alone, go on with it over a gap, and lines that follow one another are
    one list, whoever made its seals.
    """
    if not holds(whole, part):
        return False
    one, other = whole.parsed.value, part.parsed.value
    if not isinstance(one, tuple) or not isinstance(other, tuple) or one[: len(other)] != other:
        return False
    if not _gap_beneath(part, whole):
        return False
    forms = {_form(number) for number in other}
    return all(_form(number) not in forms and not number.isdigit() for number in one if number not in other)


def _form(number: str) -> str:
    """A number's form: runs of letters and of digits told as one sign each, other signs as they are, but for spaces."""
    return re.sub(r"[^\W\d_]+", "A", re.sub(r"\d+", "9", number)).replace(" ", "")


def _gap_beneath(part: Candidate, whole: Candidate) -> bool:
    """Whether a line could stand between a reading and what a longer one has under it."""
    layout = part.region.layout
    own = [layout.page.words[word].box for word in part.region.words_at(part.parsed.start, part.parsed.end)]
    known = {word for _, _, word in part.region.spots}
    more = [layout.page.words[word].box for _, _, word in whole.region.spots if word not in known]
    if not own or not more:
        return False
    return (min(box.y0 for box in more) - max(box.y1 for box in own)) * layout.page.height > layout.text_height
