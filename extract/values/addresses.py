"""What tells an address line from a name, and a contact or registry detail from both."""

from __future__ import annotations

import re
from functools import cache

from extract.values import tables
from extract.values.address_breaks import put_together
from extract.values.countries import country, find_countries
from extract.values.folding import fold, plain, squeeze
from extract.values.model import Context

_POSTAL_PREFIX = re.compile(r"(?<![^\W_])(B|BE|CH|D|DE|F|FR|L|LU|NL|A|AT|P|PT|E|ES|I|IT)-\d{4,5}(?!\d)")
_PREFIX_COUNTRY = {"B": "BE", "D": "DE", "F": "FR", "L": "LU", "A": "AT", "P": "PT", "E": "ES", "I": "IT"}
_TOWN = re.compile(
    r"(?<!\d)(?:[a-z]{1,2}-)?\d{4,6}(?:-\d{3,4})?(?: [a-z]{2})?,? +[^\W\d_]{3}"  # 69100 Villeurbanne, 1025 RX Amsterdam
    r"|[^\W\d_]{3,}[, ]+[a-z]{2}\.?,? \d{5}(?:-\d{4})?\b"  # Fremont CA 94538
    r"|\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b"  # ME3 0EP
    r"|\d{2}\.?\d{3}-\d{3}\b|[^\W\d_]{3,} ?- ?\d{6}\b"  # 30130-010, Surat - 395006
)
"""A town with its postal code, as it stands in folded text."""
_STATES = re.compile(
    "A[CLMPRZ]|BA|C[AEO]|DE|ES|G[AO]|I[DLN]|KY|LA|M[ADEGNOST]|N[CE]|P[ABEIR]|R[JNORS]|S[CDEP]|T[NO]|VA"
)
"""States of Brazil and the United States whose letters are countries' codes too: Nova Lima, MG."""
_ASIDE = re.compile(
    r"(?:^|(?<=[\s,;(]))(?:c/o|care of|s/c de|p/a|aos cuidados de|al cuidado de|aux bons soins de"
    r"|(?:for and )?on behalf of|pour le compte de|por cuenta de|por conta de)(?![^\W_])[^,;\n]*(?:[,;]|$)"
    r"|\((?:(?:co|company|corp|reg|registration|registered|roc|ssm|no|number|nr|n°)[.: ]*)*\d{4,}-[a-z]\)"
    r"|\((?:co|company|corp|reg)[. ]+(?:reg[. ]+)?(?:no|number|nr|n°)[.: ]*[a-z]{0,3}\d{4,}\)"
)
"""Who else is named in an address, and the company numbers that some registries put in brackets behind a name."""
_LEADERS = r"[ ]*(?:…[.… ]*|(?:[.·_][ ]*){3,})"  # dots that lead from a label over the width of a column
_ORDER = frozenset(("order", "ordre", "orden", "ordem", "l"))
_MERE_ROLES = frozenset(
    ("to", "from", "goods", "sold", "ship", "bill", "party", "licence", "holder", "titular", "client")
)
"""Words of labels that stand in addresses and names as well."""
_BOX_NUMBER = r"(?:\d{1,2}[.)]?[ ]+)?"
_TELEPHONE = re.compile(
    r"\W*(?:\+|\(\+?\d{1,4}\)(?=[ \d-]))[\d ()./-]{7,}\W*|(?=(?:\D*\d){9})(?!\W*\d{5}-\d{4}\W*$)\W*\d[\d ()./-]+\d\W*"
)
"""A line that is a telephone number and no more: an international one, or nine digits that are no ZIP+4 code."""
_PLACE_WORDS, _JOINING = 4, 3  # words of a place's name at most, letters of a small one among them
_NUMBER_SIGN = r"(?:no|nos|n°|nr|num(?:ero|ber)?|#|id)"


