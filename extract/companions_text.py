"""Where a known text or figure stands on a paper: whole words in order, over line breaks; figures in any separators."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz import fuzz

from extract.companions_words import Vocabulary, alike, digits_of
from extract.doctype import ValueKind
from extract.model import Document, Evidence, TextLine
from extract.values import Context, Parsed, find
from extract.values.folding import fold, key
from ingest.model import Box

_TOKEN = re.compile(r"[^\W_]+")
_MOST = 20_000  # phrases of a paper looked at; a dense page has some hundreds
_LONGEST = 1_000  # characters of a phrase looked at; a line of print has a hundred
_CUT = 24  # characters at the end of a line in which a number may be parted from what it counts
_MORE_DIGITS = re.compile(r"[ .]?\d{2}(?!\d)")  # of a longer tariff code
_THOUSANDS = re.compile(r"(?<![^\W_])\d{1,3} $")  # of a figure that goes on
_NEARLY = 0.88  # of a name's letters that are read right, at least
_SPARE = 2  # letters that a line may be shorter than the name that stands in it
_MISREAD = 0.9  # how likely a number is the one whose digits its letters look like
_BELOW = 2.4
"""Line heights from a phrase's top to that of the phrase which goes on beneath it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A text as it stands on the paper: its printed words line by line, its places, and how sure they were read."""

    texts: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    confidence: float
    behind: str = ""
    before: str = ""
    likeness: float = 1.0
    """How likely it is what was looked for, 0 to 1, where its words alone do not say."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a phrase, folded, with its first character and the one behind its last."""

    key: str
    start: int
    end: int


