"""Party blocks: which lines are the name, which the address, and which country the address lies in.

The legal form (Ltd, SARL, S.A. de C.V., Sdn Bhd …) ends a name, also where a comma stands before it or the name is
wrapped over lines. Telephone, mail, tax and contact details are no part of an address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extract.values import tables
from extract.values.countries import country, find_countries
from extract.values.folding import fold, plain, squeeze
from extract.values.model import Context, Parsed

_LEAD = re.compile(
    r"^[\s:;.,*|\-]*(?:(?:company |full |business |legal |trade )?(?:name(?:s)?(?: (?:and|&|/) ?address)?|nom(?:s)?(?: et adresse)?|nombre(?: y direccion)?|nome(?: e (?:endereco|morada))?"
    r"|raison sociale|razon social|razao social|denominacao|denomination)(?: (?:of|du|de|da|del) (?:the )?(?:exporter|importer|consignee|exportateur|importateur|exportador|importador|company|societe|empresa))?[ ]*[:.\-][\s:]*|m/s\.?[ ]+|messrs\.?[ ]+)?"
)
_ADDRESS_LEAD = re.compile(
    r"^[\s:;.,*|\-]*(?:(?:full |business |registered |physical |postal )?(?:address(?:es)?|adresse|direccion|domicilio|endereco|morada|siege social|registered office|adres|anschrift)[ ]*[:.\-][\s:]*)"
)
_CONTACT = re.compile(
    r"(?:^|[\s,;|(/–-])(?:(?:tel(?:e?(?:phone|fone|fono))?s?|phones?|fax|tlf|mob(?:ile)?|cell(?:ulaire)?|gsm|whats ?app|e-?mails?|courriel|correo(?: electronico)?|web(?:site)?|contact(?:o|e)?(?: person)?|telex)"
    r"[ ]*(?:no|n°|nr|/fax)?[ ]*[.:+(#]|(?:tel|fax|phone|mob|cell)[ .:]*\+?\(?\d|(?:attn|att|attention|a l'attention de|a atencao de|a la atencion de|atte|atencion|z\.? ?hd)[ ]*[.:]"
    r"|(?:vat|tva|iva|btw|mwst|ust|nif|tin|nit|ruc|rfc|cnpj|cuit|rut|rccm|eori|siret|siren|kbo|bce|gstin?|iec|pan|trn|uen|crn|lei|tax|rc|id\.? ?nat|n°? impot|reg(?:istration|istre|istro)?|company|business|licen[cs]e|licence|dealer|permit|contribuinte|cro|rcs|hrb|ice|passport|iban|swift|bic|account)"
    r"[ ]*(?:id(?:entification)?|registration|reg|reg\.|tax|payer|code)?[ ]*(?:no|nos|n°|nr|num(?:ero|ber)?|#|id)?[ ]*[.:#]*[ ]*(?:[:#]|[a-z]{0,4}[ .-]?\d{4,})|[^\s,;]+@[^\s,;]+|www\.|https?:)"
)
_STREET = re.compile(
    r"(?<![^\W_])(?:streets?|str|st|road|rd|avenue|ave|av|avda|avenida|rue|rua|calle|cra|carrera|jalan|jl|boulevard|blvd|bd|bld|lane|drive|dr(?=\.? ?\d)|plot|unit|suite|ste|floor|etage|piso|andar|building|bldg|tower|torre|house|box|po box|p\.?o\.?|bp|b\.p|boite postale|apartado|caixa postal|casilla|postbus|postfach|km|zone|zona|zac|zi|industrial|estate|park|quartier|commune|bairro|barrio|urb|colonia|col|kg \d|kk \d|kn \d|kn|lote|lot|parcelle|parcela|plaza|place|square|sq|quai|route|chemin|allee|weg|strasse|straße|straat|laan|plein|kaai|corner|stand|erf|farm|block|bloc|office|room|wing|ground|district|sector|cell|province|warehouse|airport|freeport|mall|centre|center|complex|highway|hwy|crescent|close|way|court|terrace|ring|free zone|jlt|almas|c/o)(?![^\W_])"
    r"|(?:strasse|straße|straat|laan|weg|gasse|platz|plein|kaai|lei|allee)(?![^\W_])"
)
_STREET_NUMBER = re.compile(
    r"^\d+\w?[, ]+[^\W\d_]+(?: [^\W\d_]+)* (?:street|road|avenue|ave|lane|drive)\b|^(?:po|p\.o\.?) ?box\b|^b\.?p\.? ?\d"
)
_WEAK = frozenset(
    ["co", "company", "trust", "foundation", "partnership", "cooperative", "co-operative", "cooperativa", "co-op", "se", "as", "me", "ep", "cv", "ag", "ab", "ug", "lp", "ao", "pt", "fz"]
)
"""Forms that are words or initials too: they end a name only where the name visibly ends."""
_POSTAL_PREFIX = re.compile(r"(?<![^\W_])(B|BE|CH|D|DE|F|FR|L|LU|NL|A|AT|P|PT|E|ES|I|IT)-\d{4,5}(?!\d)")
_PREFIX_COUNTRY = {"B": "BE", "D": "DE", "F": "FR", "L": "LU", "A": "AT", "P": "PT", "E": "ES", "I": "IT"}
_WRAPS = re.compile(
    r"(?:[&,(/-]|(?<![^\W_])(?:and|et|e|y|de|du|des|da|do|dos|of|for|the|van|von|und|en|del|la|le|les|pour|para))$"
)
_CARE_OF = re.compile(r"(?:^|[\s,;(])(?:c/o|care of|s/c|a/c|p/a|aos cuidados de|chez)(?![^\W_])")


@dataclass(frozen=True, slots=True)
class PartyBlock:
    """A party as it stands in a block of lines.

    `name_span` and `address_span` are places in the lines joined by line feeds. `name_lines` and `address_lines` count
    the lines that each touches (one line may hold both). `country` is ISO 3166-1 alpha-2, where the address says it.
    """

    name: str
    address: str | None
    country: str | None
    name_lines: int
    address_lines: int
    score: float
    name_span: tuple[int, int]
    address_span: tuple[int, int] | None
    rule: str


@cache
def _forms() -> re.Pattern[str]:
    forms = sorted(
        {f for row in tables.rows("values_legal_forms") for f in row["form"].split("|")}, key=len, reverse=True
    )
    patterns = []
    for form in forms:
        letters = re.sub(r"[^A-Za-z]", "", form)
        made = re.sub(r"\\?[ ]", r"[ ]?\\n?[ ]?", re.escape(plain(form)))
        made = made.replace(r"\.", r"\.?[ ]?") if form.count(".") > 1 else made.replace(r"\.", r"\.?")
        if len(letters) > 3 or "(" in form:
            made = f"(?i:{made})"
        elif form != form.upper():
            made = f"(?:{made}|{made.upper() if chr(92) not in made else f'(?i:{made})'})"
        patterns.append(made)
    return re.compile(rf"(?<![^\W_])(?<!\.)(?:{'|'.join(patterns)})\.?(?![^\W_])(?!\.[A-Za-z])")


def split_party(lines: Sequence[str], context: Context) -> PartyBlock | None:
    """The party named in a block of lines, top first; None where there is no name."""
    joined = "\n".join(lines)
    even = plain(joined)
    folded = fold(even)
    keep = _kept(even, folded)
    start = _first(folded, keep)
    if start is None:
        return None
    end, score, rule = _name_end(even, folded, start, keep)
    name = _tidy(_visible(joined, keep, start, end))
    if not re.search(r"[^\W\d_]{2}", name) or (rule != "legal-form" and _STREET_NUMBER.match(fold(name))):
        return None
    spans = _spans(keep, end)
    address = _join_address(joined, folded, spans)
    place = _country(address, context) if address else None
    address_span = (spans[0][0], spans[-1][1]) if address and spans else None
    return PartyBlock(
        name=name,
        address=address,
        country=place,
        name_lines=even.count("\n", start, end) + 1,
        address_lines=len({even.count("\n", 0, a) for a, _ in spans}) if address else 0,
        score=round(score, 3),
        name_span=(start, end),
        address_span=address_span,
        rule=rule,
    )


def parse_party(text: str, context: Context) -> Parsed | None:
    """The name of the party in a block of text (its address is `split_party`'s to give)."""
    block = split_party(text.split("\n"), context)
    if block is None:
        return None
    start, end = block.name_span
    return Parsed(block.name, text[start:end], start, end, block.score, block.rule)


def _kept(even: str, folded: str) -> list[tuple[int, int]]:
    """The part of each line that is not a contact detail."""
    kept = []
    position = 0
    for line in even.split("\n"):
        start, end = position, position + len(line)
        position = end + 1
        contact = _CONTACT.search(folded[start:end])
        if contact is not None:
            end = start + contact.start()
        while end > start and even[end - 1] in (" ,;|(/-·•" if contact is not None else " ;|-·•"):
            end -= 1
        kept.append((start, end))
    return kept


def _first(folded: str, keep: list[tuple[int, int]]) -> int | None:
    """Where the name begins: after label words, on the first line that has letters."""
    for start, end in keep:
        line = folded[start:end]
        lead = _LEAD.match(line)
        begin = start + (lead.end() if lead else 0)
        if re.search(r"[^\W\d_]", folded[begin:end]):
            if _ADDRESS_LEAD.match(line):
                return None
            return begin
    return None


def _name_end(even: str, folded: str, start: int, keep: list[tuple[int, int]]) -> tuple[int, float, str]:
    lines = [(max(a, start), b) for a, b in keep if b > start]
    limit = lines[min(2, len(lines) - 1)][1]
    formed = _by_form(even, folded, start, limit, lines)
    if formed is not None:
        return formed, 0.98, "legal-form"
    first = lines[0]
    if len([1 for a, b in lines if b > a]) > 1:
        index = 0
        end = first[1]
        while (
            index + 1 < len(lines)
            and index < 2
            and _WRAPS.search(folded[first[0] : end])
            and not _addressed(folded, *lines[index + 1])
        ):
            index += 1
            end = lines[index][1]
        cut = _cut(even, folded, first[0], end)
        if cut is not None:
            return cut, 0.75, "first-line-before-address"
        return end, 0.9, "first-line"
    cut = _cut(even, folded, *first)
    if cut is not None:
        return cut, 0.75, "before-address"
    return first[1], 0.9, "whole-line"


def _addressed(folded: str, start: int, end: int) -> bool:
    """A stretch that looks like part of an address: a number, a street word, a box."""
    line = folded[start:end]
    return bool(re.search(r"\d", line) or _STREET.search(line) or _ADDRESS_LEAD.match(line))


def _by_form(even: str, folded: str, start: int, limit: int, lines: list[tuple[int, int]]) -> int | None:
    """The end of the name's legal form, if the block has one before its address begins."""
    matches = [m for m in _forms().finditer(even, start, limit) if even[start : m.start()].strip(" ,(&")]
    for index, match in enumerate(matches):
        before = folded[start : match.start()]
        parts = re.split(r"[,;\n]", before)
        if any(_addressed(part, 0, len(part)) for part in parts[1:]) or _CARE_OF.search(before):
            return None
        end = match.end()
        for later in matches[index + 1 :]:
            if not even[end : later.start()].strip(" ,\n-&"):
                end = later.end()
        line_end = next(b for a, b in lines if end <= b)
        follows = even[end:line_end]
        ends = not follows.strip() or re.match(r"\s*[,;|/\n(·•]|\s+-\s", follows) is not None
        weak = match.group().strip(".() ").lower() in _WEAK and end == match.end()
        if (weak and not ends) or (
            not ends and index + 1 < len(matches) and "\n" not in even[end : matches[index + 1].start()]
        ):
            continue
        if not ends and "\n" in even[start:end] and not _addressed(folded, end, line_end):
            continue
        remark = re.match(r" ?\([^()\d\n]{2,40}\)(?=\s*(?:$|[,;\n]))", even[end:])
        if remark is not None:
            end += remark.end()
        return end
    return None


def _cut(even: str, folded: str, start: int, end: int) -> int | None:
    """Where a line without a legal form turns into an address."""
    for match in re.finditer(r"[,;|·•]|\s-\s|\n", even[start:end]):
        at = start + match.start()
        rest = folded[at + 1 : end]
        if re.search(r"\d", rest) or _STREET.search(rest) or find_countries(even[at + 1 : end], Context()):
            return at if at > start else None
    if re.match(r"[^\W\d_]", even[start:end] or " "):
        number = re.search(r"(?<=[^\W\d_] )(?=\d+[ ,]+[^\W\d_])", even[start:end])
        if number is not None and number.start() > 3:
            return start + number.start()
    return None


def _visible(joined: str, keep: list[tuple[int, int]], start: int, end: int) -> str:
    return " ".join(joined[max(a, start) : min(b, end)].strip() for a, b in keep if a < end and b > start)


def _tidy(text: str) -> str:
    text = squeeze(text).strip(" :;,|*-–/·•")
    return re.sub(r"\s+([,;)])", r"\1", text)


def _spans(keep: list[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    return [(max(a, end), b) for a, b in keep if b > end and b > a]


def _join_address(joined: str, folded: str, spans: list[tuple[int, int]]) -> str | None:
    parts: list[str] = []
    for start, end in spans:
        lead = _ADDRESS_LEAD.match(folded[start:end])
        part = _tidy(joined[start + (lead.end() if lead else 0) : end])
        if re.search(r"\w", part):
            parts.append(part)
    address = ", ".join(parts)
    return re.sub(r",\s*(?:,\s*)+", ", ", address) or None


def _country(address: str, context: Context) -> str | None:
    """The last country that the address names; else the one of its postal code's prefix, or a code at its end."""
    found = [p for p in find_countries(address, context) if isinstance(p.value, str) and p.score >= 0.8]
    if found:
        return str(found[-1].value)
    prefix = _POSTAL_PREFIX.search(plain(address))
    if prefix is not None:
        return _PREFIX_COUNTRY.get(prefix[1], prefix[1])
    code = re.search(r"(?:^|[,\s(])([A-Z]{2,3})[).\s]*$", plain(address))
    return country(code[1]) if code is not None else None