_PLOT = re.compile(
    r"[ivxl1|]{1,5}[a-z]{0,3}(?:[ -][a-z]{1,3})?[ -]?\d{1,4}"
    r"(?: ?(?:bis|ter) ?,| ?[a-d]? ?,[^,\d]{3,},) ?(?:\d{3,6} )?[^\W\d_]{3,}"
)
"""Of a land register: section in Roman numerals, letters, number."""


@cache
def _words(kind: str) -> tuple[str, ...]:
    found = (
        word for row in tables.rows("values_party_words") if row["kind"] == kind for word in row["words"].split("|")
    )
    return tuple(sorted(found, key=len, reverse=True))


@cache
def words_of(kind: str) -> frozenset[str]:
    """The single words that the table's wordings of this kind are made of."""
    return frozenset(word for wording in _words(kind) for word in re.findall(r"[^\W\d_]+", wording))


@cache
def one_of(kind: str) -> str:
    """A pattern for any of the table's words of this kind, on folded text."""
    return "|".join(r"[. ]{1,2}".join(re.escape(part) for part in word.split()) for word in _words(kind))


@cache
def _between(lead: str, kind: str, tail: str) -> re.Pattern[str]:
    """Any of the table's words of this kind between two patterns."""
    return re.compile(rf"{lead}(?:{one_of(kind)}){tail}")


@cache
def _street() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^\W_])(?:{one_of('street')})(?![^\W_])|(?:{one_of('street_ending')})(?![^\W_])"
        r"|(?<![^\W_])[a-z]{2} \d+ (?:st|ave|rd)\b"  # KK 15 Ave: Kigali names its streets by number
    )


@cache
def _starts_with_number() -> re.Pattern[str]:
    return re.compile(
        rf"^\d+\w?[, ]+(?:[^\W\d_]+[. ]+){{0,4}}(?:{one_of('street')})(?![^\W_])|^(?:p\.?o\.? ?)box\b|^b\.?p\.? ?\d"
    )


@cache
def _label() -> re.Pattern[str]:
    """A label before an address, with its colon; one that names whose address it is may fill its line without one."""
    lead = r"^[\s:;.,*|\-]*"
    told = rf"(?:{one_of('address_label')}|{_seat()})"
    led = rf"{_LEADERS}[:=]?[\s:]*"
    return re.compile(rf"{lead}{told}(?:\.?[ ]*[:=][\s:]*|{led})|{lead}(?:{_whose()})(?:[\s:.]*$|{led})")


@cache
def _seat() -> str:
    """A pattern for words for an address with what kind it is of: "Domicilio comercial", "registered office"."""
    kind = one_of("seat_kind")
    return rf"(?:(?:{kind})[ ])*(?:{one_of('seat')})(?:[ ](?:{kind}))*"


@cache
def _whose() -> str:
    """A pattern for the label of somebody's address: "Adresse de l'exportateur", "Buyer's address"."""
    label, role = one_of("address_label"), one_of("role")
    joined = r"(?:of|de|du|des|do|da|del)(?: the| la| l'| el)?[ ]*"
    return rf"(?:{label}) {joined}(?:{role})|(?:{role})(?:'s|s'|s)? (?:full |registered |postal )?(?:{label})"


@cache
def _contact() -> re.Pattern[str]:
    """A detail to leave out, from its first word to the end of the line."""
    return re.compile(
        rf"(?:^|[\s,;|(/-])(?:"
        rf"(?:{one_of('contact')})[. ]*(?:{_NUMBER_SIGN}[. ]*)?(?:[:+#=]|\(?\+?\d)"
        rf"|(?:attn|att|attention|atte)[.:]"
        rf"|(?:{one_of('register')})(?![a-z])[. ]*(?:{_NUMBER_SIGN}[. ]*)?"
        rf"(?:[:#=][ ]*\S|[a-z]{{0,4}}[ .-]?\d[\d .,/-]{{3,}}|[a-z]{{1,4}}/\S*\d)"
        r"|[tfm][.:]?[ ]\(?\+?\d[\d() .-]{6,}"  # "T 867-555-0177"
        rf"|[a-z]{{2,6}}[.:]?[ ]?(?:{_NUMBER_SIGN}[. :]*)?\d{{8,}}"  # a register of a country not thought of
        rf"|[^\s,;:]+@[^\s,;]+|www\.|https?:)"
    )


