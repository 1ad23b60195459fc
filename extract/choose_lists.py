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
    """Whether a longer list only has numbers of another form behind those of the shorter: a lot's under a seal.

    That there is a shorter reading tells that the list may have ended there; numbers of its form, or of digits alone,
    would go on with it.
    """
    if not holds(whole, part):
        return False
    one, other = whole.parsed.value, part.parsed.value
    if not isinstance(one, tuple) or not isinstance(other, tuple) or one[: len(other)] != other:
        return False
    forms = {_form(number) for number in other}
    return all(_form(number) not in forms and not number.isdigit() for number in one if number not in other)


def _form(number: str) -> str:
    """A number's form: runs of letters and of digits told as one sign each, other signs as they are, but for spaces."""
    return re.sub(r"[^\W\d_]+", "A", re.sub(r"\d+", "9", number)).replace(" ", "")
