"""Whatever a reading hands on, every rule answers: no value that a field may carry makes a check break."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.model import Alternative, Document, DocumentKind, Field, FieldStatus, FieldValue, Money, PageRef, TextLine
from ingest.model import Box
from tests.validate.papers import checked, diamonds, dossier
from validate.rules.model import RULES

TEXTS = (
    *("document_number", "certificate_number", "invoice_number", "licence_number", "transport_number", "lot_number"),
    *("exporter_name", "importer_name", "goods_description", "mineral", "mine_site", "issuing_authority", "form"),
)
DATES = ("issue_date", "expiry_date", "shipment_date")
WEIGHTS = ("carat_weight", "net_weight", "gross_weight", "licensed_quantity", "grade", "recycled_share")
COUNTRIES = ("country_of_origin", "country_of_provenance", "country_of_destination")
LISTS = ("seal_numbers", "tag_numbers", "hs_codes")
MONEY = ("value", "unit_price", "licensed_value")

STATUSES: tuple[FieldStatus, ...] = ("read", "read", "read", "corrected", "unreadable", "conflicting")

words = st.sampled_from(
    [
        "LS 024780",
        "KK66871",
        "Alpha Gems FZE",
        "Alpha",
        "to order",
        "",
        " ",
        "RW-1.9+29.6-1",
        "rough diamonds",
        "gold",
        "É",
    ]
) | st.text(max_size=12)
amounts = st.sampled_from(["0", "0.00", "1273.09", "1E+3", "-5", "NaN", "x", "99999999999999999999"])
sums = st.sampled_from([Decimal(0), Decimal(-1), Decimal("961194.94")])
days = st.sampled_from(["2026-01-28", "2026-02-30", "0001-01-01", "9999-12-31", "soon"])
codes = st.sampled_from(["LS", "KE", "mixed", "EU", "EC", "xx", "", "RU", "CF"])


@st.composite
def fields(draw: st.DrawFn) -> dict[str, Field]:
    made: dict[str, Field] = {}

    def put(name: str, value: FieldValue, unit: str | None = None) -> None:
        confidence = draw(st.sampled_from([0.0, 0.5, 0.8, 0.9, 1.0]))
        status: FieldStatus = draw(st.sampled_from(STATUSES))
        others = (Alternative(value=value, unit=unit, raw="", score=0.9),) if draw(st.booleans()) else ()
        made[name] = Field(
            name=name,
            value=value if status in ("read", "corrected") else None,
            unit=unit,
            status=status,
            confidence=confidence,
            alternatives=others,
        )

    for name in draw(st.lists(st.sampled_from(TEXTS), max_size=6, unique=True)):
        put(name, draw(words))
    for name in draw(st.lists(st.sampled_from(DATES), max_size=3, unique=True)):
        put(name, draw(days))
    for name in draw(st.lists(st.sampled_from(WEIGHTS), max_size=4, unique=True)):
        put(name, draw(amounts), draw(st.sampled_from(["ct", "kg", "t", "dmt", "%", "pcs", None])))
    for name in draw(st.lists(st.sampled_from(COUNTRIES), max_size=3, unique=True)):
        put(name, draw(codes | st.lists(codes, max_size=3).map(tuple)))
    for name in draw(st.lists(st.sampled_from(LISTS), max_size=3, unique=True)):
        put(name, tuple(draw(st.lists(st.sampled_from(["710231", "71", "", "KP1", "abc"]), max_size=3))))
    for name in draw(st.lists(st.sampled_from(MONEY), max_size=3, unique=True)):
        put(
            name, Money(amount=draw(st.sampled_from([Decimal(0), Decimal("-1"), Decimal("961194.94")])), currency="USD")
        )
    if draw(st.booleans()):
        put("parcel_count", draw(st.integers(-1, 10)))
    return made


SAYINGS = (
    *("KIMBERLEY PROCESS CERTIFICATE", "KIMBERLY DIAMOND CERTIFICATE", "FORGED", "ISSUED RETROSPECTIVELY", "FOB Goma"),
    *("Number of containers: 2", "JMI/GGDO/4199", "X20261399123456", "EU 01234567", "LEI: 5493001KJTIIGC8Y1R12"),
    *(
        "Ta2O5 61 %",
        "Nb2O5 61 %",
        "Botswana 60 %",
        "Canada 60 %",
        "Amount in words: one hundred",
        "Insured value: USD 4",
    ),
    *("ENDORSEMENT of the Ministry", "LS 024780 should read 1 273,09 ct", "https://ceec.cc/x", "100 % recycled gold"),
    *("G7 certificate", "Technical certificate", "MSKU1234567", "IMO 9074728", "freight prepaid", "tag list", "iTSCi"),
    *("Pays d'origine : Guinée", "in all 1,273.09 carats", "Date of expiry 31/02/2026", "grandfathered"),
)
FURTHER = ("moisture", "wet_weight", "dry_weight", "origin_criterion", "shipment_route", "incoterm", "notify_party")

sayings = st.sampled_from(SAYINGS) | st.text(max_size=40)


@st.composite
def wordings(draw: st.DrawFn, page: int) -> tuple[TextLine, ...]:
    digital, sure = draw(st.booleans()), draw(st.sampled_from([0.3, 0.95, 1.0]))
    said = draw(st.lists(sayings, max_size=8))
    return tuple(
        TextLine(line, page, Box(0.1, n / 99, 0.9, n / 99 + 0.01), sure, digital) for n, line in enumerate(said)
    )


@st.composite
def documents(draw: st.DrawFn) -> tuple[Document, ...]:
    made = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        made.append(
            Document(
                id=f"d{number}",
                type=draw(st.sampled_from(DocumentKind)),
                confidence=0.9,
                language=draw(st.sampled_from(["en", "fr", "pt", "es"])),
                pages=(PageRef(file="ab" * 32, page=number),),
                fields=draw(fields()),
                lines=tuple(draw(st.lists(fields(), max_size=2))),
                title=draw(st.none() | sayings),
                text=draw(wordings(number)),
                marks=tuple(draw(st.lists(st.sampled_from(["stamp", "copy", "void", "qr"]), max_size=2))),
                more={
                    name: Field(name=name, value=draw(words | amounts), unit="kg", confidence=0.9)
                    for name in draw(st.lists(st.sampled_from(FURTHER), max_size=3, unique=True))
                },
            )
        )
    return tuple(made)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.booleans())
def test_every_rule_answers_whatever_was_read(papers: tuple[Document, ...], with_custody: bool) -> None:
    whole = dossier(papers, diamonds().custody.events if with_custody else ())
    lots = checked(whole)
    typed = [d for d in papers if d.type is not DocumentKind.UNKNOWN]
    assert bool(lots) == bool(typed)
    assert {i for lot in lots for i in lot.lot.documents} == ({d.id for d in papers} if typed else set())
    assert len({lot.lot.id for lot in lots}) == len(lots)
    for lot in lots:
        assert {c.rule for c in lot.checks} == set(RULES)
        assert lot.status == "clear" or lot.findings
        for finding in lot.findings:
            assert finding.message
            assert finding.basis
            assert finding.code in RULES[finding.rule].codes