@cache
def _label_words() -> frozenset[str]:
    """Words that field labels of parties are made of."""
    words = {w for kind in ("role", "name_label", "address_label") for phrase in _words(kind) for w in phrase.split()}
    connectors = "and|et|e|y|of|de|the|du|da|do|del|der|full|complete|complet|or|ou|o|if|any|optional"
    return frozenset(words | set(connectors.split("|")))


def is_label_only(text: str) -> bool:
    """Folded text that is a label alone: `1. Exporter (name, address, country)`."""
    words = re.findall(r"[^\W\d_]+", text)
    return bool(words) and all(word in _label_words() for word in words)


def is_address_label(text: str) -> bool:
    """Folded text that is nothing but the label of an address, with a colon or not."""
    return _address_label().fullmatch(text) is not None


@cache
def _address_label() -> re.Pattern[str]:
    alone = rf"(?:(?:full |registered )?(?:{one_of('address_label')})|{_seat()})"
    return re.compile(rf"[\s:;.,*|/\-]*{_BOX_NUMBER}(?:{alone}|{_whose()})[\s:.]*")


def leads_address_label(text: str) -> bool:
    """Folded text that begins as the label of an address: "Adresse de l'exportateur"."""
    return _between("(?:full |registered )?", "address_label", r"(?![^\W_])").match(text) is not None


def is_role_only(text: str) -> bool:
    """Folded text that is nothing but the label of a party: "Consignee or order", "Name and address of the buyer"."""
    words = re.findall(r"[^\W\d_]+", text)
    return not _role_words().isdisjoint(words) and all(word in _label_words() or word in _ORDER for word in words)


@cache
def _role_words() -> frozenset[str]:
    return frozenset(word for phrase in _words("role") for word in phrase.split()) - _MERE_ROLES


def is_register_label(text: str) -> bool:
    """Folded text that is nothing but the name of a register, its number standing elsewhere: "TIN", "GSTIN"."""
    alone = _between(r"[\s:;.,*|/\-]*", "register", rf"[. ]*(?:{_NUMBER_SIGN})?[\s:.]*")
    return alone.fullmatch(text) is not None


def before_register(folded: str) -> int:
    """How much of a folded line stands before a register's label that ends it, its number on the next: ", agrément n°".

    All of a line that ends otherwise.
    """
    found = _between(r"[\s,;|(/·–—-]+", "register", rf"[. ]*{_NUMBER_SIGN}[\s.:]*$").search(folded)
    return len(folded) if found is None else found.start()


def is_name_label(text: str) -> bool:
    """Folded text that is nothing but the label of a party's name."""
    return _between(rf"[\s:;.,*|\-]*{_BOX_NUMBER}(?:full )?", "name_label", r"[\s:.]*").fullmatch(text) is not None


def looks_like_address(text: str) -> bool:
    """A stretch of folded text with a number, a street word or an address label in it."""
    return bool(re.search(r"\d", text) or _street().search(text) or _label().match(text))


def has_street(text: str) -> bool:
    """A stretch of folded text with a word of streets and buildings in it."""
    return _street().search(text) is not None


def is_plot(text: str) -> bool:
    """Whether folded text begins as the number of a plot of land with its quarter: "ii m 42 bis, antsakaviro"."""
    return _PLOT.match(text) is not None


def has_town(text: str) -> bool:
    """A stretch of folded text with a town and its postal code in it."""
    return _TOWN.search(text) is not None


def ends_in_town(text: str) -> bool:
    """Whether folded text of an address ends in a town with its postal code: no house number begins its street."""
    found = list(_TOWN.finditer(text))
    return bool(found) and not has_street(text[found[-1].start() :])


