"""Who trades with whom on a paper that labels neither: the company whose paper it is, and the only other one named.

An invoice or a packing list names its sender at its head, or in the small print at its foot, and once more only whom
the goods go to, in a sentence ("Se remite a X GmbH, …"), behind a word that no list has, or in a block of its own.
Companies that serve the trade, banks, carriers and laboratories, are neither.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extract.candidates import Candidate, value_features
from extract.candidates_letterhead_addresses import is_address
from extract.candidates_regions import Place, Region
from extract.doctype import DocumentType, FieldSpec, ValueKind
from extract.labels_hit import LabelHit
from extract.model import DocumentKind
from extract.prose import label_words
from extract.prose_paragraphs import Paragraph
from extract.prose_words import alternation
from extract.values import Context, addresses, legal_forms, parse, split_party
from extract.values.countries import find_countries
from extract.values.folding import fold, key, plain

_BETWEEN_TWO = (DocumentKind.COMMERCIAL_INVOICE, DocumentKind.PACKING_LIST)
"""Papers that one company writes to another; certificates and declarations name further ones."""
_PARTIES = ("exporter", "importer")
_HEAD = 0.3  # of the page: how far down the company whose paper it is stands
_FOOT = 0.88  # and from where on the small print at the foot begins
_ONLY = 0.3  # how well the only other company with an address fits as the party
_ITS_PAPER = 0.3  # how well the company at the head fits as the sender
_AT_FOOT = 0.9  # and the one that the foot gives with its registers, over whom the paper is addressed to
_SHORT = 3  # letters of a form that stands in numbers and headings too
_FEW = 3
_EDGE = 0.1  # of the page's width: how far from the paragraph's edge a wrapped line ends at most
_WIDE = 0.4  # and how wide a paragraph of sentences is at least
_LONGEST = 170  # characters of a company with its address
_JOINING = frozenset(
    ("de", "du", "des", "do", "da", "dos", "das", "del", "la", "las", "los", "le", "les", "of", "and", "et", "e", "y",
     "&", "und", "van", "von", "the", "für", "al")
)  # fmt: skip
_ELIDED = re.compile(r"^[dl]['’](?=[^\W\d_])")  # "Saphirs de l'Ihorombe SARL"
_ENDS = re.compile(r"[.;]\s+(?=[\"«“(]?[^\W\d_a-zà-ÿ])|[.;]\s*$|\s[–—|·•]\s(?=[^\d]*\d{5})")
_BREAK = re.compile(r"[:;.]$|[–—|·•]")
_SHORTENED = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_]{1,4}\.")
_FORMER = re.compile(
    r"(?<![^\W_])(?:for|pour|por|per pro|p\.?p\.?|on behalf of|au nom d[eu']|em nome d[eao]|en nombre de)\W*$"
)


@dataclass(frozen=True)
class Mention:
    """A company named at characters `start`..`end` of a paragraph, with its address where one stands behind it."""

    paragraph: Paragraph
    start: int
    end: int
    name: str
    addressed: bool
    top: float


@cache
def _serving() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{alternation('serving_company')})")


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{alternation('company_lead')})(?![^\W_])[\s:.]*)+")


def sender_and_receiver(doctype: DocumentType) -> tuple[FieldSpec, FieldSpec] | None:
    """The two parties of a paper that goes from one to the other; None for a type that does not."""
    specs = {spec.name: spec for spec in doctype.fields if spec.kind is ValueKind.PARTY and not spec.more}
    exporter, importer = specs.get("exporter"), specs.get("importer")
    if doctype.kind not in _BETWEEN_TWO or exporter is None or importer is None:
        return None
    return exporter, importer


def companies(
    doctype: DocumentType, texts: Sequence[Paragraph], labels: Sequence[LabelHit], context: Context
) -> Iterator[Candidate]:
    """Candidates for the sender and the receiver of an invoice or a packing list."""
    between = sender_and_receiver(doctype)
    if between is None:
        return
    exporter, importer = between
    labelled = label_words(texts[0].region.layout, [hit for hit in labels if not hit.bare]) if texts else {}
    named = [one for text in texts for one in mentions(text, labelled, context)]
    trading = [one for one in named if not _serving().search(fold(one.name)) and not _signs(one)]
    if not trading:
        return
    first = min(trading, key=lambda one: one.top)
    foot = [one for one in trading if one.top > _FOOT and one.addressed]
    others = {key(one.name) for one in trading}
    sender = first if first.top < _HEAD else None
    if len(foot) == 1 and key(foot[0].name) != key(first.name) and len(others) == len(_PARTIES):
        yield _candidate(exporter, foot[0], context, fit=_AT_FOOT)
        sender = foot[0]
    elif sender is not None:
        yield _candidate(exporter, sender, context, fit=_ITS_PAPER)
    if sender is None:
        return
    rest = [one for one in trading if key(one.name) != key(sender.name)]
    rest = [one for one in rest if one.addressed] or rest
    if len({key(one.name) for one in rest}) == 1:
        best = min(rest, key=lambda one: one.top)
        yield _candidate(importer, best, context, fit=_ONLY)


def _signs(mention: Mention) -> bool:
    """Whether a company is named for its signature or as one that somebody acts for."""
    before = fold(mention.paragraph.running[max(0, mention.start - 20) : mention.start])
    return _FORMER.search(before) is not None and not mention.addressed


def mentions(text: Paragraph, labelled: Collection[int], context: Context) -> list[Mention]:
    """The companies that a text names by their legal forms, in order; what a label's word begins is no address."""
    running, lined = text.running, text.region.text
    even = plain(running)
    found: list[Mention] = []
    cuts = [first for first, _, word in text.region.spots if word in labelled]
    forms = [form for form in legal_forms.matches(even, 0, len(even)) if _stands_alone(lined, form)]
    for place, form in enumerate(forms):
        if found and form.start() < found[-1].end:
            continue
        start = _name_start(text, form.start())
        if start is None:
            continue
        limits = [start + _LONGEST, len(running), *(cut for cut in cuts if cut >= form.end())]
        limits += [later.start() for later in forms[place + 1 : place + 2]]
        stop = _stretch_end(lined, start, form.end(), min(limits))
        block = split_party([running[start:stop]], context)
        if block is None or block.rule != "legal-form":
            continue
        end = start + (block.address_span[1] if block.address_span else block.name_span[1])
        if block.address_span is not None:
            end = _country_end(running, start + block.address_span[0], end)
        placed = block.address is not None and is_address(block.address)
        end = end if placed else start + block.name_span[1]
        words = text.region.words_at(start, end)
        top = min((text.region.layout.page.words[word].box.y0 for word in words), default=1.0)
        found.append(Mention(text, start, end, block.name, placed, top))
    return found


