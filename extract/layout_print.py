"""How high a word's print is on its page, where OCR gives the box of its ink: too high, too low, or of its letters.

Heights and widths are in points.
"""

from __future__ import annotations

_ASCENDING = frozenset("bdfhijkltßàâãäáéèêëíìîïóòôõöúùûüñ()[]{}/|!?'\"$€£%&")
_DESCENDING = frozenset("gjpqyçQ,;()[]{}/|")
_CAPITAL, _SMALL_LETTER, _TAIL = 0.72, 0.5, 0.21  # of the print's size: a capital, a small letter, what hangs below
_TWO_SIZES = 1.9  # times the height of other print from which print is of another size
_LETTER = 0.5  # width of a letter, in text heights
_SLIMMEST = 0.5  # text heights; letters that seem slimmer, in a box much higher than the page's words,
_TOO_LOW = 0.5  # times the page's common height; no letter is as low
_TOO_HIGH = 1.35  # have a box that reaches beyond its line


def span(text: str, width: float, top: float, bottom: float, usual: float, origin: str) -> tuple[float, float]:
    """The vertical extent of a word, set right about its middle where OCR's box is far too high for its letters, or too
    low for any."""
    letter, high = width / len(text), bottom - top
    if origin == "ocr" and high < _TOO_LOW * usual and sum(map(str.isalnum, text)) > 1:
        return (top + bottom - usual) / 2, (top + bottom + usual) / 2
    if origin != "ocr" or len(text) < 2 or letter > _SLIMMEST * high or high < _TOO_HIGH * usual or high > 3.5 * width:
        return top, bottom
    middle, half = (top + bottom) / 2, letter / _LETTER / 2
    return middle - half, middle + half


def print_size(text: str, high: float, origin: str) -> float:
    """The size of a word's print: OCR boxes the ink, which is as high as its letters reach, "com" half as "Tijuco"."""
    if origin != "ocr":
        return high
    above = any(char.isupper() or char.isdigit() or char in _ASCENDING for char in text)
    below = any(char in _DESCENDING for char in text)
    return high / ((_CAPITAL if above else _SMALL_LETTER) + _TAIL * below)


def unlike(one: float, other: float) -> bool:
    """Whether print of these two sizes is no phrase together: a title beside small print."""
    return max(one, other) > _TWO_SIZES * min(one, other)