def ends_in_place(address: str) -> bool:
    """Whether an address goes on from a street, a building or a box with its number to the name of a place.

    "44, avenue Likasi – Lubumbashi", "Plot 77, Kenyatta Road, Mwanza": its last part, before the letters of a state,
    has capitals and nothing else of an address, so that only the country may be left out.
    """
    parts = [part for part in re.split(r"\s*[,;–—]\s*|\s-\s", address.strip(" .")) if part.strip()]
    if len(parts) > 1 and re.fullmatch(r"[A-Z]{2}", parts[-1]):
        parts.pop()
    before, last = fold(", ".join(parts[:-1])), parts[-1] if parts else ""
    words = last.split()
    named = 1 <= len(words) <= _PLACE_WORDS and words[0][:1].isupper() and words[-1][:1].isupper()
    named = named and all(word[:1].isupper() or len(word) <= _JOINING for word in words)
    if not named or any(map(str.isdigit, last)) or has_street(fold(last)) or not re.search(r"[^\W\d_]{3}", last):
        return False
    return has_street(before) and any(map(str.isdigit, before))


def goes_on(text: str) -> bool:
    """Whether folded text behind a country carries its address on: a building, a post box, a postal code."""
    part = _between(r"\W*", "house_part", r"(?![^\W_])")
    code = r"\W*(?:[a-z. -]{0,12}\W+)?[a-z]{0,2}[\d -]{3,9}[a-z]{0,2}\W*"
    return part.match(text) is not None or re.fullmatch(code, text) is not None


def is_trade(text: str) -> bool:
    """Whether a line of folded text tells a company's business ("Achat – Vente – Exportation de diamants bruts")."""
    if any(map(str.isdigit, text)) or has_street(text):
        return False
    return _between(r"(?<![^\W_])", "trade", r"(?![^\W_])").search(text) is not None


def is_address_only(text: str) -> bool:
    """Folded text that begins as an address does: a house number and a street, a post box, an address label."""
    return bool(_starts_with_number().match(text) or _label().match(text))


def without_contact(folded: str) -> int:
    """How much of a folded line stands before its contact or registry details."""
    found = _contact().search(folded)
    end = len(folded) if found is None else found.start()
    return 0 if _TELEPHONE.fullmatch(folded, 0, end) else end


def join(parts: list[str]) -> str | None:
    """The lines of an address as one line, labels inside it left out."""
    kept = []
    for part in parts:
        part = _without_asides(part)
        label = _label().match(fold(part))
        line = tidy(re.sub(r"\s*[·•|]\s*", ", ", part[label.end() :] if label else part))
        if re.search(r"\w", line):
            kept.append((line, part))
    return re.sub(r",\s*(?:,\s*)+", ", ", put_together(kept)) or None


def _without_asides(part: str) -> str:
    """A line without whom it is sent care of or on behalf of, and without a registry number in brackets."""
    for aside in reversed(list(_ASIDE.finditer(fold(part)))):
        part = f"{part[: aside.start()]} {part[aside.end() :]}"
    return part


def tidy(text: str) -> str:
    """White space folded, separators at the edges dropped."""
    text = squeeze(text).strip(" :;,|*-–/·•")
    return re.sub(r"\s+([,;)])", r"\1", text)


def country_of(address: str, context: Context) -> str | None:
    """The last country that an address names; else the one of its postal code's prefix, or a code at its end."""
    found = [p for p in find_countries(address, context) if isinstance(p.value, str) and p.score >= 0.8]
    if found:
        return str(found[-1].value)
    prefix = _POSTAL_PREFIX.search(plain(address))
    if prefix is not None:
        return _PREFIX_COUNTRY.get(prefix[1], prefix[1])
    code = re.search(r"(?:^|[,\s(])([A-Z]{2,3})[).\s]*$", plain(address))
    return country(code[1]) if code is not None and not _STATES.fullmatch(code[1]) else None