def _stands_alone(text: str, form: re.Match[str]) -> bool:
    """Whether letters are a form and no part of a number or a heading: "SCS-CO-2605", "USD/KG", "NET KG 21.7"."""
    before, rest = text[form.start() - 1 : form.start()], text[form.end() :]
    if before in ("-", "/") or rest.startswith(("-", "/")):
        return False
    letters = sum(map(str.isalpha, form.group()))
    return (letters > _SHORT and not legal_forms.weak(form)) or _ends_name(rest)


def _name_start(text: Paragraph, form: int) -> int | None:
    """Where the name begins whose legal form stands at `form`: words with capitals, and small ones between them."""
    lined = text.region.text
    start: int | None = None
    for word in reversed(list(re.finditer(r"\S+", lined[:form]))):
        bare = _ELIDED.sub("", word[0].strip("\"'«»“”(),"))
        ends = _BREAK.search(word[0]) is not None and not _SHORTENED.fullmatch(bare)
        if ends or (word[0].endswith(",") and start is not None) or (")" in word[0] and "(" not in word[0]):
            break
        if start is not None and "\n" in lined[word.end() : start] and not _wraps(text, word.start()):
            break
        if bare[:1].isupper() or (bare[:1].isdigit() and start is not None and len(bare) < _FEW):
            start = word.start() + word[0].index(bare[0])
        elif bare.lower() not in _JOINING:
            break
        if word[0].startswith("("):
            break
    if start is None:
        return None
    lead = _leading().match(fold(lined[start:form]))
    start += lead.end() if lead is not None else 0
    return start if re.search(r"[^\W\d_]{2}", lined[start:form]) else None


def _wraps(text: Paragraph, at: int) -> bool:
    """Whether the word at a line's end stands at the paragraph's edge, so that the sentence goes on under it."""
    box, words = text.region.box, text.region.boxes_at(at, at + 1)
    return box is not None and bool(words) and box.x1 - words[0].box.x1 < _EDGE and box.width > _WIDE


def _ends_name(rest: str) -> bool:
    """Whether a form that may be a mere word ends the name: a mark, a small word or an address follows."""
    return re.match(r"[ ]*(?:$|\n|[,;.:()|·•–—]|[a-zà-ÿ])", rest) is not None or addresses.looks_like_address(
        fold(rest.strip().split(",")[0])
    )


def _stretch_end(lined: str, start: int, form: int, limit: int) -> int:
    """Where what may be the address ends: at its bracket, its sentence, or its last line that is of an address."""
    behind = re.match(r"\s*\(([^()]{8,150})\)", lined[form:])
    if behind is not None:
        return form + behind.end()
    sentence = _ENDS.search(lined, form, limit)
    while sentence is not None and _SHORTENED.fullmatch(lined[: sentence.start() + 1].split()[-1]):
        sentence = _ENDS.search(lined, sentence.end(), limit)
    stop = sentence.start() if sentence is not None else limit
    if start and lined[start - 1] != "\n":
        return stop
    end = lined.find("\n", form, stop)
    while end >= 0:
        line = lined[end + 1 : stop].split("\n")[0]
        if not (addresses.looks_like_address(fold(line)) or find_countries(line, Context()) or "," in line):
            return end
        end = lined.find("\n", end + 1, stop)
    return stop


def _country_end(text: str, start: int, end: int) -> int:
    """Where an address ends that names its country: right behind it."""
    named = find_countries(text[start:end], Context())
    return start + named[-1].end if named else end


def _candidate(spec: FieldSpec, mention: Mention, context: Context, *, fit: float) -> Candidate:
    cut = mention.paragraph.region.cut(mention.start, mention.end)
    region = Region(cut.layout, cut.page, Place.LETTERHEAD, cut.text, cut.spots, 0.0, lines=cut.lines)
    parsed = parse(spec.kind, region.text, context)
    assert parsed is not None  # the block was read before
    features = value_features(spec, region, parsed)
    features |= {"place_letterhead": 1.0, "shape_fit": fit}
    return Candidate(spec, region, parsed).weighed(features)
