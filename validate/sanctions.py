"""Sanctions lists that the user loads from official files; none is shipped, and none is fetched.

Three forms are known by their columns: OpenSanctions `targets.simple.csv` (one row a target, lists parted by `;`), the
Union's consolidated list (`;`-separated, one row a name, address or identifier, all bearing the entity's columns) and
the OFAC files `sdn.csv` and `alt.csv` (no header, `-0-` for nothing).
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ingest.errors import Fault
from validate.names import words

LARGEST = 400_000_000
"""Bytes of a list: the largest official ones are a quarter of it."""

SHORTEST_IDENTIFIER = 6
"""Letters and figures from which on an identifier tells one party from another."""


class SanctionsFault(Fault):
    """A sanctions list that cannot be used; code `sanctions-unusable`. Screening never goes on with half a list."""

    def __init__(self, cause: str) -> None:
        super().__init__(
            "sanctions-unusable",
            cause,
            "Pass OpenSanctions' targets.simple.csv, the Union's consolidated CSV, or OFAC's sdn.csv or alt.csv.",
        )

    def __reduce__(self) -> tuple[type[SanctionsFault], tuple[str]]:  # type: ignore[override]  # one part, not three
        """Pickles by its cause."""
        return type(self), (self.cause,)


@dataclass(frozen=True, slots=True)
class Listed:
    """A party on a list: its names, its identifiers (letters and figures only), and under what it is listed."""

    id: str
    names: tuple[str, ...]
    identifiers: frozenset[str]
    programme: str


@dataclass(frozen=True)
class SanctionsList:
    """One list as loaded: `name` is the file's, `date` what it says of itself (None: nothing), `digest` its SHA-256."""

    name: str
    form: str
    date: str | None
    digest: str
    parties: tuple[Listed, ...] = field(repr=False)

    @cached_property
    def by_identifier(self) -> dict[str, Listed]:
        """The parties by each of their identifiers."""
        return {number: party for party in self.parties for number in party.identifiers}

    @cached_property
    def by_word(self) -> dict[str, tuple[int, ...]]:
        """Which parties bear a word in one of their names (folded, Cyrillic in Latin letters)."""
        found: dict[str, set[int]] = defaultdict(set)
        for index, names in enumerate(self.in_words):
            for word in frozenset().union(*names):
                found[word].add(index)
        return {word: tuple(sorted(indices)) for word, indices in found.items()}

    @cached_property
    def in_words(self) -> tuple[tuple[frozenset[str], ...], ...]:
        """The words of each party's names."""
        return tuple(tuple(name_words(name) for name in party.names) for party in self.parties)


_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ",
        (
            *("a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u"),
            *("f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya", "i", "yi", "ye", "g"),
        ),
        strict=True,
    )
)


def latin(text: str) -> str:
    """Cyrillic letters in Latin ones (as passports have them); all others stay."""
    return "".join(_CYRILLIC.get(c.casefold(), c) for c in text)


def name_words(name: str) -> frozenset[str]:
    """A name's own words, without legal forms, for finding it again in any order."""
    return frozenset(words(latin(name)))


def identifier(text: str) -> str:
    """Letters and figures only, in capitals."""
    return "".join(c for c in text.upper() if c.isalnum())


def load_list(path: Path) -> SanctionsList:
    """Reads a list from a file; raises SanctionsFault for one that cannot be read, is of no known form, or is empty."""
    try:
        if path.stat().st_size > LARGEST:
            raise SanctionsFault(f"The sanctions list {path} is larger than {LARGEST // 1_000_000} MB.")
        data = path.read_bytes()
    except OSError as error:
        raise SanctionsFault(f"The sanctions list {path} cannot be read: {error.strerror}.") from error
    return read_list(data, path.name)


