"""The layouts, read from `designs/*.toml`, one file per kind of paper.

A plan's steps are lines of text: a block's name, the items it takes in brackets (`*` for all that are left), and its
options, in braces where they hold spaces. Lines that begin with blanks go on. After `split at=0.6` the lines that begin
with `<` fill the left column and those with `>` the right one.
"""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import replace
from pathlib import Path

from bench.papermaker.layouts.plan import Plan, Step

_STEP = re.compile(r"(?P<block>[a-z]+)(?:\s+\[(?P<selector>[^\]]*)\])?(?P<options>.*)", re.DOTALL)
_OPTION = re.compile(r"(\w+)=(\{[^}]*\}|\S+)")


def _step(text: str) -> Step:
    match = _STEP.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"not a step: {text!r}")
    options = {k: v.strip("{}") for k, v in _OPTION.findall(match["options"])}
    return Step(match["block"], match["selector"] or "", options)


def parse_steps(text: str) -> tuple[Step, ...]:
    """The steps of a plan's text. Raises ValueError for a line that is none."""
    lines: list[str] = []
    for line in text.strip("\n").split("\n"):
        if line.startswith(" ") and lines:
            lines[-1] += " " + line.strip()
        elif line.strip():
            lines.append(line.strip())
    steps: list[Step] = []
    for line in lines:
        if line[0] in "<>":
            last = steps[-1]
            inner = _step(line[1:])
            left = (*last.left, inner) if line[0] == "<" else last.left
            right = (*last.right, inner) if line[0] == ">" else last.right
            steps[-1] = Step("split", "", last.options, left, right)
        else:
            steps.append(_step(line))
    return tuple(steps)


def _read() -> tuple[Plan, ...]:
    plans = []
    for path in sorted(Path(__file__).with_name("designs").glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["plan"]:
            plans.append(
                Plan(
                    name=row["name"],
                    kind=path.stem,
                    family=row["family"],
                    steps=parse_steps(row["steps"]),
                    mono=row.get("mono", False),
                    bilingual=row.get("bilingual", True),
                    mode=row.get("mode", ""),
                    rows=row.get("rows", path.stem in ("inv", "pl")),
                    upper=row.get("upper", False),
                    landscape=row.get("landscape", False),
                    form=row.get("form", ""),
                    titles={language: tuple(words) for language, words in row.get("titles", {}).items()},
                    origins=tuple(row.get("origins", ())),
                )
            )
    return tuple(plans)


FAMILIES = ("train", "test", "listed", "all")
"""What papers may be drawn from: layouts for fitting, those for judging, the latter with another writer's labels."""

PLANS = _read()
"""Every layout."""


def plans_for(kind: str, families: str) -> tuple[Plan, ...]:
    """The layouts of a kind of paper in `train`, `test` or `all` families; `listed` words those of `test` anew."""
    if families == "listed":
        return tuple(replace(plan, family="listed") for plan in plans_for(kind, "test"))
    return tuple(p for p in PLANS if p.kind == kind and (families == "all" or p.family == families))


def plan_named(name: str) -> Plan:
    """The layout of that name. Raises KeyError if there is none."""
    return {p.name: p for p in PLANS}[name]


def choose_plan(
    kind: str, families: str, *, languages: tuple[str, ...], mode: str, origin: str, rng: random.Random
) -> Plan:
    """A layout for a kind of paper from `origin`.

    A bilingual paper gets none that is for one language only; a transport document of `mode` (`air`, `sea`, `road`)
    none that is for another mode; a paper in a language that a named form does not have gets another form.
    """
    fitting = [
        p
        for p in plans_for(kind, families)
        if (p.bilingual or len(languages) == 1)
        and p.mode in ("", mode)
        and (not p.origins or origin in p.origins)
        and (not p.titles or all(language in p.titles for language in languages))
    ]
    return rng.choice(fitting)
