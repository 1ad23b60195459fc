"""The rules in words: the page `docs/rules.md` (`python -m lotpass.rules_page > docs/rules.md`) and `lotpass rules`."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Sequence

from validate.catalogue import AS_RULES, Entry, catalogue
from validate.check import rules
from validate.rules.model import Rule

INTRODUCTION = """# Rules

Every check is one rule: a small function whose description says exactly what is compared. Its outcome on a lot is
`passed`, `failed`, `not_applicable` (it does not concern the lot) or `not_decidable` (evidence is missing or uncertain,
with the reason); none is silently skipped, and the report and the passport count them. `lotpass rules` lists them,
`lotpass rules W010` explains one.

- **severity** is the gravest that the rule gives by itself. Where a reading is too weak to decide on, the finding is
  `uncertain-field`; what a person has nothing to decide about is `info`. [A policy](policy.md) may set another.
- What blocks in the catalogue of checks blocks here; what it warns of is for review where a person has something to
  decide, else information. Where a rule is milder or graver, it is
  [listed with its reason](#severities-other-than-the-catalogues).
- Absence is judged only on papers that were read well; on scans what was not found may still be there.
- Law is data: participants, suspensions, embargoes, bans, export controls, thresholds, forms, statements and notices
  are dated tables with their sources ([reference.md](reference.md)).

This page is made from the rules themselves: `python -m lotpass.rules_page > docs/rules.md`.
"""

THEMES = {
    "within_document": "within one document",
    "across_documents": "across the documents of a lot",
    "across_lots": "across lots",
    "custody": "against custody records",
    "reference_data": "against tables of law, by date",
    "process": "of the process",
    "articles_lessons": "lessons of the field",
}

ELSEWHERE = {
    "papers": "Papers cannot show it. The passport says that it was not tested.",
    "program": "The program holds it elsewhere than in a rule.",
    "process": "It is a matter of the house's process, not of the papers.",
    "records": "Custody records and earlier lots are not yet checked for it.",
}


def page(known: Iterable[Rule]) -> str:
    """The page in Markdown, for these rules."""
    registered = list(known)
    ids = {rule.id for rule in registered}
    groups = {e.id: e.group for e in catalogue()}
    parts = [INTRODUCTION]
    for group, words in THEMES.items():
        own = [rule for rule in registered if groups.get(rule.id, _theme(rule)) == group]
        parts += [f"## Rules {words}\n", *(explained(rule) for rule in own)]
    parts.append(_deviations(registered))
    parts.append("## Checks that no rule decides\n")
    parts += [_elsewhere(kind, words, ids) for kind, words in ELSEWHERE.items()]
    return "\n".join(parts)


def _theme(rule: Rule) -> str:
    """Where a rule with a name of ours stands: by the beginning of its name."""
    first = rule.id[0]
    if rule.id.startswith(("custody", "C")):
        return "custody"
    by_letter = {"W": "within_document", "X": "across_documents", "L": "across_lots", "R": "reference_data"}
    return by_letter.get(first, "articles_lessons" if first == "H" else "process")


def explained(rule: Rule) -> str:
    """One rule in Markdown: what is compared, what it says, severity, basis, tolerance."""
    return "\n".join(
        [
            f"### {rule.id}",
            "",
            f"**{rule.title}.** {described(rule)}",
            "",
            f"- says: {', '.join(f'`{code}`' for code in rule.codes)}",
            f"- severity: `{rule.severity}`",
            f"- basis: {rule.basis}",
            f"- tolerance: {rule.tolerance}",
            "",
        ]
    )


def described(rule: Rule) -> str:
    """The rule's description as one paragraph."""
    return " ".join(inspect.cleandoc(rule.doc).split())


def _deviations(registered: Iterable[Rule]) -> str:
    """The rules whose severity is another than the catalogue's, each with its reason."""
    own = {rule.id: rule for rule in registered}
    rows = [
        f"| {e.id} | {e.title} | {e.severity} | `{own[e.id].severity}` | {e.reason} |"
        for e in catalogue()
        if e.id in own and own[e.id].severity != AS_RULES[e.severity]
    ]
    head = "| rule | what | catalogue | here | why |\n|---|---|---|---|---|"
    return "\n".join(["## Severities other than the catalogue's\n", head, *rows, ""])


def _elsewhere(kind: str, words: str, ids: set[str]) -> str:
    rows = [e for e in catalogue() if e.held_by == kind and e.id not in ids]
    if not rows:
        return ""
    lines = [f"| {e.id} | {e.title} | {e.reason} |" for e in rows]
    return "\n".join([f"**{words}**\n", "| check | what | why |", "|---|---|---|", *lines, ""])


def unknown(name: str, known: Sequence[Rule]) -> Entry | None:
    """The catalogue's entry of a check that no rule decides, None where there is no such check."""
    ids = {rule.id for rule in known}
    return next((e for e in catalogue() if e.id == name and e.id not in ids), None)


if __name__ == "__main__":
    sys.stdout.write(page(rules()))
