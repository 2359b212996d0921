"""Labels of periods and cells of numbers, as publishers print them."""

from __future__ import annotations

import pytest

from bot.store.cell_numbers import Numbers
from bot.store.period_labels import format_fault, labelled

PERIODS = [
    # label, formats, FREQ stated, TIME_PERIOD, FREQ
    ("2021-11", (), None, "2021-11", "M"),
    ("2021-Q3", (), None, "2021-Q3", "Q"),
    ("2021-W48", (), None, "2021-W48", "W"),
    ("1998", ("%Y",), None, "1998", "A"),
    ("2021-11-30", ("%Y-%m-%d",), None, "2021-11-30", "D"),
    ("11/2021", ("%m/%Y",), None, "2021-11", "M"),
    ("1/2021", ("%m/%Y",), None, "2021-01", "M"),
    ("2014 AUG", ("%Y", "%Y Q%q", "%Y %b"), None, "2014-08", "M"),
    ("2014 Q3", ("%Y", "%Y Q%q", "%Y %b"), None, "2014-Q3", "Q"),
    ("2014", ("%Y", "%Y Q%q", "%Y %b"), None, "2014", "A"),
    ("Jan-98", ("%b-%y",), None, "1998-01", "M"),
    ("Sept. 2003", ("%b %Y",), None, "2003-09", "M"),
    ("January  2001", ("%B %Y",), None, "2001-01", "M"),
    ("May 2001", ("%B %Y",), None, "2001-05", "M"),
    ("03/04/2020", ("%d/%m/%Y",), None, "2020-04-03", "D"),
    ("03/04/2020", ("%m/%d/%Y",), None, "2020-03-04", "D"),
    ("20210304", ("%Y%m%d",), None, "2021-03-04", "D"),
    ("1960 [YR1960]", ("%Y [yr1960]",), None, "1960", "A"),
    ("2014 M08", ("%Y M%m", "%Y M13"), None, "2014-08", "M"),
    ("2014 M13", ("%Y M%m", "%Y M13"), None, "2014", "A"),
    ("2020 week 53", ("%G week %V",), None, "2020-W53", "W"),
    # Labels of a period by a day or month in it.
    ("2020-01-15", ("%Y-%m-%d",), "M", "2020-01", "M"),
    ("2020-01-31", ("%Y-%m-%d",), "M", "2020-01", "M"),
    ("1987-06-30", ("%Y-%m-%d",), "A", "1987", "A"),
    ("2026-08-14", ("%Y-%m-%d",), "W", "2026-W33", "W"),
    ("2027-01-01", ("%Y-%m-%d",), "W", "2026-W53", "W"),
    ("2020-12-31", (), "Q", "2020-Q4", "Q"),
    ("Mar 2020", ("%b %Y",), "Q", "2020-Q1", "Q"),
    ("2020-07-01", ("%Y-%m-%d",), "S", "2020-S2", "S"),
]


@pytest.mark.parametrize(("label", "formats", "freq", "period", "told"), PERIODS)
def test_a_label_is_a_period(
    label: str, formats: tuple[str, ...], freq: str | None, period: str, told: str
) -> None:
    assert labelled(label, formats, freq) == (period, told)


NO_PERIODS = [
    # label, formats, FREQ stated, advice
    ("2021-13", ("%Y-%m",), None, "it is not a period written as %Y-%m"),
    ("30/02/2021", ("%d/%m/%Y",), None, "it is not a period written as %d/%m/%Y"),
    ("31/12/2021", ("%m/%d/%Y",), None, "it is not a period written as"),
    ("13/2021", ("%m/%Y",), None, "it is not a period written as"),
    ("Source: us", ("%Y", "%Y %b"), None, "written as %Y or %Y %b"),
    ("Nov 2021", (), None, "say in datapackage.json in which formats"),
    ("2021", ("%Y",), "M", "it is a period of FREQ A, and FREQ says M"),
    ("2021-W05", (), "M", "it is a period of FREQ W, and FREQ says M"),
    ("2021-11", (), "W", "it is a period of FREQ M, and FREQ says W"),
    ("", ("%Y",), None, "it is not a period"),
]


@pytest.mark.parametrize(("label", "formats", "freq", "advice"), NO_PERIODS)
def test_what_is_no_period_is_said_to_be_none(
    label: str, formats: tuple[str, ...], freq: str | None, advice: str
) -> None:
    with pytest.raises(ValueError, match=r".") as fault:
        labelled(label, formats, freq)
    assert advice in str(fault.value)


@pytest.mark.parametrize(
    ("form", "advice"),
    [
        ("%Y-%m-%d", None),
        ("%d.%m.%y", None),
        ("%G-W%V", None),
        ("%b", "it has no year"),
        ("%Y-%d", "its parts make no period"),
        ("%Y Q%q %m", "its parts make no period"),
        ("%Y %y", "it tells one part twice"),
        ("%Y-%V", "write %G with %V"),
        ("%H:%M %Y", "%H is not read here"),
        ("any", "it has no year"),
    ],
)
def test_a_format_that_tells_no_period_is_refused(form: str, advice: str | None) -> None:
    fault = format_fault(form)
    assert fault is None if advice is None else fault is not None and advice in fault


