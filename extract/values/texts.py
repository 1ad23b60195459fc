"""Free text, names of authorities, and mine sites: cleaned, never changed in meaning."""

from __future__ import annotations

import re

from extract.values.folding import fold, plain, squeeze
from extract.values.model import Context, Parsed

_HYPHENATED = re.compile(r"(?<=[^\W\d_])-[ ]*\n[ ]*(?=[^\W\d_])")
_BODY = re.compile(
    r"^(?:the )?(?:ministry|ministere|ministerio|department|departement|departamento|direction|direccion|direcao|directorate|division|office|bureau|board|agency|agence|agencia|authority|autorite|autoridad|autoridade|chamber|chambre|camara|government|gouvernement|gobierno|governo|secretariat|secretaria|commission|comissao|comision|service|servico|servicio|centre|center|centro|republic|republique|republica|national|instituto|institute|institut)(?![^\W_])"
)
_SITE_ID = re.compile(
    r"(?<![^\W_])([A-Z]{2})\s?([+-])\s?(\d{1,2})\s?[.,]\s?(\d{4})\s?([+-])\s?(\d{1,3})\s?[.,]\s?(\d{4})\s?-\s?(\d{3,5})(?!\d)"
)
_SITE_LEAD = re.compile(
    r"^[\s:;.,*|\-]*(?:(?:mine(?: site)?|site(?: minier)?|mina|sitio minero|local da mina|concession|carre minier|mine site id|mine of origin|lieu d'origine du minerai|identifiant du site)(?: name| id| no\.?)?[ ]*[:=][\s:]*)?"
)


def parse_text(text: str, context: Context) -> Parsed | None:
    """The text with its lines joined, words cut at line ends made whole, and label marks at its edges dropped."""
    start, end = _edges(text)
    if start >= end:
        return None
    value = squeeze(_HYPHENATED.sub("", text[start:end]))
    return Parsed(value, text[start:end], start, end, 1.0 if re.search(r"[^\W\d_]{2}", value) else 0.5, "text")


def parse_authority(text: str, context: Context) -> Parsed | None:
    """The name of an issuing body; a body named on a line of its own is set off by a comma."""
    start, end = _edges(text)
    if start >= end or not re.search(r"[^\W\d_]{2}", text[start:end]):
        return None
    parts: list[str] = []
    for line in _HYPHENATED.sub("", text[start:end]).split("\n"):
        line = squeeze(line)
        if not line:
            continue
        if (
            parts
            and _BODY.match(fold(line))
            and not re.search(
                r"(?:,|&|-|(?<![^\W_])(?:and|et|e|y|of|de|du|des|da|do|the|la|le|del|for|pour|para))$", fold(parts[-1])
            )
        ):
            parts[-1] += ","
        parts.append(line)
    value = " ".join(parts)
    score = 1.0
    if len(value) > 160 or len(re.findall(r"\d", value)) > 8:
        score = 0.5
    elif len(value) < 3:
        score = 0.4
    return Parsed(value, text[start:end], start, end, score, "authority")


def parse_site(text: str, context: Context) -> Parsed | None:
    """A mine site: its name, with its ICGLR identifier (country, latitude, longitude, serial) where it has one."""
    lead = _SITE_LEAD.match(fold(text))
    begin = lead.end() if lead else 0
    start, end = _edges(text, begin)
    if start >= end:
        return None
    value = squeeze(text[start:end])
    number = _SITE_ID.search(plain(value))
    if number is not None:
        whole = "{0}{1}{2}.{3}{4}{5}.{6}-{7}".format(*number.groups())
        value = value[: number.start()] + whole + value[number.end() :]
        return Parsed(value, text[start:end], start, end, 1.0, "icglr-site")
    if not re.search(r"[^\W_]{2}", value):
        return None
    return Parsed(value, text[start:end], start, end, 0.9 if len(value) <= 80 else 0.6, "site-name")


def find_sites(text: str, context: Context) -> list[Parsed]:
    """Every ICGLR mine site identifier in running text."""
    return [
        Parsed(
            "{0}{1}{2}.{3}{4}{5}.{6}-{7}".format(*m.groups()),
            text[m.start() : m.end()],
            m.start(),
            m.end(),
            1.0,
            "icglr-site",
        )
        for m in _SITE_ID.finditer(plain(text))
    ]


def _edges(text: str, begin: int = 0) -> tuple[int, int]:
    """The text without white space and label marks at its edges; a bracket stays where its partner stands inside."""
    start, end = begin, len(text)
    while start < end and (text[start].isspace() or text[start] in ":;,.|*=-–—_•·"):
        if text[start] in "-–—" and start + 1 < end and text[start + 1].isdigit():
            break  # a sieve class: -11+7
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ":;,|*=–—_•·-"):
        end -= 1
    return start, end