def read_list(data: bytes, name: str) -> SanctionsList:
    """Reads a list from its bytes, as `load_list` does."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    first = text.lstrip().split("\n", 1)[0]
    digest = hashlib.sha256(data).hexdigest()
    try:
        if "NameAlias_WholeName" in first:
            form, (date, parties) = "EU consolidated list", _union(text)
        elif re.match(r'"?id"?,"?schema"?,"?name"?', first):
            form, (date, parties) = "OpenSanctions", _open_sanctions(text)
        else:
            form, (date, parties) = "OFAC", _ofac(text)
    except csv.Error as error:
        raise SanctionsFault(f"The sanctions list {name} is no CSV: {error}.") from error
    if not parties:
        raise SanctionsFault(f"{name} is none of the known forms of sanctions lists, or holds no party.")
    return SanctionsList(name, form, date, digest, tuple(parties))


def _open_sanctions(text: str) -> tuple[str | None, list[Listed]]:
    parties, latest = [], ""
    for row in csv.DictReader(io.StringIO(text, newline="")):
        names = _several(row["name"], *(row.get("aliases") or "").split(";"))
        if names:
            numbers = _numbers((row.get("identifiers") or "").split(";"))
            programme = row.get("sanctions") or row.get("dataset") or ""
            parties.append(Listed(row["id"], names, numbers, programme[:200]))
        latest = max(latest, (row.get("last_change") or "")[:10])
    return latest or None, parties


def _union(text: str) -> tuple[str | None, list[Listed]]:
    names: dict[str, dict[str, None]] = defaultdict(dict)
    numbers: dict[str, set[str]] = defaultdict(set)
    programmes: dict[str, str] = {}
    date: str | None = None
    for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=";"):
        id_ = row.get("Entity_EU_ReferenceNumber") or row.get("Entity_LogicalId") or ""
        whole = row.get("NameAlias_WholeName") or " ".join(
            filter(None, (row.get(f"NameAlias_{part}Name") for part in ("First", "Middle", "Last")))
        )
        date = date or (row.get("fileGenerationDate") or "").strip() or None
        if not id_:
            continue
        if whole and whole.strip():
            names[id_][whole.strip()] = None
        numbers[id_] |= _numbers([row.get("Identification_Number") or ""])
        programmes.setdefault(id_, row.get("Entity_Regulation_Programme") or "")
    parties = [Listed(i, tuple(n), frozenset(numbers[i]), programmes.get(i, "")) for i, n in names.items()]
    return date, parties


_NOTHING = "-0-"
_REMARKED = re.compile(
    r"(?:registration (?:number|id)|tax id(?:entification)? no\.?|passport|national id no\.?|company number|"
    r"legal entity number|lei|identification number|d-u-n-s number|business number|trade license no\.?|"
    r"registration number|rut|nit|r\.?f\.?c\.?)[ #:.]*([A-Z0-9][A-Z0-9 /-]{4,24})",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\b[afn]\.k\.a\. '([^']+)'")


def _ofac(text: str) -> tuple[str | None, list[Listed]]:
    parties = []
    for row in csv.reader(io.StringIO(text, newline="")):
        cells = ["" if cell.strip() == _NOTHING else cell.strip() for cell in row]
        if len(cells) == 12 and cells[0].isdigit():
            remarks = cells[11]
            names = _several(_turned(cells[1], cells[2]), *_ALSO.findall(remarks))
            parties.append(Listed(cells[0], names, _numbers(_REMARKED.findall(remarks)), cells[3]))
        elif len(cells) == 5 and cells[0].isdigit() and cells[2].lower() in ("aka", "fka", "nka"):
            parties.append(Listed(cells[0], _several(_turned(cells[3], "individual")), frozenset(), "alternate name"))
    return None, [party for party in parties if party.names]


def _turned(name: str, kind: str) -> str:
    """`DOE, John` as `John DOE`; a firm's name stays."""
    if kind.lower() == "individual" and name.count(",") == 1:
        last, first = name.split(",")
        return f"{first.strip()} {last.strip()}"
    return name


def _several(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in names if name and name.strip()))


def _numbers(found: Iterable[str]) -> frozenset[str]:
    return frozenset(n for text in found if len(n := identifier(text)) >= SHORTEST_IDENTIFIER)
