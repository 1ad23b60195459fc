"""Where a line of an address breaks off within a name, which the next line ends: "39200 Saint-" over "Claude"."""

from __future__ import annotations

import re

_HYPHEN = re.compile(r"[^\W\d_]-\s*$")
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
        elif whole and _ONWARD.match(tidied) is not None:
            whole += f" {tidied}"
        else:
            whole += f", {tidied}" if whole else tidied
        broken = _HYPHEN.search(stood) is not None
    return whole