class Wording:
    """A document's phrases with their words, so that many texts can be looked for quickly."""

    def __init__(self, document: Document) -> None:
        """Takes the phrases as they were read; nothing is looked for yet."""
        self._file = document.pages[0].file if document.pages else ""
        self._phrases = tuple(one for one in document.phrases[:_MOST] if len(one.text) <= _LONGEST)
        self._named: dict[int, Sequence[Parsed]] = {}
        self._folded = [fold(phrase.text) for phrase in self._phrases]
        self._tokens = [
            tuple(Token(match[0], *match.span()) for match in _TOKEN.finditer(folded)) for folded in self._folded
        ]

    @cached_property
    def _begins(self) -> dict[str, list[tuple[int, int]]]:
        begins: dict[str, list[tuple[int, int]]] = {}
        for number, tokens in enumerate(self._tokens):
            for at, token in enumerate(tokens):
                begins.setdefault(token.key, []).append((number, at))
        return begins

    @cached_property
    def _words(self) -> Vocabulary:
        return Vocabulary(self._begins)

    def texts(self, text: str) -> Iterator[Found]:
        """Every place where the words of `text` stand in order and by themselves, case and accents aside."""
        wanted = [match[0] for match in _TOKEN.finditer(fold(text))]
        for number, at in self._begins.get(wanted[0], ()) if wanted else ():
            runs = self._along(wanted, number, at)
            if runs is not None and self._alone(runs):
                yield self._found(runs)

    def numbers(self, number: str) -> Iterator[Found]:
        """Every place where the signs of a number stand in a line, parted otherwise: 014-5518 2094 for 014-55182094.

        On a picture letters stand for the digits that they look like, and it is a little less likely the number.
        """
        wanted = "".join(match[0] for match in _TOKEN.finditer(fold(number)))
        for line in self.with_words({wanted[:long] for long in range(1, len(wanted) + 1)}):
            yield from self._joined(line, wanted, str)
        as_digits = digits_of(wanted)
        for line, phrase in enumerate(self._phrases):
            if not phrase.digital:
                found = self._joined(line, as_digits, digits_of)
                yield from (replace(one, likeness=_MISREAD) for one in found)

    def _joined(self, line: int, wanted: str, read: Callable[[str], str]) -> Iterator[Found]:
        """The places in a line where words stand that are a number once they are joined, each `read` so."""
        tokens = self._tokens[line]
        for first, token in enumerate(tokens):
            joined, last = read(token.key), first
            while len(joined) < len(wanted) and wanted.startswith(joined) and last + 1 < len(tokens):
                last += 1
                joined += read(tokens[last].key)
            run = (line, token.start, tokens[last].end)
            if joined == wanted and self._alone([run]) and self._close(run):
                yield self._found([run])

    def _close(self, run: tuple[int, int, int]) -> bool:
        """Whether only spaces and marks that part a number stand among its signs."""
        return re.search(r"[^\w\s./-]|\s{2,}", self._folded[run[0]][run[1] : run[2]]) is None

    def loosely(self, text: str, least: int) -> Iterator[Found]:
        """Every place where `least` words of a name stand in order or more, long ones misread in a letter or two."""
        wanted = [match[0] for match in _TOKEN.finditer(fold(text))]
        starts = [place for key in self._words.like(wanted[0]) for place in self._begins[key]] if wanted else []
        for number, at in sorted(starts):
            runs = self._along(wanted, number, at, alike, least)
            if runs is not None and self._alone(runs):
                yield self._found(runs)

    def misread(self, text: str) -> Iterator[Found]:
        """Every place on a picture of a paper where nearly the letters of a name stand in a line."""
        wanted = key(text)
        for number, phrase in enumerate(self._phrases):
            folded = self._folded[number]
            if phrase.digital or len(folded) < len(wanted) * _NEARLY:
                continue
            found = fuzz.partial_ratio_alignment(wanted, folded, score_cutoff=100 * _NEARLY)
            if found is None or len(wanted) > len(folded) + _SPARE:
                continue
            within = [one for one in self._tokens[number] if one.start < found.dest_end and one.end > found.dest_start]
            run = (number, within[0].start, within[-1].end) if within else (number, 0, 0)
            read = key(folded[run[1] : run[2]])
            if fuzz.ratio(wanted, read) >= 100 * _NEARLY and self._alone([run]):
                yield self._found([run])

    def _along(
        self,
        wanted: Sequence[str],
        number: int,
        at: int,
        same: Callable[[str, str], bool] = str.__eq__,
        least: int | None = None,
    ) -> list[tuple[int, int, int]] | None:
        """The phrases with their first and last character that the words run through.

        None where they break off before `least` of them, or the last without it.
        """
        least = len(wanted) if least is None else least
        runs: list[tuple[int, int, int]] = []
        done = 0
        while True:
            tokens = self._tokens[number]
            here = 0
            while (
                at + here < len(tokens)
                and done + here < len(wanted)
                and same(tokens[at + here].key, wanted[done + here])
            ):
                here += 1
            if here == 0:
                return runs if done >= least else None
            runs.append((number, tokens[at].start, tokens[at + here - 1].end))
            done += here
            if done == len(wanted):
                return runs
            below = self.below(number) if at + here == len(tokens) else None
            if below is None:
                return runs if done >= least else None
            number, at = below, 0

    def below(self, number: int) -> int | None:
        """The phrase beneath one, in the same column."""
        upper = self._phrases[number]
        height = max(upper.box.y1 - upper.box.y0, 0.004)
        for other in range(number + 1, min(number + 40, len(self._phrases))):
            lower = self._phrases[other]
            if (lower.page, lower.file) != (upper.page, upper.file) or lower.box.y0 - upper.box.y0 > _BELOW * height:
                return None
            sets_in = abs(lower.box.x0 - upper.box.x0) < 0.02 or (
                lower.box.x0 < upper.box.x1 and upper.box.x0 < lower.box.x1
            )
            if lower.box.y0 > upper.box.y0 + height * 0.5 and sets_in:
                return other
        return None

    def _alone(self, runs: Sequence[tuple[int, int, int]]) -> bool:
        """Whether nothing before or behind makes the text part of a longer name or number."""
        first, start, _ = runs[0]
        last, _, end = runs[-1]
        before, behind = self._folded[first][:start], self._folded[last][end:]
        return not re.search(r"[^\W_][-/.&'_]$|[-/]$", before) and not re.match(r"[-/._&'][^\W_]|[-/]", behind)

    def _found(self, runs: Sequence[tuple[int, int, int]]) -> Found:
        return Found(
            texts=tuple(self._phrases[number].text[start:end] for number, start, end in runs),
            evidence=tuple(self._evidence(number, start, end) for number, start, end in runs),
            confidence=min(self._phrases[number].confidence for number, _, _ in runs),
            behind=self._folded[runs[-1][0]][runs[-1][2] :],
            before=self._folded[runs[0][0]][: runs[0][1]],
        )

    @cached_property
    def lines(self) -> Sequence[str]:
        """The phrases' texts in the paper's order."""
        return [phrase.text for phrase in self._phrases]

    def countries(self, number: int) -> Sequence[Parsed]:
        """The countries that a phrase (`number` of `lines`) names."""
        if number not in self._named:
            self._named[number] = find(ValueKind.COUNTRY, self.lines[number], Context())
        return self._named[number]

    def with_words(self, words: Iterable[str]) -> set[int]:
        """The phrases (their places in `lines`) that hold any of these folded words."""
        return {number for word in words for number in self._with_word(word)}

    @property
    def first_page(self) -> int:
        """The number of the paper's first page in its file."""
        return self._phrases[0].page if self._phrases else 1

    def tokens(self, number: int) -> Sequence[Token]:
        """The words of a phrase (`number` of `lines`)."""
        return self._tokens[number]

    def along(self, spans: Sequence[tuple[int, int, int]]) -> Found:
        """What stands in some phrases, each with its first character and the one behind its last."""
        return self._found(spans)

    def at(self, number: int, start: int, end: int) -> Found:
        """Some characters of a phrase (`number` of `lines`) as they stand on the paper."""
        return self._found([(number, start, end)])

    def figures(self, figure: str) -> Iterator[Found]:
        """Every place where a figure (plain decimal text) stands, whatever parts its thousands and its decimals."""
        whole, _, part = figure.partition(".")
        groups = f"{int(whole):,}".split(",")
        pattern = re.compile(
            r"(?<![\d/-])(?<!\d[.,'])"
            + r"[ .,']?".join(groups)
            + (rf"[.,]{part.rstrip('0')}0*" if part.rstrip("0") else r"(?:[.,]0{1,3})?")
            + r"(?!\d|[.,'/-]\d| \d{3}(?!\d))"
        )
        for number in self._with_word(groups[0]) | self._with_word("".join(groups)):
            for match in pattern.finditer(self._folded[number]):
                if _THOUSANDS.search(self._folded[number][: match.start()]) is None:
                    yield self._found([(number, *match.span())])

    def tariff_codes(self, code: str) -> Iterator[Found]:
        """Every place where a tariff code stands, or one that is longer or shorter behind its subheading."""
        for printed in (code, f"{code[:4]} {code[4:]}", f"{code[:4]} {code[4:6]} {code[6:]}"):
            yield from (one for one in self.texts(printed) if _MORE_DIGITS.match(one.behind) is None)
        for number in self.with_words({code[:4], code[:6], *(code[:long] for long in range(8, len(code) + 1))}):
            for parsed in find(ValueKind.HS_CODES, self.lines[number], Context()):
                if isinstance(parsed.value, tuple) and len(parsed.value) == 1 and parsed.value[0][:6] == code[:6]:
                    yield self._found([(number, parsed.start, parsed.end)])

    @cached_property
    def counted(self) -> Sequence[Sequence[Parsed]]:
        """The counts in each phrase, with the one beneath where a number at its end may go on there."""
        counted = []
        for number, text in enumerate(self.lines):
            below = self.below(number) if re.search(r"\d", text[-_CUT:]) is not None else None
            counted.append(find(ValueKind.COUNT, text if below is None else f"{text} {self.lines[below]}", Context()))
        return counted

    def places_of(self, word: str) -> Sequence[tuple[int, int]]:
        """Where a folded word stands: the phrase, and its place among the phrase's words."""
        return self._begins.get(word, ())

    def folded(self, number: int) -> str:
        """A phrase (`number` of `lines`) as `fold` makes it, character by character."""
        return self._folded[number]

    def _with_word(self, word: str) -> set[int]:
        """The phrases that hold a word; a figure's whole part may stand in one piece: 18240 for 18,240."""
        return {number for number, _ in self._begins.get(word, ())}

    def _evidence(self, number: int, start: int, end: int) -> Evidence:
        phrase: TextLine = self._phrases[number]
        wide = (phrase.box.x1 - phrase.box.x0) / max(1, len(phrase.text))
        box = Box(phrase.box.x0 + wide * start, phrase.box.y0, phrase.box.x0 + wide * end, phrase.box.y1)
        return Evidence(
            file=phrase.file or self._file,
            page=phrase.page,
            box=Box(*(round(min(max(edge, 0.0), 1.0), 5) for edge in box)),
        )
