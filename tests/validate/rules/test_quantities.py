"""Weights, values and counts: where each rule fires, stays silent, and cannot be decided."""

from __future__ import annotations

import pytest

from tests.validate.papers import (
    Change,
    all_of,
    checked,
    diamonds,
    edit,
    everywhere,
    kind_of,
    lines,
    make,
    say,
    shaky,
    twofold,
    unread,
)
from tests.validate.rules.judging import judge, strip
from validate.model import Dossier


def test_carats_apart_block_and_name_both_sides() -> None:
    said = judge("X003", "diamonds", edit("pl", carat_weight="1723.09"))
    assert said.outcome == "failed"
    assert said.codes == ["weight-mismatch"]
    (finding,) = said.findings
    assert finding.severity == "block"
    assert finding.left is not None
    assert finding.right is not None
    assert (finding.left.document, finding.left.field, finding.left.value) == ("d10", "carat_weight", "1273.09 ct")
    assert (finding.right.document, finding.right.value) == ("d12", "1723.09 ct")
    assert len(finding.evidence) == 2
    assert "KPCS" in finding.basis


def test_carats_a_little_apart_call_a_reviewer() -> None:
    said = judge("X003", "diamonds", edit("pl", carat_weight="1276.09"))
    assert (said.codes, said.severities) == (["weight-mismatch"], ["review"])


@pytest.mark.parametrize("carats", ["1273.09", "1273.1", "1273.10", "1273"])
def test_rounding_is_no_difference(carats: str) -> None:
    assert judge("X003", "diamonds", edit("tr", carat_weight=carats)).outcome == "passed"


def test_a_certificate_that_stands_alone_is_one_finding() -> None:
    said = judge("X003", "diamonds", edit("kp", carat_weight="1723.09"))
    assert said.codes == ["weight-mismatch"]
    assert "So does" in said.findings[0].message


def test_one_statement_decides_nothing() -> None:
    change = all_of(strip("carat_weight", "net_weight"), edit("kp", carat_weight="1273.09"))
    assert judge("X003", "diamonds", change).outcome == "not_decidable"
    assert judge("X003", "tin").outcome == "not_applicable"
    assert judge("X005", "diamonds").outcome == "not_applicable"
    assert judge("X005", "tin", strip("net_weight")).outcome == "not_decidable"
    assert judge("X021", "tin", strip("gross_weight")).outcome == "not_decidable"
    assert judge("W066", "tin", strip("gross_weight")).outcome == "not_decidable"
    assert judge("X006", "gold").outcome == "not_decidable"
    assert judge("X008", "tin", strip("parcel_count")).outcome == "not_decidable"


def test_stones_beside_metal_are_not_compared_with_it() -> None:
    both = all_of(edit("inv", carat_weight="754.04"), edit("pl", carat_weight="754.04"))
    assert judge("X005", "gold", both).outcome == "passed"
    assert judge("X005", "gold", all_of(both, edit("pl", net_weight=("13483.5", "g")))).codes == ["weight-mismatch"]


def test_a_weak_look_alike_is_uncertain_and_a_sure_one_is_not() -> None:
    weak = judge("X003", "diamonds", edit("pl", carat_weight=shaky("carat_weight", "1273.08", 0.8)))
    assert weak.outcome == "passed"  # within 0.01 ct
    weak = judge("X003", "diamonds", edit("pl", carat_weight=shaky("carat_weight", "1278.09", 0.8)))
    assert (weak.codes, weak.severities) == (["uncertain-field"], ["review"])
    assert weak.findings[0].left is not None
    assert weak.findings[0].left.document == "d12"
    sure = judge("X003", "diamonds", edit("pl", carat_weight=shaky("carat_weight", "1278.09", 0.97)))
    assert sure.codes == ["weight-mismatch"]


def test_what_no_misreading_explains_stands_though_weakly_read() -> None:
    said = judge("X003", "diamonds", edit("pl", carat_weight=shaky("carat_weight", "482.51", 0.8)))
    assert said.codes == ["weight-mismatch"]
    hardly = judge("X003", "diamonds", edit("pl", carat_weight=shaky("carat_weight", "482.51", 0.4)))
    assert hardly.codes == ["uncertain-field"]


