"""The lot as a UNTP Product: what its passport states and agrees on, and what was checked."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from passport.canonical import Json
from passport.model import Passport
from passport.multibase import digest_multibase
from passport.records import DocumentRecord
from passport.statements import GOVERNMENT_FORMS
from passport.untp.facts import (
    claim_words,
    classification,
    country_of_production,
    disagreements,
    lot_name,
    lot_weight,
    mineral_class,
    one_money,
    one_text,
    paper_name,
    stated_by,
)
from passport.untp.judgement import claims
from passport.untp.model import (
    Country,
    Dimension,
    Facility,
    IdentifierScheme,
    Link,
    Material,
    Party,
    PartyRole,
    Product,
)
from passport.untp.naming import Publisher, paper_url
from passport.untp.vocabulary import TERMS, Role, country_code, country_name, in_full
from validate.names import Likeness, alike

NOT_STATED = "Not stated on the papers of this lot"
"""The name of a place or party that the standard demands and the papers do not give."""


def product(passport: Passport, publisher: Publisher, names: dict[str, str], evidence: tuple[Link, ...]) -> Product:
    """The lot as a product; `names` are names of HS codes, `evidence` links to the credential of our check results.

    The caller has made sure that there is a country of production (`facts.country_of_production`).
    """
    found = country_of_production(passport)
    if found is None:
        raise ValueError("a product needs its country of production")
    country, basis = found
    weight = lot_weight(passport)
    return Product(
        type=("Product",),
        id=publisher.lot(passport.lot),
        name=lot_name(passport),
        description=_description(passport),
        id_scheme=publisher.lot_scheme(passport.lot),
        batch_number=passport.lot,
        id_granularity="batch",
        product_category=tuple(
            classification(statement.value, names)
            for statement in passport.subject.hs_codes
            if isinstance(statement.value, str)
        ),
        characteristics=in_full({k: v for k, v in _characteristics(passport, basis) if v not in (None, [], {})}),
        related_document=tuple(paper_link(passport, document) for document in passport.documents if document.pages),
        related_party=tuple(_parties(passport, publisher)),
        produced_at_facility=_facility(passport, publisher),
        country_of_production=Country(country_code=country, country_name=country_name(country)),
        dimensions=None if weight is None else Dimension(weight=weight),
        material_provenance=tuple(_materials(passport, names)) or None,
        performance_claim=tuple(claims(passport, publisher, evidence)),
    )


def _description(passport: Passport) -> str:
    goods = one_text(passport.subject.goods_description)
    told = f"Checks as of {passport.as_of.isoformat()}: {passport.status}. What the papers state; goods not seen."
    return f"{goods}. {told}" if goods else told


def paper_link(passport: Passport, document: DocumentRecord) -> Link:
    """A link to the file that a paper stands in, by its content."""
    sha256 = document.pages[0].file
    media = next((file.media_type for file in passport.files if file.sha256 == sha256), None)
    return Link(
        linkURL=paper_url(sha256),
        link_name=paper_name(document),
        digest_multibase=digest_multibase(sha256),
        media_type=media,
        link_type=TERMS + document.type,
    )


def _characteristics(passport: Passport, basis: str) -> Iterator[tuple[str, Json]]:
    """Facts that UNTP has no place for, under our own terms."""
    quantities = passport.quantities
    yield "lotStatus", passport.status
    yield "checkedAsOf", passport.as_of.isoformat()
    yield "countryBasis", basis
    count = {statement.value for statement in quantities.parcel_count}
    yield "parcelCount", next((value for value in count if isinstance(value, int)), None) if len(count) == 1 else None
    if (money := one_money(quantities.value)) is not None:
        yield "declaredValue", {"amount": money.amount, "currency": money.currency}
    grades = quantities.grade
    if len(grades) == 1 and isinstance(grades[0].value, str) and grades[0].unit:
        yield "grade", grades[0].value
        yield "unitAsStated", grades[0].unit
    yield "sealNumber", _listed(passport, "seal_numbers")
    yield "tagNumber", list(dict.fromkeys([*_texts(passport, "tag_numbers"), *_tags(passport)]))
    yield "mineSiteAsStated", list(dict.fromkeys(origin.value for origin in passport.origin.mine_sites))
    yield (
        "originStatement",
        [
            {
                "value": origin.value,
                "claim": claim_words(origin.claim),
                "statedBy": stated_by(passport, origin.sources),
            }
            for origin in passport.origin.countries
        ],
    )
    yield "stated", disagreements(passport)
    yield "undecided", [{"about": point.about, "reason": point.reason} for point in passport.undecided]


def _listed(passport: Passport, name: str) -> list[Json]:
    return list(_texts(passport, name))


def _texts(passport: Passport, name: str) -> Iterator[str]:
    seen: set[str] = set()
    for document in passport.documents:
        field = document.fields.get(name)
        value = field.value if field is not None else None
        for text in value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ():
            if text not in seen:
                seen.add(text)
                yield text


def _tags(passport: Passport) -> Iterator[str]:
    own = {passport.lot, *passport.custody_lots}
    for event in passport.custody:
        if event.lot in own:
            yield from event.tags


def _parties(passport: Passport, publisher: Publisher) -> Iterator[PartyRole]:
    """Exporter, importer and the bodies that issued certificates, as named; one entry for each that differs."""
    roles: list[tuple[Role, list[tuple[str, str]]]] = []
    for role, party in (("exporter", passport.parties.exporter), ("importer", passport.parties.importer)):
        named = [(str(name.value), stated_by(passport, name.sources)) for name in party.names]
        roles.append(("exporter" if role == "exporter" else "importer", named))
    for document in passport.documents:
        if document.issuing_authority and (body := issuer_role(document)) is not None:
            roles.append((body, [(document.issuing_authority, paper_name(document))]))
    seen: list[tuple[Role, str]] = []
    for role_name, named in roles:
        for name, by in named:
            if any(other == role_name and alike(name, known) is Likeness.SAME for other, known in seen):
                continue
            seen.append((role_name, name))
            yield PartyRole(role=role_name, party=party_named(publisher, name, f"As named on: {by}."))


def issuer_role(document: DocumentRecord) -> Role | None:
    """What the issuer of a certificate is to the lot; None for papers that no third party issues."""
    form = (document.form or "").casefold()
    if document.type in ("kimberley_process_certificate", "icglr_certificate", "export_licence"):
        return "regulator"
    if document.type == "certificate_of_origin":
        return "regulator" if form in GOVERNMENT_FORMS else "certifier"
    return "inspector" if document.type == "assay_certificate" else None


def party_named(publisher: Publisher, name: str, description: str | None = None) -> Party:
    """A party that papers name; its id is ours, made from the name, and says nothing of a register."""
    scheme = IdentifierScheme(type=("IdentifierScheme",), id=publisher.did, name=f"Names as read by {publisher.name}")
    return Party(
        type=("Party",),
        id=publisher.thing("parties", name),
        name=name,
        description=description,
        id_scheme=scheme,
    )


def place(publisher: Publisher, name: str | None) -> Facility:
    """A place by its name; one that nobody named is said to be so."""
    return Facility(type=("Facility",), id=publisher.thing("facilities", name or ""), name=name or NOT_STATED)


def _facility(passport: Passport, publisher: Publisher) -> Facility:
    mines = list(dict.fromkeys(origin.value for origin in passport.origin.mine_sites))
    return place(publisher, "; ".join(mines) or None)


def _materials(passport: Passport, names: dict[str, str]) -> Iterator[Material]:
    """Material by country with its shares; nothing where papers and records disagree, or a share is not known."""
    mineral = one_text(passport.subject.mineral)
    codes = [statement.value for statement in passport.subject.hs_codes if isinstance(statement.value, str)]
    if mineral is None:
        return
    kind = classification(codes[0], names) if len(codes) == 1 else mineral_class(mineral)
    papers = {o.value for o in passport.origin.countries if o.claim != "inferred-from-custody"}
    stated = {country_code(value) for value in papers if value != "mixed"}
    shares: dict[str, Decimal] = {}
    recycled: dict[str, Decimal] = {}
    known = bool(passport.origin.sources)
    for source in passport.origin.sources:
        code = country_code(source.country or "")
        if code is None or source.share is None:
            known = False
            break
        share = Decimal(source.share)
        shares[code] = shares.get(code, Decimal(0)) + share
        if source.recycled:
            recycled[code] = recycled.get(code, Decimal(0)) + share
    name = mineral[:1].upper() + mineral[1:]
    if known and stated and "mixed" not in papers and set(shares) != stated:
        return
    if known:
        for code, share in shares.items():
            yield Material(
                name=name,
                origin_country=Country(country_code=code, country_name=country_name(code)),
                material_type=kind,
                mass_fraction=min(share, Decimal(1)),
                mass=lot_weight(passport) if len(shares) == 1 else None,
                recycled_mass_fraction=None if not share else min(recycled.get(code, Decimal(0)) / share, Decimal(1)),
            )
    elif len(papers) == 1 and (only := next(iter(stated), None)) is not None:
        yield Material(
            name=name,
            origin_country=Country(country_code=only, country_name=country_name(only)),
            material_type=kind,
            mass_fraction=Decimal(1),
            mass=lot_weight(passport),
        )
