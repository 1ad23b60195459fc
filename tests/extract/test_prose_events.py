"""Verbs and nouns that tell what a date, a number or an amount of a sentence is, and that it is none of the paper's."""

from __future__ import annotations

import pytest

from extract.model import DocumentKind
from extract.prose_events import OTHER, event_before, governed, issued_by, routes
from extract.types import TYPES
from extract.values.model import Context

_CERTIFICATE = DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE
_WAYBILL = DocumentKind.TRANSPORT_DOCUMENT
_LIST = DocumentKind.PACKING_LIST
_INVOICE = DocumentKind.COMMERCIAL_INVOICE
_LICENCE = DocumentKind.EXPORT_LICENCE

TOLD = [
    (
        _CERTIFICATE,
        "issued at Freetown on 14 March 2026 and ceases to be valid on 13 May 2026.",
        "expiry_date",
        "13 May",
    ),
    (_CERTIFICATE, "Válido de 1 de Julho de 2026 a 31 de Dezembro de 2026.", "expiry_date", "31 de Dezembro"),
    (_WAYBILL, "The truck left Kasumbalesa on 2 June 2026 with its seal intact.", "shipment_date", "2 June"),
    (_WAYBILL, "Chargement effectué à Likasi le 21 avril 2026.", "shipment_date", "21 avril"),
    (_WAYBILL, "On 3 May 2026 the goods left the plant.", "shipment_date", "3 May"),
    (_LIST, "Les sacs ont été plombés devant la douane sous les numéros 447120 à 447122.", "seal_numbers", "447120"),
    (_CERTIFICATE, "Emitida en Oruro con la referencia IE-26/04471.", "document_number", "IE-26/04471"),
    (_INVOICE, "La parcela fue tasada por nuestros expertos en USD 418.070,00.", "value", "418.070,00"),
    (_INVOICE, "We have sold 18.4 DMT at USD 24,100 per tonne.", "unit_price", "24,100"),
    (_LICENCE, "e ao valor de USD 950.000,00.", "licensed_value", "950.000,00"),
    (_WAYBILL, "Goods to be carried from Uganda to Belgium.", "country_of_destination", "Belgium"),
    (_LICENCE, "You may export the ores named below from Uganda until May.", "country_of_provenance", "Uganda"),
    (_LICENCE, "est autorisée à exporter ses lots de coltan hors du Burundi", "country_of_provenance", "Burundi"),
    (_LICENCE, "queda autorizada a exportar el oro desde el Perú", "country_of_provenance", "Perú"),
]


@pytest.mark.parametrize(("kind", "text", "field", "raw"), TOLD)
def test_verbs_tell(kind: DocumentKind, text: str, field: str, raw: str) -> None:
    told = {spec.name: parsed for _, spec, parsed, _, _ in governed(TYPES[kind], [text], Context())}
    assert raw in told[field].raw
    assert text[told[field].start : told[field].end] == told[field].raw


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (_LICENCE, "The fee was received on 13 May 2026."),
        (_CERTIFICATE, "The parcel was opened on 22 March 2026 and found in order."),
        (_WAYBILL, "The vessel arrived on 27 June 2026."),
        (_INVOICE, "A treatment charge of USD 1,100.00 per tonne is deducted."),
        (_INVOICE, "The royalty of USD 20,000.00 was paid."),
        (_WAYBILL, "Tin ore mined in Uganda to Belgian account."),
        (_LICENCE, "You may export ores that originate from Uganda."),
        (_LICENCE, "You may export the ores. They come from Uganda."),
    ],
)
def test_what_is_none_of_the_papers_own(kind: DocumentKind, text: str) -> None:
    assert not [spec.name for _, spec, _, _, _ in governed(TYPES[kind], [text], Context())]


@pytest.mark.parametrize(("language", "event"), [("es", "issue_date"), ("pt", "shipment_date")])
def test_one_word_means_two_things_in_two_languages(language: str, event: str) -> None:
    text = "expedido em Luanda a "
    assert event_before(text, len(text), language) == event


@pytest.mark.parametrize(
    "text",
    [
        "Weighing was done at the store on ",
        "La pesée a été faite au dépôt le ",
        "A pesagem foi feita no armazém em ",
        "El muestreo fue hecho en la planta el ",
    ],
)
def test_the_day_of_an_act_is_not_the_papers_own(text: str) -> None:
    assert event_before(text, len(text), None) == OTHER
    done = "Weighed by us. Done at Kitwe on "
    assert event_before(done, len(done), None) == "issue_date"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "they do not originate in and were not exported from the Russian Federation"),
        ("en", "none of the stones was exported from Zimbabwe, nor polished there"),
        ("en", "they neither originate in nor were exported from the Central African Republic"),
        ("fr", "les pierres n'ont pas été exportées depuis la Fédération de Russie"),
        ("es", "ni han sido exportados desde Rusia"),
    ],
)
def test_where_goods_were_not_exported_from_is_not_their_provenance(language: str, text: str) -> None:
    doctype = TYPES[DocumentKind.ORIGIN_DECLARATION]
    assert not [spec.name for spec, *_ in routes(doctype, text, Context(language=language))]


def test_where_goods_were_exported_from_is_their_provenance() -> None:
    text = "the stones were exported from Botswana"
    told = routes(TYPES[DocumentKind.ORIGIN_DECLARATION], text, Context(language="en"))
    assert [(spec.name, one.value) for spec, one, *_ in told] == [("country_of_provenance", "BW")]


@pytest.mark.parametrize(
    "text",
    [
        "Shipped at the port of loading in apparent good order and condition on ",
        "Embarqué au port en bon ordre et conditionnement apparents le ",
        "Embarcado no porto em boa ordem e condição aparentes em ",
        "Embarcado en el puerto en buen orden y condición aparentes el ",
    ],
)
def test_the_good_order_of_goods_is_no_order_placed(text: str) -> None:
    assert event_before(text, len(text), None) == "shipment_date"
    ordered = "Shipped against your order of "
    assert event_before(ordered, len(ordered), None) == OTHER


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Issued on 4 May 2026 by: Ministry of Mines; valid until 3 June 2026", "Ministry of Mines"),
        ("Issued at Lusaka on the 4th of May, 2026 by the Ministry of Mines.", "Ministry of Mines"),
        ("Délivré le 29 mars 2026 par : Ministère des Mines ; valable", "Ministère des Mines"),
        ("Délivrée à Libreville, le 29 mars 2026, par la Direction des Mines.", "Direction des Mines"),
        ("Emitida em 29-03-2026 por: Ministério da Energia; válida", "Ministério da Energia"),
        ("Emitida em Luanda, em 4 de maio de 2026, pelo Ministério das Minas.", "Ministério das Minas"),
        ("Otorgado el 4 de mayo de 2026 por el Ministerio de Minas.", "Ministerio de Minas"),
    ],
)
def test_who_issued_it_is_named_behind_the_day(text: str, name: str) -> None:
    told = issued_by(TYPES[_LICENCE], text, Context())
    assert [one.value for _, one, *_ in told] == [name]


def test_who_mined_the_goods_issued_nothing() -> None:
    text = "Issued on 3 May 2026 to Kito Ltd for goods mined by Tolo Cooperative"
    assert not list(issued_by(TYPES[_LICENCE], text, Context()))
