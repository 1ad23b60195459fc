"""Expressions of house rules: comparisons and exact arithmetic on given names, with a few functions and nothing else.

There is no loop, no attribute, no subscript, no power and no text repeated, so that the length of an expression bounds
its time; numbers are Decimal.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from rapidfuzz import process
from simpleeval import (  # type: ignore[import-untyped]  # the library has no types
    EvalWithCompoundTypes,
    InvalidExpression,
)

LONGEST = 2_000
"""Characters of an expression."""
MOST_NODES = 300
"""Parts of an expression."""
DEEPEST = 40
"""Brackets within brackets."""
MOST_DIGITS = 30
"""Digits of a number that is written in an expression."""

TEXTS = frozenset(
    {
        *("lot", "mineral", "group", "value_currency", "goods_description", "exporter_name", "importer_name"),
        *("exporter_address", "importer_address", "issuing_authority", "destination", "provenance", "lot_number"),
    }
)
AMOUNTS = frozenset(
    {
        *("carat_weight", "net_weight_kg", "gross_weight_kg", "value_amount", "usd_per_carat", "usd_per_kg"),
        *("parcel_count", "grade_percent", "recycled_percent", "custody_events", "document_count"),
    }
)
SETS = frozenset({"origins", "hs_codes", "documents", "custody_countries", "seals", "tags"})
DAYS = frozenset({"as_of", "shipped", "issued", "expires"})
NAMES = TEXTS | AMOUNTS | SETS | DAYS
"""What an expression may name: texts, amounts (Decimal), sets of texts, days."""


class ExpressionFault(ValueError):  # noqa: N818 - as Fault: what stopped the working out
    """An expression that cannot be used; the text says what is wrong, to follow its name."""


class NotStated(Exception):  # noqa: N818 - says what the papers are, as Unusable does
    """A name was asked for that the papers do not state; the text is the name."""


def day(text: str) -> date:
    """The day that a text `YYYY-MM-DD` names."""
    return date.fromisoformat(text)


def days(later: date, earlier: date) -> int:
    """Days from the earlier to the later day."""
    return (later - earlier).days


def starts(texts: Any, *prefixes: str) -> bool:
    """True where a text, or one of a set of texts, begins with one of these."""
    found = [texts] if isinstance(texts, str) else texts
    return any(isinstance(text, str) and text.startswith(prefixes) for text in found)


def contains(text: str, *words: str) -> bool:
    """True where a text holds one of these words, whatever their case."""
    return any(word.casefold() in text.casefold() for word in words)


def within(texts: Any, *allowed: str) -> bool:
    """True where a text, or every one of a set of texts, is one of these."""
    found = {texts} if isinstance(texts, str) else set(texts)
    return found <= set(allowed)


def overlap(texts: Any, *others: str) -> bool:
    """True where a text, or one of a set of texts, is one of these."""
    found = {texts} if isinstance(texts, str) else set(texts)
    return bool(found & set(others))


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "abs": abs,
    "contains": contains,
    "day": day,
    "days": days,
    "len": len,
    "max": max,
    "min": min,
    "overlap": overlap,
    "starts": starts,
    "within": within,
}
"""The functions that an expression may call, besides `stated(name)`: whether the papers state it."""

_OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Not: operator.not_,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda one, many: one in many,
    ast.NotIn: lambda one, many: one not in many,
}

_NODES = (
    *(ast.Expression, ast.BoolOp, ast.And, ast.Or, ast.BinOp, ast.UnaryOp, ast.Compare, ast.IfExp, ast.Call),
    *(ast.Name, ast.Load, ast.Constant, ast.Tuple, ast.Set, *_OPERATORS),
)


@lru_cache(maxsize=512)
def parse(text: str) -> ast.expr:
    """The expression's tree, numbers made Decimal; raises ExpressionFault for what is no expression of ours."""
    if len(text) > LONGEST:
        raise ExpressionFault(f"has more than {LONGEST} characters")
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ExpressionFault(f"is no expression ({error})") from error
    _check_depth(tree)
    nodes = list(ast.walk(tree))
    if len(nodes) > MOST_NODES:
        raise ExpressionFault(f"has more than {MOST_NODES} parts")
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    for node in nodes:
        _check(node, text, id(node) in called)
    return tree.body


def _check_depth(tree: ast.AST) -> None:
    level: list[ast.AST] = [tree]
    for _ in range(DEEPEST):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return
    raise ExpressionFault(f"is nested more than {DEEPEST} deep")


def _check(node: ast.AST, text: str, called: bool) -> None:
    if not isinstance(node, _NODES):
        raise ExpressionFault(f"uses {type(node).__name__}, which is not allowed")
    if isinstance(node, ast.Call):
        if not isinstance(node.func, ast.Name) or node.keywords:
            raise ExpressionFault("calls what is no function of ours")
        if node.func.id not in FUNCTIONS and node.func.id != "stated":
            raise ExpressionFault(f"calls {node.func.id}, which is not known{_near(node.func.id, FUNCTIONS)}")
        if node.func.id == "stated" and not (
            len(node.args) == 1 and isinstance(node.args[0], ast.Constant) and node.args[0].value in NAMES
        ):
            raise ExpressionFault('calls stated, which takes one known name in quotes: stated("carat_weight")')
    elif isinstance(node, ast.Name) and not called and node.id not in NAMES:
        raise ExpressionFault(f"names {node.id}, which is not known{_near(node.id, NAMES)}")
    elif isinstance(node, ast.Constant):
        node.value = _constant(node, text)


def _near(name: str, known: Any) -> str:
    found = process.extractOne(name, list(known), score_cutoff=60)
    return f"; the nearest known one is {found[0]}" if found else ""


def _constant(node: ast.Constant, text: str) -> Any:
    value = node.value
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | float):
        written = (ast.get_source_segment(text.strip(), node) or str(value)).replace("_", "")
        try:
            number = Decimal(written)
        except ArithmeticError as error:
            raise ExpressionFault(f"has the number {written}; write it in decimal figures") from error
        if (
            not number.is_finite()
            or len(number.as_tuple().digits) > MOST_DIGITS
            or abs(number.adjusted()) > MOST_DIGITS
        ):
            raise ExpressionFault(f"has the number {written[:40]}, which is beyond any lot")
        return number
    raise ExpressionFault(f"has {value!r}, which is neither number, text, True nor False")


class _Evaluator(EvalWithCompoundTypes):  # type: ignore[misc]  # a class of an untyped library
    """simpleeval with our operators, functions and names alone."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        def lookup(node: ast.Name) -> Any:
            value = facts.get(node.id)
            if value is None:
                raise NotStated(node.id)
            return value

        functions = {**FUNCTIONS, "stated": lambda name: facts.get(name) is not None}
        super().__init__(operators=dict(_OPERATORS), functions=functions, names=lookup)
        for added in ("list", "tuple", "dict", "set"):
            self.functions.pop(added, None)


def evaluate(text: str, facts: Mapping[str, Any]) -> bool:
    """Whether the expression is true of these facts (NAMES; None: not stated).

    Raises NotStated for a name that is needed and not stated, ExpressionFault for what cannot be worked out
    (a text compared with a number, a division by zero) or is neither true nor false.
    """
    tree = parse(text)
    try:
        result = _Evaluator(facts).eval(text, previously_parsed=tree)
    except (InvalidExpression, TypeError, ValueError, ArithmeticError, KeyError) as error:
        raise ExpressionFault(f"cannot be worked out ({type(error).__name__}: {error})") from error
    if not isinstance(result, bool):
        raise ExpressionFault(f"gives {result!r}, which is neither true nor false")
    return result
