"""Whether the authority that a certificate names is one of the country that it comes from."""

from __future__ import annotations

import re
from functools import lru_cache

import pycountry
from babel import Locale
from rapidfuzz import fuzz

from extract.lexicon import fold
from extract.values.countries import find_countries
from extract.values.model import Context
from validate.facts import SCHEME_CERTIFICATES, Stated, called, read_field, show
from validate.model import Finding
from validate.names import words
from validate.rules.circumstances import of_kind
from validate.rules.findings import UNCERTAIN, firm, found, weak
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable
from validate.rules.schemes import issuing_country


def countries_in(text: str) -> frozenset[str]:
    """The countries that a text names. One word that no longer names the country may be a province's (Tanganyika)."""
    named = ((str(one.value), one.raw.strip()) for one in find_countries(text, Context()) if one.score >= SURELY)
    return frozenset(code for code, name in named if " " in name or name.isupper() or fold(name) in _names_today(code))


@lru_cache(maxsize=512)
def _names_today(code: str) -> frozenset[str]:
    country = pycountry.countries.get(alpha_2=code)
    own = (getattr(country, name, None) for name in ("name", "official_name", "common_name"))
    translated = (Locale(language).territories.get(code) for language in LANGUAGES)
    return frozenset(fold(name) for name in (*own, *translated) if name)


LANGUAGES = ("en", "fr", "pt", "es", "de", "nl", "it")
"""Languages in which authorities name their country."""


def _shorts(case: Case, country: str) -> frozenset[str]:
    """The short names of a country's authorities, which stand in brackets in the table (`CEEC`)."""
    texts = (a for m in case.reference.participants if m.iso2 == country for a in m.authorities)
    return frozenset(fold(short) for text in texts for short in _SHORT.findall(text))


_SHORT = re.compile(r"\(([A-Z][A-Z0-9-]{2,9})\)")


SURELY = 0.9
"""Score of a country's name that means nothing else."""


@rule(
    "R031",
    "issuer-mismatch",
    UNCERTAIN,
    title="Issuing authority is the country's",
    severity="review",
    basis="Regulation (EC) No 2368/2002, Annex II (authorities of participants); ICGLR data standard, MD.03",
    tolerance="only where the authority is plainly another country's: it names that country, or is known as its own",
)
def authority_is_issuers(case: Case) -> Result:
    """The authority on a Kimberley or ICGLR certificate is not plainly that of another country than the issuing one.

    Authorities are renamed and translated often: one that is merely unknown raises nothing.
    """
    findings: list[Finding] = []
    checked = False
    for document in of_kind(case, *SCHEME_CERTIFICATES):
        field = read_field(document, "issuing_authority")
        issuer = issuing_country(case, document)
        if field is None or issuer is None:
            continue
        checked = True
        country = case.reference.territories.get(issuer[0], issuer[0])
        other = _other_country(case, show(field), country)
        if other is None:
            continue
        stated = Stated(document, field)
        if not (firm(stated, case.policy) and firm(issuer[1], case.policy)):
            findings.append(weak("R031", "issuing authority", stated, f"it looks like one of {other}, not {country}."))
            continue
        findings.append(
            found(
                "R031",
                "issuer-mismatch",
                f"The {called(document)} is of {country}, but the authority it names, {show(field)}, is of {other}.",
                left=stated,
                right=issuer[1],
            )
        )
    if not checked and of_kind(case, *SCHEME_CERTIFICATES):
        return undecidable("The authority or the issuing country of the certificate was not read.")
    return judged(findings) if checked else NOT_APPLICABLE


_ANYWHERE = frozenset(
    [
        "administration",
        "agency",
        "authority",
        "board",
        "bureau",
        "certificate",
        "certification",
        "commerce",
        "commission",
        "commissioner",
        "committee",
        "council",
        "customs",
        "department",
        "development",
        "diamond",
        "diamonds",
        "direcao",
        "direccion",
        "direction",
        "directorate",
        "division",
        "economic",
        "economy",
        "energy",
        "export",
        "federal",
        "for",
        "foreign",
        "gems",
        "general",
        "generale",
        "geologia",
        "geological",
        "geology",
        "gold",
        "government",
        "import",
        "industries",
        "industry",
        "inspectorate",
        "international",
        "kimberley",
        "metals",
        "minas",
        "mineral",
        "minerals",
        "mineraux",
        "mines",
        "mining",
        "ministere",
        "ministerio",
        "ministry",
        "national",
        "nationale",
        "naturais",
        "natural",
        "naturales",
        "office",
        "precious",
        "process",
        "recursos",
        "resources",
        "scheme",
        "secretariat",
        "section",
        "service",
        "services",
        "state",
        "stones",
        "survey",
        "trade",
        "unit",
    ]
)
"""Words that offices of any country are called by."""


def _likeness(text: str, authority: str) -> float:
    """How much an authority's name resembles a known one (0..100): not at all where they share only what offices
    of any country are called by."""
    shared = set(text.split()) & set(authority.split()) - _ANYWHERE
    return fuzz.token_set_ratio(text, authority) if shared and len(authority) >= 12 else 0.0


def _other_country(case: Case, authority: str, country: str) -> str | None:
    named = countries_in(authority)
    if any(f" {short} " in f" {fold(authority)} " for short in _shorts(case, country)):
        return None
    own = {country} | {c for c in named if country == "EU" and case.reference.in_eu(c, case.as_of)}
    if named:
        return None if named & own else min(named)
    text = _fold(authority)
    scores = {
        m.iso2: max((_likeness(text, _fold(a)) for a in m.authorities), default=0.0)
        for m in case.reference.participants
    }
    best = max(scores, key=lambda code: (scores[code], code))
    rivals = [code for code, score in scores.items() if score >= 90]
    return best if best != country and len(rivals) == 1 and scores.get(country, 0.0) < 60 else None


def _fold(text: str) -> str:
    return " ".join(words(re.sub(r"\(.*?\)", " ", text)))
