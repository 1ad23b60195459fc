"""Rule plug-ins: installed packages that offer rules by an entry point, used where a policy names them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.metadata import EntryPoint, entry_points

from validate.policy import PolicyFault
from validate.policy_file import nearest
from validate.rules.model import Rule

GROUP = "lotpass.rules"
"""The entry point group. The object is a sequence of `validate.rules.model.Rule`s, or a function without arguments that
gives one."""


def installed() -> dict[str, EntryPoint]:
    """The plug-ins of this installation, by name."""
    return {point.name: point for point in entry_points(group=GROUP)}


def rules_of_plugins(names: Sequence[str]) -> tuple[Rule, ...]:
    """The rules of the plug-ins that a policy names, in its order.

    Raises PolicyFault (`policy-plugin`) for one that is not installed, cannot be loaded, or offers what are no rules:
    a check that was asked for is never left out in silence.
    """
    known = installed() if names else {}
    found: list[Rule] = []
    for name in names:
        if name not in known:
            raise _fault(f"The policy names the plug-in {name!r}, which is not installed{nearest(name, known)}.")
        found.extend(_rules(name, known[name]))
    return tuple(found)


def versions(names: Sequence[str]) -> tuple[str, ...]:
    """`name: distribution version` of each plug-in named, for what a passport says of how it was made."""
    known = installed() if names else {}
    made = []
    for name in names:
        point = known.get(name)
        dist = point.dist if point is not None else None
        made.append(f"{name}: {dist.name} {dist.version}" if dist is not None else name)
    return tuple(made)


def _rules(name: str, point: EntryPoint) -> Iterable[Rule]:
    try:
        offered = point.load()
        rules = tuple(offered() if callable(offered) else offered)
    except Exception as error:  # foreign code may raise anything; it is told, never skipped
        raise _fault(f"The plug-in {name!r} cannot be loaded: {type(error).__name__}: {str(error)[:200]}.") from error
    if not rules or not all(isinstance(rule, Rule) for rule in rules):
        raise _fault(f"The plug-in {name!r} ({point.value}) offers what are no rules.")
    return rules


def _fault(cause: str) -> PolicyFault:
    return PolicyFault("policy-plugin", cause, "Install or mend it, or take it out of the policy's `plugins`.")