NUMBERS = [
    # cell, how it is printed, DECIMALS stated, OBS_VALUE, DECIMALS, OBS_STATUS
    ("335.123", {}, None, "335.123", 3, None),
    ("26", {}, None, "26", 0, None),
    ("16.50", {}, None, "16.50", 2, None),
    ("-36.98", {}, None, "-36.98", 2, None),
    ("\N{MINUS SIGN}5.1", {}, None, "-5.1", 1, None),
    ("+5.1", {}, None, "5.1", 1, None),
    (".5", {}, None, "0.5", 1, None),
    ("1,187.5", {"group": ","}, None, "1187.5", 1, None),
    ("-7,240.0", {"group": ","}, None, "-7240.0", 1, None),
    ("1.234.567,8", {"group": ".", "decimal": ","}, None, "1234567.8", 1, None),
    ("1 234,5", {"group": " ", "decimal": ","}, None, "1234.5", 1, None),
    ("1\N{NARROW NO-BREAK SPACE}234", {"group": " "}, None, "1234", 0, None),
    ("12,34,567", {"group": ","}, None, "1234567", 0, None),
    ("85.4", {}, 2, "85.40", 2, None),
    ("3521418059.923445", {}, 0, "3521418060", 0, None),
    ("2.675", {}, 2, "2.68", 2, None),
    ("-0.004", {}, 2, "0.00", 2, None),
    ("1.5e3", {}, None, "1500", 0, None),
    ("1.25E-2", {}, None, "0.0125", 4, None),
    ("$85.40", {"bare": False}, None, "85.40", 2, None),
    ("4.2%", {"bare": False}, None, "4.2", 1, None),
    ("12.3p", {"flags": {"p": "P"}}, None, "12.3", 1, "P"),
    ("12.3 (e)", {"flags": {"(e)": "E", "p": "P"}}, None, "12.3", 1, "E"),
    ("b 12", {"flags": {"b": "B"}}, None, "12", 0, "B"),
    ("..", {"flags": {"..": "M"}}, None, "", 0, "M"),
    ("-", {"flags": {"-": "M"}}, None, "", 0, "M"),
    ("-5", {"flags": {"-": "M"}}, None, "-5", 0, None),
    ("(350)", {"flags": {"()": "-"}}, None, "-350", 0, None),
    ("($1,350.5) p", {"flags": {"()": "-", "p": "P"}, "bare": False, "group": ","}, None, "-1350.5", 1, "P"),
    ("$(2.675)", {"flags": {"()": "-"}, "bare": False}, 2, "-2.68", 2, None),
    ("(12) (p)", {"flags": {"()": "-", "(p)": "P"}}, None, "-12", 0, "P"),
    ("(350)", {"flags": {"()": "E"}}, None, "350", 0, "E"),
    ("20.2-", {"flags": {"-": "-"}}, None, "-20.2", 1, None),
    ("-20.2", {"flags": {"-": "-"}}, None, "-20.2", 1, None),
    ("2%-", {"flags": {"-": "-"}, "bare": False}, None, "-2", 0, None),
    ("\N{EN DASH}3", {"flags": {"\N{EN DASH}": "-"}}, None, "-3", 0, None),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "printed", "stated", "value", "decimals", "status"), NUMBERS)
def test_a_cell_is_a_number(
    cell: str,
    printed: dict[str, object],
    stated: int | None,
    value: str,
    decimals: int,
    status: str | None,
) -> None:
    numbers = Numbers(**{"flags": {}, **printed})  # type: ignore[arg-type]
    assert numbers.read(cell, stated) == (value, decimals, status)


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ("1,500", {}),
        ("1,5", {"group": ","}),
        ("1,50,0", {"group": ","}),
        ("1.500,5", {"group": ","}),
        ("1 500", {}),
        ("1\n500", {}),
        ("(500)", {}),
        ("500-", {}),
        ("12.3p", {}),
        ("1.2.3", {}),
        ("NaN", {}),
        ("inf", {}),
        ("n/a", {"bare": False}),
        ("", {}),
        ("-", {}),
        (".", {}),
        ("9" * 41, {}),
        ("1e99", {}),
        ("(-5)", {"flags": {"()": "-"}}),
        ("-5-", {"flags": {"-": "-"}}),
        ("-", {"flags": {"-": "-"}}),
        ("5 pb", {"flags": {"p": "P", "b": "B"}}),
        ("($350)", {"bare": False}),
        ("$350-", {"bare": False}),
        ("\N{EN DASH}$350", {"bare": False}),
    ],
)
def test_a_number_is_never_guessed(cell: str, printed: dict[str, object]) -> None:
    numbers = Numbers(**{"flags": {}, **printed})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"it is (not a number|empty)"):
        numbers.read(cell, None)
    with pytest.raises(ValueError, match=r"it is (not a number|empty)"):
        numbers.read_all(["1", cell, "2"], None)


@pytest.mark.parametrize("decimals", [None, 0, 1, 2, 5])
def test_many_cells_are_read_as_each_by_itself(decimals: int | None) -> None:
    texts = [
        "1",
        "0",
        "0.5",
        "12.34",
        "-0.0",
        "-3",
        "007",
        "-0",
        "1234567.891",
        "0.05",
        "10",
        "100.0",
    ]
    for numbers in (Numbers(flags={}), Numbers(flags={"p": "P"})):
        values, counts, statuses = numbers.read_all(texts, decimals)
        one_by_one = [numbers.read(text, decimals) for text in texts]
        assert list(zip(values, counts, statuses or [None] * len(texts), strict=True)) == one_by_one
