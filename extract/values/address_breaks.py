"""Where a line of an address breaks off within a name, which the next line ends: "14, avenue du" over "Commerce"."""

from __future__ import annotations

import re

from extract.values.folding import fold

_HYPHEN = re.compile(r"[^\W\d_]-\s*$")
_OPEN = re.compile(r"(?<![^\W_])(?:de|du|des|de la|da|do|dos|das|del|de los|of|of the|sur|sous)$")
_ONWARD = re.compile(
    r"(?:(?:de|du|des|da|do|dos|das|del|of)\s+(?:(?:las?|los|les?|the)\s+|l['’])?|d['’])(?=[^\W\d_a-zà-ÿ])"
)
"""A small word that a line begins with, before a name: "de la Gombe"."""


def put_together(lines: list[tuple[str, str]]) -> str:
    """Lines of an address as one, commas between them, but where a name goes on; each tidied and as it stood."""
    whole = ""
    broken = False
    for tidied, stood in lines:
        if broken and tidied[0].isalpha():
            whole += f"-{tidied}"
        elif whole and (_OPEN.search(fold(whole)) is not None or _ONWARD.match(tidied) is not None):
            whole += f" {tidied}"
        else:
            whole += f", {tidied}" if whole else tidied
        broken = _HYPHEN.search(stood) is not None
    return whole
