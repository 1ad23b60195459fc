"""Descriptions that begin over the line of their numbers."""

from __future__ import annotations

from tests.extract.test_tables import read, row, shown

FOUR = (60.0, 240.0, 330.0, 430.0)


def table(*cells: tuple[str | None, ...]) -> list[str]:
    rows = [row(200.0, "Description", "Net (g)", "Price (USD/g)", "Amount (USD)", columns=FOUR)]
    rows += [row(214.0 + 14 * at, *line, columns=FOUR) for at, line in enumerate(cells)]
    return [str(fields.get("goods_description")) for fields in shown(read(rows))]


def test_a_description_ends_on_the_line_of_its_numbers() -> None:
    assert table(
        ("Gold doré, bar",),
        ("no. 1", "7,479.3", "110.34", "825,265.96"),
        ("Gold doré, bar",),
        ("no. 2", "2,552.9", "110.34", "281,686.99"),
        ("Gold doré, bar",),
        ("Number 3", "2,117.0", "110.34", "233,589.78"),
        ("TOTAL", "12,149.2", None, "1,340,542.73"),
    ) == ["Gold doré, bar no. 1", "Gold doré, bar no. 2", "Gold doré, bar Number 3"]


def test_a_description_of_three_lines_ends_on_its_numbers_too() -> None:
    assert table(
        ("Coltan ore",),
        ("of Mugamba,",),
        ("Drums 1-13", "3,887", "57.83", "224,785.21"),
        ("Coltan ore",),
        ("of Mugamba,",),
        ("Drums 14-26", "3,812", "57.83", "220,447.96"),
        ("TOTAL", "7,699", None, "445,233.17"),
    ) == ["Coltan ore of Mugamba, Drums 1-13", "Coltan ore of Mugamba, Drums 14-26"]


def test_a_row_of_one_line_among_such_rows_stays_whole() -> None:
    assert table(
        ("Gold doré, bar",),
        ("no. 1", "7,479.3", "110.34", "825,265.96"),
        ("Gold dust", "2,552.9", "110.34", "281,686.99"),
        ("Gold doré, bar",),
        ("no. 3", "2,117.0", "110.34", "233,589.78"),
        ("TOTAL", "12,149.2", None, "1,340,542.73"),
    ) == ["Gold doré, bar no. 1", "Gold dust", "Gold doré, bar no. 3"]


def test_a_description_goes_on_under_its_numbers() -> None:
    assert table(
        ("Gold doré,", "7,479.3", "110.34", "825,265.96"),
        ("bar no. 1",),
        ("Gold doré,", "2,552.9", "110.34", "281,686.99"),
        ("bar no. 2",),
        ("TOTAL", "10,032.2", None, "1,106,952.95"),
    ) == ["Gold doré, bar no. 1", "Gold doré, bar no. 2"]