def test_a_second_reading_that_agrees_settles_it() -> None:
    said = judge("X003", "diamonds", edit("pl", carat_weight=twofold("carat_weight", "1.27309", "1273.09")))
    assert said.outcome == "passed"


def test_a_line_read_for_the_total_is_uncertain() -> None:
    change = all_of(edit("inv", carat_weight="1000.00"))
    said = judge("X003", "diamonds", change)
    assert said.codes == ["uncertain-field"]


def test_net_weight_in_other_units() -> None:
    assert judge("X005", "tin", edit("tr", net_weight=("10.421", "t"))).outcome == "passed"
    assert judge("X005", "tin", edit("tr", net_weight=("10.4", "t"))).outcome == "passed"
    assert judge("X005", "tin", edit("tr", net_weight=("10.21", "t"))).codes == ["weight-mismatch"]


def test_dry_and_wet_tonnes_are_not_compared() -> None:
    said = judge("X005", "tin", edit("assay", net_weight=("9.8", "dmt")))
    assert (said.codes, said.severities) == (["weight-mismatch"], ["info"])
    assert "water" in said.findings[0].message
    assert judge("X005", "tin", edit("assay", net_weight=("8.0", "dmt"))).severities == ["block"]
    change = all_of(edit("assay", net_weight=("9.8", "dmt")), edit("icglr", net_weight=("10.421", "wmt")))
    assert all("assay" not in f.message.split(", the")[0] for f in judge("X005", "tin", change).findings)


def test_gold_is_weighed_more_closely_than_ore() -> None:
    assert judge("X005", "gold", edit("pl", net_weight=("13858.5", "g"))).severities == ["review"]
    assert judge("X005", "tin", edit("pl", net_weight=("10432.2", "kg"))).outcome == "passed"


def test_gross_weights() -> None:
    assert judge("X021", "tin", edit("tr", gross_weight=("11884.4", "kg"))).severities == ["review"]
    assert judge("X021", "tin", edit("tr", gross_weight=("10700", "kg"))).outcome == "passed"
    assert judge("X021", "tin", edit("tr", gross_weight=("4", "g"))).codes == ["uncertain-field"]


def test_what_one_paper_calls_gross_and_others_net_is_no_weight_with_packing() -> None:
    bars = all_of(everywhere(gross_weight=("12000", "kg")), edit("inv", gross_weight=("10420.9", "kg")))
    assert judge("X021", "tin", bars).severities == ["review"]
    assert judge("X021", "tin", all_of(bars, edit("inv", net_weight=None))).outcome == "passed"


def test_gross_below_net() -> None:
    assert judge("W066", "tin").outcome == "passed"
    assert judge("W066", "tin", everywhere(gross_weight=("9000", "kg"))).codes[0] == "weight-mismatch"
    change = all_of(everywhere(gross_weight=("9000", "kg")), unread("pl", "gross_weight", 0.5))
    assert "uncertain-field" in judge("W066", "tin", change).codes


def test_values() -> None:
    assert judge("X006", "diamonds").outcome == "passed"
    assert judge("X006", "diamonds", edit("kp", value=("USD", "900000.00"))).severities == ["review"]
    assert judge("X006", "diamonds", edit("kp", value=("USD", "600000.00"))).severities == ["block"]
    assert judge("X006", "diamonds", edit("kp", value=("GBP", "961194.94"))).codes == ["value-mismatch"]
    assert judge("X006", "tin", edit("tr", value=("USD", "100000.00"))).severities == ["review"]


def test_a_value_within_one_per_cent_calls_a_reviewer_only_where_two_figures_changed_places() -> None:
    for charged in ("961995.00", "961190.00", "962194.94"):
        assert judge("X006", "diamonds", edit("kp", value=("USD", charged))).outcome == "passed"
    slip = judge("X006", "diamonds", edit("kp", value=("USD", "961914.94")))
    assert slip.severities == ["review"]
    assert slip.codes == ["value-mismatch"]


