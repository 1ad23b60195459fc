"""Labels told by what stands beside them, and those in whose place a party signs; a consignment note by its boxes."""

from __future__ import annotations

from extract.classify import classify
from extract.model import Document, DocumentKind
from extract.read import read_stack
from extract.split import group
from tests.extract.paper import Rows, sheet

_CERTIFICATE: Rows = [
    (40.0, [(60.0, "CERTIFICAT D'INSPECTION ET DE PESAGE", 18.0)]),
    (80.0, [(60.0, "Numéro : RI-26-1940")]),
]


def document(rows: Rows) -> Document:
    (stack,) = group([sheet(rows)])
    return read_stack(stack, "d1")


def test_a_label_that_says_more_is_one_where_a_measure_stands_beside_it() -> None:
    rows: Rows = [
        (120.0, [(60.0, "Poids net constaté"), (260.0, "99 467 kg")]),
        (131.0, [(60.0, "Net weight found")]),
        (150.0, [(60.0, "Poids brut constaté"), (260.0, "99 827 kg")]),
        (161.0, [(60.0, "Gross weight found")]),
    ]
    fields = document([*_CERTIFICATE, *rows]).fields
    assert (fields["net_weight"].value, fields["gross_weight"].value) == ("99467", "99827")


def test_where_a_party_signs_none_is_named() -> None:
    rows: Rows = [
        (40.0, [(60.0, "AIR WAYBILL", 18.0), (300.0, "930-22176405")]),
        (600.0, [(60.0, "Firma del remitente / Signature of shipper")]),
        (614.0, [(60.0, "W. Quisbert")]),
    ]
    assert "exporter_name" not in document(rows).fields


def test_a_consignment_note_without_a_title_is_known_by_its_boxes() -> None:
    rows: Rows = [
        (40.0, [(60.0, "1 Sender / Expéditeur", 6.0)]),
        (48.0, [(60.0, "Gisenyi Tungsten House Ltd")]),
        (80.0, [(60.0, "4 Place and date of taking over / Lieu et date de la prise en charge", 6.0)]),
        (88.0, [(60.0, "Kigali, Rwanda, 27/04/2026")]),
        (120.0, [(60.0, "18 Carrier's reservations / Réserves du transporteur", 6.0)]),
        (160.0, [(60.0, "14 Carriage / Prescriptions d'affranchissement", 6.0)]),
        (200.0, [(60.0, "24 Goods received / Marchandises reçues", 6.0)]),
    ]
    assert classify(sheet(rows)).kind is DocumentKind.TRANSPORT_DOCUMENT


def test_packages_named_right_of_their_number_head_nothing() -> None:
    rows: Rows = [
        (40.0, [(60.0, "CONSIGNMENT NOTE", 18.0), (300.0, "No. VTL-26-001187")]),
        (200.0, [(60.0, "6 Marks"), (140.0, "7 Number"), (220.0, "8 Packing"), (320.0, "9 Nature of the goods")]),
        (212.0, [(60.0, "GTH-W-031"), (140.0, "18"), (220.0, "BIG BAGS"), (320.0, "Wolframite concentrate")]),
        (226.0, [(60.0, "13"), (220.0, "Sender's instructions")]),
    ]
    assert document(rows).fields["parcel_count"].value == 18


def test_a_last_line_that_sums_up_two_columns_is_the_total_though_it_names_the_packages() -> None:
    rows: Rows = [
        (40.0, [(60.0, "LISTA DE EMBALAGEM LE 118", 18.0)]),
        (80.0, [(60.0, "Mercadoria: rubis em bruto")]),
        (120.0, [(60.0, "Pacote"), (140.0, "Qualidade"), (260.0, "Peso, ct"), (360.0, "Peso, g")]),
        (134.0, [(60.0, "A"), (140.0, "gema"), (260.0, "412,35"), (360.0, "82,47")]),
        (148.0, [(60.0, "B"), (140.0, "média"), (260.0, "988,40"), (360.0, "197,68")]),
        (162.0, [(60.0, "C"), (140.0, "comercial"), (260.0, "2.017,85"), (360.0, "403,57")]),
        (176.0, [(60.0, "3"), (140.0, "pacotes"), (260.0, "3.418,60"), (360.0, "683,72")]),
    ]
    read = document(rows)
    assert len(read.lines) == 3
    told = {name: str(read.fields[name].value) for name in ("carat_weight", "net_weight", "parcel_count")}
    assert told == {"carat_weight": "3418.60", "net_weight": "683.72", "parcel_count": "3"}


def test_a_laboratory_s_customer_may_be_its_own_buyer() -> None:
    rows: Rows = [
        (40.0, [(60.0, "CERTIFICATE OF ANALYSIS", 18.0)]),
        (70.0, [(60.0, "Certificate no.: SDP-QC-1187")]),
        (90.0, [(60.0, "Customer: Yeosu Cathode Materials Co., Ltd.")]),
    ]
    name = document(rows).fields["exporter_name"]
    assert name.value == "Yeosu Cathode Materials Co., Ltd."
    assert name.confidence < 0.9


def test_a_weight_says_behind_a_comma_which_it_is_and_a_permit_area_is_a_mines() -> None:
    rows: Rows = [
        (40.0, [(60.0, "ICGLR Mineral Export Certificate", 18.0)]),
        (100.0, [(60.0, "10 Weight of shipment (kg), net"), (300.0, "21,420.00 kg")]),
        (118.0, [(60.0, "15 Mine site(s) / permit area"), (300.0, "Musha-Ntunga, Rwamagana District")]),
    ]
    fields = document(rows).fields
    assert str(fields["net_weight"].value) == "21420.00"
    assert fields["net_weight"].confidence > 0.9
    assert fields["mine_site"].value == "Musha-Ntunga, Rwamagana District"


def test_a_digital_seal_is_none_that_closes_goods() -> None:
    rows: Rows = [
        (40.0, [(60.0, "FACTURA COMERCIAL", 18.0)]),
        (100.0, [(60.0, "Folio: F-2025-1466")]),
        (118.0, [(60.0, "Sello digital: 0417aK88x/7hQm0418827zzP==")]),
    ]
    bare: Rows = [*rows[:2], (118.0, [(60.0, "Sello: MX880413")])]
    assert document(bare).fields["seal_numbers"].value == ("MX880413",)
    assert "seal_numbers" not in document(rows).fields


def test_an_address_whose_beginning_was_taken_for_a_name_is_doubted() -> None:
    rows: Rows = [
        (40.0, [(60.0, "LISTA DE EMPAQUE", 18.0)]),
        (108.0, [(200.0, "Ferroaleaciones del Saja, S.L.U.")]),
        (120.0, [(60.0, "Consignatario"), (200.0, "Polígono Industrial de Barreda, parcela 11, 39300 Torrelavega,")]),
        (132.0, [(200.0, "España")]),
        (160.0, [(60.0, "Factura"), (200.0, "F-2025-1466")]),
    ]
    fields = document(rows).fields
    whole = fields["importer_name"].value == "Ferroaleaciones del Saja, S.L.U."
    assert whole or fields["importer_address"].confidence < 0.9
