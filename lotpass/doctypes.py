"""Document types that an installation adds: installed packages that offer them by an entry point.

The entry point group is `lotpass.document_types`; the object is an `extract.doctype.DocumentType`, a sequence of them,
or a function without arguments that gives either. docs/adding-a-document-type.md shows one.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING

from lotpass.errors import EnvironmentFailure

if TYPE_CHECKING:
    from extract.doctype import DocumentType

GROUP = "lotpass.document_types"


@cache
def load() -> tuple[str, ...]:
    """Adds every type that is installed, once in a process; gives `kind: distribution version` of each.

    Raises EnvironmentFailure (`document-type`) for one that cannot be loaded or is none: papers of a type that was
    asked for are never read as something else in silence.
    """
    made: list[str] = []
    for point in sorted(entry_points(group=GROUP), key=lambda one: one.name):
        for doctype in _offered(point):
            dist = point.dist
            made.append(f"{doctype.kind.value}: {dist.name} {dist.version}" if dist is not None else doctype.kind.value)
    return tuple(made)


def _offered(point: EntryPoint) -> Iterable[DocumentType]:
    from extract.doctype import DocumentType
    from extract.types import add

    try:
        found = point.load()
        found = found() if callable(found) else found
        doctypes = (found,) if isinstance(found, DocumentType) else tuple(found)
        for doctype in doctypes:
            if not isinstance(doctype, DocumentType):
                raise TypeError(f"{doctype!r:.80} is no DocumentType")
            add(doctype)
    except Exception as error:  # foreign code may raise anything; it is told, never skipped
        cause = (
            f"The document type {point.name!r} ({point.value}) cannot be used: {type(error).__name__}: {error!s:.200}."
        )
        raise EnvironmentFailure("document-type", cause, "Mend the package that brings it, or remove it.") from error
    return doctypes