def test_counts() -> None:
    assert judge("X008", "diamonds").outcome == "passed"
    assert judge("X008", "diamonds", edit("tr", parcel_count=1)).outcome == "passed"
    assert judge("X008", "diamonds", edit("tr", parcel_count=3)).codes == ["parcel-count-mismatch"]
    assert judge("X008", "tin", edit("tr", parcel_count=1)).codes == ["parcel-count-mismatch"]


def test_a_laboratory_counts_what_it_weighed() -> None:
    four = edit("assay", parcel_count=make("parcel_count", 4, 0.97))
    assert judge("X008", "tin", four).codes == ["uncertain-field"]
    assert judge("X008", "tin", edit("assay", parcel_count=make("parcel_count", 4, 0.995))).codes == [
        "parcel-count-mismatch"
    ]
    weak = edit("pl", parcel_count=make("parcel_count", 7, 0.7))
    assert judge("X008", "diamonds", weak).codes == ["uncertain-field"]


@pytest.mark.parametrize(
    ("column", "codes"),
    [
        ((7, 118), []),  # two lines for two parcels: the stones in each
        ((1, 2, 3), []),  # numbers of the bags
        ((1, 1, 2, 2), []),
        ((2, 3, 2), ["uncertain-field"]),  # the total is one of them
        ((3, 3, 3), ["arithmetic-error"]),
        ((1, 1, 1), ["arithmetic-error"]),
    ],
)
def test_a_column_that_numbers_parcels_or_tells_what_each_holds_counts_none(
    column: tuple[int, ...], codes: list[str]
) -> None:
    packed = lines("pl", *({"parcel_count": each} for each in column))
    assert judge("W013", "diamonds", all_of(lines("inv"), packed)).codes == codes


def test_totals_and_lines() -> None:
    assert judge("W013", "diamonds").outcome == "passed"
    assert judge("W013", "diamonds", lines("inv")).outcome == "not_decidable"
    assert judge("W060", "diamonds", lines("inv")).outcome == "not_decidable"
    assert judge("W013", "tin", edit("inv", value=("USD", "199746.59"))).codes == ["arithmetic-error"]
    assert judge("W060", "gold").outcome == "passed"


def test_a_price_may_be_that_of_another_figure_on_the_line() -> None:
    cells = {"net_weight": ("61842.5", "g"), "unit_price": ("USD", "3912.40"), "value": ("USD", "6882044.62")}
    row = "1 doré 61,842.5 88.47 {} 3,912.40 6,882,044.62"
    assert judge("W060", "gold", lines("inv", cells)).codes == ["arithmetic-error"]
    for fine, codes in (("1,759.034", []), ("1,795.034", ["arithmetic-error"])):
        assert judge("W060", "gold", all_of(lines("inv", cells), say("inv", row.format(fine)))).codes == codes


CHARGES = [
    (("USD", "193746.59"), ("Less: quality discount 3,000.00",)),
    (("USD", "199746.59"), ("Freight to Mombasa USD 2,500.00", "Insurance 500.00")),
    (("USD", "195762.86"), ("Discount 0.50 % -983.73", "VAT 0.00")),
]


@pytest.mark.parametrize(("total", "said"), CHARGES)
def test_charges_lead_from_lines_to_total(total: tuple[str, str], said: tuple[str, ...]) -> None:
    assert judge("W013", "tin", edit("inv", value=total)).codes == ["arithmetic-error"]
    change = all_of(edit("inv", value=total), say("inv", *said))
    assert judge("W013", "tin", change).outcome == "passed"
    other = all_of(edit("inv", value=total), say("inv", *(line.replace("3", "4").replace("5", "6") for line in said)))
    assert judge("W013", "tin", other).codes == ["arithmetic-error"]


def test_the_same_lines_short_in_every_column_lost_a_line() -> None:
    part = {"carat_weight": "1000.00", "value": ("USD", "500000.00")}
    more = {"carat_weight": "100.00", "value": ("USD", "50000.00")}
    said = judge("W013", "diamonds", lines("inv", part, more))
    assert (said.codes, said.severities) == (["uncertain-field"], ["info"])


