"""The working of a reply: every number can be checked by hand."""

from __future__ import annotations

from bot.desk import Desk

CUSTOMS = (
    "Urumqi Customs, 27 December 2021 (the date is a sister release's), {}, "
    '"Xinjiang foreign trade, November and January-November 2021"'
)


def test_a_stated_figure_says_where_it_stands(desk: Desk) -> None:
    first = desk.ask("Xinjiang trade Nov").working_text.split("\n\n")[0]
    assert first.split("\n") == [
        "Xinjiang imports and exports, November 2021: 16.03 billion yuan",
        f'Stated: {CUSTOMS.format("paragraph 1")}, printed as "16.03" (billion yuan)',
    ]


def test_a_computed_one_its_formula_and_each_number_in_it(desk: Desk) -> None:
    (only,) = desk.ask("Xinjiang trade Oct 2021").working_text.split("\n\n")[:1]
    lines = only.split("\n")
    assert lines[1] == "Computed: 16.03 billion yuan ÷ (1 + 48%)"
    assert [line.split(". Urumqi")[0] for line in lines[2:]] == [
        "• Xinjiang imports and exports, November 2021: 16.03 billion yuan",
        "• Xinjiang imports and exports, November 2021: up 48% on October",
    ]


def test_what_a_caution_says_in_passing_is_worked_out_too(desk: Desk) -> None:
    told = desk.ask("Xinjiang trade Nov").working_text
    assert "Computed: 149.17 billion yuan − 131.5 billion yuan" in told


def test_both_levels_of_a_refusal_are_told(desk: Desk) -> None:
    told = desk.ask("EU share of Xinjiang trade").working_text
    assert '"261.8" (billion yuan)' in told
    assert '"137.66" (billion yuan)' in told


def test_words_alone_are_no_number(desk: Desk) -> None:
    told = desk.ask("was November 2021 a record").working_text
    assert "a record, says the source\nStated: " in told
    assert 'printed as "1"' not in told


def test_no_number_no_working(desk: Desk) -> None:
    assert desk.ask("trade in widgets").working_text == ""
