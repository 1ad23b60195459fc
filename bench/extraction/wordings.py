"""Which wordings are understood: `python -m bench.extraction.wordings FOLDER`.

A folder holds what another writer listed, blind to the product: `labels_en.tsv` (type, field, label, value),
`neutral_en.tsv` (type, label, value: labels of no field of ours), `headers_en.tsv` (type, field or -, heading, cell),
`sentences_en.tsv` (type, sentence, `{field:value}` where a fact stands), `titles_en.tsv` (type, title), and the same
for further languages. Each is set into small papers and read; what counts is that the field's own words were found,
so that the readings of values are no matter here.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bench.extraction.wordings_pages import as_letter, as_table, in_boxes, in_columns, in_lines
from extract.doctype import LANGUAGES
from extract.model import Document, DocumentKind, Field
from extract.read import extract
from extract.types import TYPES
from extract.values.folding import letters

MANNERS: Final = {"lines": in_lines, "columns": in_columns, "boxes": in_boxes}
_TOGETHER = 8  # labels on one form,
_NEUTRAL = 2  # and labels of no field among them
_COLUMNS = 6
_ROWS = 3
_FACT: Final = re.compile(r"\{([a-z_]+):([^}]*)\}")
_UNASKED: Final = frozenset({"mineral", "form"})  # told by many words of a paper, not by a label's value
_MOSTLY = 0.6  # share of a value's letters that must be found, or may be found beside it
_SHORTEST = 3  # letters of a part that tells a whole: "19" of "19 drums" is all that is asked for
_SURE = 0.9  # confidence from which nobody looks


@dataclass
class Asked:
    """What was asked and found: counts by manner, the wordings missed, and values taken that are none of ours."""

    found: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    taken: int = 0
    surely: int = 0

    def note(self, manner: str, wording: str, *, hit: bool) -> None:
        """Counts one wording in one manner."""
        self.asked[manner] += 1
        self.found[manner] += hit
        if not hit:
            self.missed.append(f"{manner}: {wording}")


def rows_of(folder: Path, what: str, language: str) -> list[list[str]]:
    """The rows of a list; none where the folder has no such list."""
    path = folder / f"{what}_{language}.tsv"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [line.split("\t") for line in lines if "\t" in line]


def title_of(kind: str, language: str) -> str:
    """A plain title of a type, the first that the product lists."""
    return TYPES[DocumentKind(kind)].titles[language][0]


def tells(found: Field | None, value: str) -> bool:
    """Whether a field was read from the words of a value: all of them, or the figures among words that say of what."""
    if found is None or found.status != "read" or not found.raw:
        return False
    seen, meant = letters(found.raw), letters(value)
    if seen == meant or (meant and meant in seen and len(meant) >= _MOSTLY * len(seen)):
        return True
    if seen.isdigit() and re.search(rf"(?<!\d){seen}(?!\d)", meant):
        return len(seen) >= _MOSTLY * sum(map(str.isdigit, meant))
    return len(seen) >= _SHORTEST and seen in meant and len(seen) >= _MOSTLY * len(meant)


def ask_labels(folder: Path, language: str) -> Asked:
    """Labels in forms of eight and the neutral ones among them, in three manners."""
    asked = Asked()
    neutral: dict[str, list[list[str]]] = defaultdict(list)
    for row in rows_of(folder, "neutral", language):
        neutral[row[0]].append(row)
    for kind, form in _forms(rows_of(folder, "labels", language), _TOGETHER):
        others = [neutral[kind].pop() for _ in range(_NEUTRAL) if neutral[kind]]
        pairs = [(row[2], row[3]) for row in form] + [(row[1], row[2]) for row in others]
        random.Random(len(pairs)).shuffle(pairs)
        for manner, setting in MANNERS.items():
            fields = _fields(extract([setting(title_of(kind, language), pairs)]))
            for row in form:
                asked.note(manner, f"{kind} {row[1]}: {row[2]} | {row[3]}", hit=tells(fields.get(row[1]), row[3]))
            stated = {letters(row[3]) for row in form}
            for _, label, value in others:
                took = [one for one in fields.values() if tells(one, value) and letters(one.raw or "") not in stated]
                asked.taken += bool(took)
                asked.surely += any(one.confidence >= _SURE for one in took)
                asked.missed += [f"{manner}: taken: {label} | {value}"] * bool(took)
    return asked


def ask_headings(folder: Path, language: str) -> Asked:
    """Headings of columns, in tables of six columns and three rows, ruled and not."""
    asked = Asked()
    for kind, form in _forms(rows_of(folder, "headers", language), _COLUMNS):
        columns = [(row[2], [_counted_on(row[3], number) for number in range(_ROWS)]) for row in form]
        for manner in ("unruled", "ruled"):
            documents = extract([as_table(title_of(kind, language), columns, ruled=manner == "ruled")])
            first = next((line for document in documents for line in document.lines), {})
            for row in form:
                if row[1] != "-":
                    asked.note(manner, f"{kind} {row[1]}: {row[2]} | {row[3]}", hit=tells(first.get(row[1]), row[3]))
                elif any(tells(one, row[3]) for name, one in first.items() if name not in _UNASKED):
                    asked.taken += 1
    return asked


def ask_sentences(folder: Path, language: str) -> Asked:
    """Sentences, each alone under a title of its type."""
    asked = Asked()
    for kind, sentence in rows_of(folder, "sentences", language):
        facts = [(name, value) for name, value in _FACT.findall(sentence) if name not in _UNASKED]
        fields = _fields(extract([as_letter(title_of(kind, language), _FACT.sub(r"\2", sentence))]))
        for name, value in facts:
            asked.note("sentences", f"{kind} {name}: {value} | {sentence}", hit=tells(fields.get(name), value))
        for name, one in fields.items():
            if name not in _UNASKED and name not in dict(facts) and not any(tells(one, value) for _, value in facts):
                asked.taken += one.status == "read"
                asked.surely += one.status == "read" and one.confidence >= _SURE
    return asked


def ask_titles(folder: Path, language: str) -> Asked:
    """Titles, each over five labels of its type; of papers of no type over two that tell nothing."""
    asked = Asked()
    labels: dict[str, list[list[str]]] = defaultdict(list)
    for row in rows_of(folder, "labels", language):
        labels[row[0]].append(row)
    for kind, title in rows_of(folder, "titles", language):
        chosen = {row[1]: row for row in labels[kind]}
        pairs = [(row[2], row[3]) for row in list(chosen.values())[:5]] or [("Date", "12/05/2026"), ("Ref.", "A 17")]
        documents = extract([in_lines(title, pairs)])
        asked.note("titles", f"{kind}: {title}", hit=bool(documents) and documents[0].type == kind)
    return asked


def _forms(rows: Sequence[list[str]], most: int) -> Iterator[tuple[str, list[list[str]]]]:
    """Rows of one type so put together that no field is asked for twice on a form."""
    kinds: dict[str, list[list[str]]] = defaultdict(list)
    for row in rows:
        if row[0] in TYPES:
            kinds[row[0]].append(row)
    for kind, left in kinds.items():
        random.Random(kind).shuffle(left)
        while left:
            form: list[list[str]] = []
            for row in left:
                if len(form) < most and all(row[1] != one[1] or row[1] == "-" for one in form):
                    form.append(row)
            left = [row for row in left if not any(row is one for one in form)]
            yield kind, form


def _fields(documents: Sequence[Document]) -> Mapping[str, Field]:
    found: dict[str, Field] = {}
    for document in documents:
        for name, value in document.fields.items():
            found.setdefault(name, value)
    return found


def _counted_on(value: str, by: int) -> str:
    """A value like another, its last figure so many higher: rows of a table differ."""
    last = max((at for at, sign in enumerate(value) if sign.isdigit()), default=-1)
    return value if last < 0 or not by else f"{value[:last]}{(int(value[last]) + by) % 10}{value[last + 1 :]}"


QUESTIONS: Final = {
    "labels": ask_labels,
    "headings": ask_headings,
    "sentences": ask_sentences,
    "titles": ask_titles,
}


def table(folder: Path, languages: Sequence[str], what: Sequence[str]) -> Iterator[str]:
    """Rows of a table: of each list and language how many wordings were understood, by manner, and what was missed."""
    missed: list[str] = []
    yield "| wordings | language | understood | values of others taken | of them at 0.9 or more |"
    yield "|---|---|---|---|---|"
    for name in what:
        for language in languages:
            asked = QUESTIONS[name](folder, language)
            parts = [
                f"{manner} {asked.found[manner]} of {count} ({100 * asked.found[manner] / count:.1f} %)"
                for manner, count in asked.asked.items()
            ]
            yield f"| {name} | {language} | {', '.join(parts)} | {asked.taken} | {asked.surely} |"
            missed += [f"{name} {language} {one}" for one in asked.missed]
    yield ""
    yield from sorted(missed)


def main(arguments: list[str] | None = None) -> int:
    """Prints the table, and with `--missed` the wordings that were not understood."""
    parser = argparse.ArgumentParser(prog="wordings", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--only", default=",".join(QUESTIONS), help=f"comma-separated, of {', '.join(QUESTIONS)}")
    parser.add_argument("--missed", action="store_true", help="list what was not understood")
    given = parser.parse_args(arguments)
    for line in table(given.folder, given.languages.split(","), given.only.split(",")):
        if not line and not given.missed:
            break
        print(line)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