def test_a_column_whose_total_was_read_rightly_is_said_before_one_misread() -> None:
    rows = tuple({"carat_weight": "636.545", "value": ("USD", "400000.00")} for _ in range(2))
    misread = edit("inv", carat_weight=("1100.00", "ct"))
    words = say("inv", "Carats in all 1273.09")
    said = judge("W013", "diamonds", all_of(lines("inv", *rows), misread, words))
    assert said.findings[0].left is not None
    assert said.findings[0].left.field == "value"


def test_a_document_for_several_lots_is_not_weighed_against_one() -> None:
    lots = checked(diamonds())
    assert lots[0].status == "clear"


def test_a_column_that_adds_up_shows_that_no_line_is_missing() -> None:
    """Every weight is there, so that the amounts are wrong, whatever other papers list."""
    rows = tuple({"carat_weight": "636.545", "value": ("USD", "470597.47")} for _ in range(2))
    packed = lines("pl", *({"carat_weight": "424.363"} for _ in range(3)))
    apart = edit("inv", carat_weight=make("carat_weight", "1273.09").model_copy(update={"evidence": ()}))
    said = judge("W013", "diamonds", all_of(lines("inv", *rows), packed, apart))
    assert said.codes == ["arithmetic-error"]
    # A total read in the lines themselves shows nothing, nor do amounts alone.
    assert judge("W013", "diamonds", all_of(lines("inv", *rows), packed)).codes == ["uncertain-field"]
    amounts = tuple({"value": ("USD", "470597.47")} for _ in range(2))
    assert judge("W013", "diamonds", all_of(lines("inv", *amounts), packed, apart)).codes == ["uncertain-field"]


def test_an_amount_of_another_order_was_read_from_another_place() -> None:
    weak = edit("tr", value=make("value", ("USD", "7.30"), 0.7))
    assert judge("X006", "diamonds", weak).codes == ["uncertain-field"]


def test_an_amount_that_is_the_figure_of_the_weight_was_read_from_the_wrong_cell() -> None:
    wrong = edit("inv", value=("USD", "1273.09"))
    assert judge("X006", "diamonds", wrong).codes == ["uncertain-field"]
    assert judge("W010", "diamonds", wrong).outcome == "passed"
    assert judge("X006", "diamonds", edit("inv", value=("USD", "1274.09"))).severities == ["block"]


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [(0.88, ("uncertain-field", "info")), (0.97, ("uncertain-field", "review")), (0.995, ("weight-mismatch", "block"))],
)
def test_a_paper_that_prints_both_weights_was_read_in_the_wrong_place(
    confidence: float, expected: tuple[str, str]
) -> None:
    other = edit("assay", net_weight=make("net_weight", ("9120.0", "kg"), confidence))
    both = say("assay", "received 10 420,9 kg, of which metal 9 120,0 kg")
    said = judge("X005", "tin", all_of(other, both))
    if expected[0] == "weight-mismatch":
        assert said.codes == ["weight-mismatch"], "an all but certain reading is believed, and a person compares"
    else:
        assert (said.codes, said.severities) == ([expected[0]], [expected[1]])
    assert judge("X005", "tin", all_of(other, say("assay", "metal 9 120,0 kg"))).codes == ["weight-mismatch"]


def test_a_count_that_the_paper_prints_as_well_is_no_disagreement() -> None:
    few = edit("tr", parcel_count=make("parcel_count", 8, 0.88))
    assert judge("X008", "tin", few).codes == ["parcel-count-mismatch"]
    for there in ("8 Packages  31 drums", "8 Bultos  31 turriles"):
        said = judge("X008", "tin", all_of(few, say("tr", there), say("icglr", "31 turriles")))
        assert (said.codes, said.severities) == (["uncertain-field"], ["info"]), there
    dated = all_of(few, say("tr", "31 mayo de 2026"), say("icglr", "31 mayo de 2026"))
    assert judge("X008", "tin", dated).codes == ["parcel-count-mismatch"]


def test_one_box_around_bars_is_no_other_count() -> None:
    assert judge("X008", "gold", edit("tr", parcel_count=1)).outcome == "passed"
    assert judge("X008", "tin", edit("tr", parcel_count=1)).codes == ["parcel-count-mismatch"]


