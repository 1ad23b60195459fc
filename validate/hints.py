"""Hints that a paper bears a country of origin, a day of expiry or a count, though no label of it was understood."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.doctype import FieldSpec, ValueKind
from extract.lexicon import fold
from extract.model import Document, Field, TextLine
from extract.values import Context, find, parse
from validate.wording import Wording


def all_fields(document: Document) -> Iterator[Field]:
    """Every field of a document, the cells of its lines among them."""
    yield from document.fields.values()
    yield from document.more.values()
    for line in document.lines:
        yield from line.values()


_CAPTIONED = re.compile(r"^\W*[^\W\d_]+(?:[ '’][^\W\d_]+){0,4} ?(?:[.:\u2013-]| {2})\s*(?P<value>\D{4,40})$")
"""A line of a few words, a sign that ends a caption, and a value: `Provenance minière. GUINÉE`."""


def country_hinted(document: Document, wording: Wording, spec: FieldSpec) -> bool:
    """Whether a country's name follows a caption, stands alone in its box, or is said of where goods come from, and no
    field of the document was read from it."""
    if spec.kind is not ValueKind.COUNTRY:
        return False
    if spec.name == "country_of_origin" and any(
        find(ValueKind.COUNTRY, match["value"], Context(language=document.language))
        for match in _COMING_FROM.finditer(wording.text)
    ):
        return True
    return any(
        _is_country(name, document.language) and not _read_from(document, line, name)
        for line in wording.document.text
        for name in _lone_names(line)
    )


_COMING_FROM = re.compile(
    r"\b(?:originat\w+|origin[aá]ri[ao]s?|originaires?|produced|produits?|produites?|produzid[ao]s?|producid[ao]s?|mined|"
    r"extracted|extraits?|extraites?|extra[ií]d[ao]s?|obtained|obtenue?s?|obtid[ao]s?|obtenid[ao]s?)\b(?P<value>.{3,40})",
    re.IGNORECASE | re.DOTALL,
)
"""What a certificate says in a sentence of where goods come from."""

_APART = re.compile(r"\s{2,}")
_ARTICLE = re.compile(r"^(?:l['’]|(?:the|la|le|les|el|o|a|os|as)\s)\s*", re.IGNORECASE)
HEAD = 0.13
"""Share of a page's height within which a country's name may be the issuer's letterhead."""


def _lone_names(line: TextLine) -> Iterator[str]:
    match = _CAPTIONED.match(line.text)
    if match is not None:
        yield match["value"]
    if line.box.y0 > HEAD:
        for piece in _APART.split(line.text):
            name = _ARTICLE.sub("", piece.strip(" .:;,"))
            if name and len(name.split()) <= LONGEST_NAME:
                yield name


LONGEST_NAME = 4
"""Words of a country's name (`Democratic Republic of Congo`)."""


def _is_country(text: str, language: str) -> bool:
    found = parse(ValueKind.COUNTRY, text, Context(language=language))
    return found is not None and len(found.raw.strip()) >= len(text.strip()) - 1


def _read_from(document: Document, line: TextLine, name: str) -> bool:
    """Whether some field was read from these words, an address among them."""
    folded = fold(name)
    place = (line.file or document.pages[0].file, line.page)
    return any(
        (evidence.file, evidence.page) == place
        and evidence.box.y0 < line.box.mid_y < evidence.box.y1
        and folded in fold(field.raw)
        for field in all_fields(document)
        for evidence in field.evidence
    )


_LIMIT = re.compile(
    r"\b(?:valid\w*|valables?|v[aá]lid\w*|expir\w*|caduc\w*|venc\w*|until|jusqu\w*|hasta|at[ée]|later than|after|"
    r"apr[eè]s|despu[eé]s|ap[oó]s|tard)\b(?P<value>[^\n]{4,40})",
    re.IGNORECASE,
)
"""Words of a limit in time, and what follows them."""


def limit_hinted(document: Document, wording: Wording, spec: FieldSpec) -> bool:
    """Whether a day follows words of a limit in time, which only a day of expiry does."""
    if spec.name != "expiry_date":
        return False
    context = Context(language=document.language)
    return any(find(ValueKind.DATE, match["value"], context) for match in _LIMIT.finditer(wording.text))


_PACKAGES = re.compile(
    r"\b(?:parcels?|packages?|pieces|boxes|bags|drums|colis|caisses?|sacs|f[uû]ts|bultos|paquetes?|cajas?|sacos|tambores|"
    r"volumes|pacotes|caixas)\b",
    re.IGNORECASE,
)
_FEW = re.compile(r"(?<![\w.,/-])\d{1,4}(?![\w.,/-]|\s*(?:ct|carats?|kg|g)\b)")


def count_hinted(document: Document, wording: Wording, spec: FieldSpec) -> bool:
    """Whether a word for packages and a small number stand on one line."""
    if spec.kind is not ValueKind.COUNT:
        return False
    return any(_PACKAGES.search(line.text) and _FEW.search(line.text) for line in wording.document.text)