@pytest.mark.parametrize("words", ["3 bars of doré", "Oro en 3 barras", "3 lingots", "total 3 barras"])
def test_bars_lie_in_packages_and_are_no_other_count_of_them(words: str) -> None:
    boxed = all_of(everywhere(parcel_count=1), edit("inv", parcel_count=3))
    assert judge("X008", "gold", boxed).codes == ["parcel-count-mismatch"]
    assert judge("X008", "gold", all_of(boxed, say("inv", words))).outcome == "passed"
    row = lines("inv", {"goods_description": f"Gold ({words})"})
    assert judge("X008", "gold", all_of(boxed, row)).outcome == "passed"
    assert judge("X008", "gold", all_of(boxed, say("inv", "3 boxes"))).codes == ["parcel-count-mismatch"]


def count_labelled(short: str, label: str) -> Change:
    """A change of the label of one document's count."""

    def change(whole: Dossier) -> Dossier:
        wanted = kind_of(whole, short)
        (paper,) = (d for d in whole.documents if d.id == wanted)
        count = paper.fields["parcel_count"].model_copy(update={"label": label})
        papers = {paper.id: paper.model_copy(update={"fields": {**paper.fields, "parcel_count": count}})}
        return whole.model_copy(update={"documents": tuple(papers.get(d.id, d) for d in whole.documents)})

    return change


@pytest.mark.parametrize(
    ("label", "outcome"), [("Bars", "passed"), ("N.º de barras", "passed"), ("Number of parcels", "failed")]
)
def test_a_label_says_that_bars_are_counted(label: str, outcome: str) -> None:
    boxed = all_of(everywhere(parcel_count=2), edit("inv", parcel_count=6), count_labelled("inv", label))
    assert judge("X008", "gold", boxed).outcome == outcome
    assert judge("X008", "gold", all_of(boxed, say("inv", "6 Weight"))).outcome == outcome  # the line after it


def test_bars_that_other_papers_count_too_are_compared() -> None:
    fewer = all_of(everywhere(parcel_count=2), edit("inv", parcel_count=3), say("inv", "3 bars"))
    assert judge("X008", "gold", fewer).outcome == "passed"
    bars = all_of(fewer, say("coo", "2 bars"), say("tr", "2 bars"), say("pl", "2 bars"))
    assert judge("X008", "gold", bars).codes == ["parcel-count-mismatch"]


def test_a_box_weighs_more_than_the_parcels_in_it() -> None:
    parcels = lines("pl", {"gross_weight": ("41.0", "g")}, {"gross_weight": ("98.5", "g")})
    box = edit("pl", gross_weight=("1820.0", "g"))
    assert judge("W013", "diamonds", all_of(parcels, box)).outcome == "passed"
    light = all_of(parcels, edit("pl", gross_weight=("100.0", "g")))
    assert judge("W013", "diamonds", light).outcome == "failed"


def test_a_row_that_sums_up_is_no_line_of_goods() -> None:
    total = edit("pl", carat_weight="1273.09")
    rows = lines("pl", {"carat_weight": "1273.09"}, {"carat_weight": "1290.00"})
    said = judge("W013", "diamonds", all_of(total, rows))
    assert (said.codes, said.severities) == (["uncertain-field"], ["info"])


def test_a_sum_that_is_printed_as_well_is_the_total() -> None:
    rows = lines("pl", {"net_weight": ("10155.0", "kg")}, {"net_weight": ("10155.3", "kg")})
    heavier = all_of(rows, edit("pl", net_weight=("20366.3", "kg")))
    assert judge("W013", "tin", heavier).outcome == "failed"
    (said,) = judge("W013", "tin", all_of(heavier, say("pl", "20 bags  20 366.3  20 310.3"))).findings
    assert said.code == "uncertain-field"


def test_gross_and_net_taken_for_each_other_are_a_doubt() -> None:
    crossed = edit("pl", net_weight=("10684.4", "kg"), gross_weight=("10420.9", "kg"))
    assert judge("W066", "tin", crossed).codes == ["uncertain-field"]
    assert judge("W066", "tin", edit("pl", gross_weight=("9000", "kg"))).codes == ["weight-mismatch"]
