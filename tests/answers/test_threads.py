"""What a turn of a thread means that says little: "and now?", "double it", "and China?"."""

from __future__ import annotations

import pytest

from bot.desk import Desk

NOW = [
    ("Xinjiang trade 2019", "and now?", "November 2021"),
    ("Xinjiang trade Nov 2019", "and now?", "November 2021"),
    ("Xinjiang trade Nov 2019", "what is it now?", "November 2021"),
    ("Xinjiang trade Nov 2019", "and at the moment?", "November 2021"),
    ("Xinjiang trade Jan-Nov 2019", "and now?", "January–November 2021"),
    ("Xinjiang trade Jan-Nov 2019", "now exports", "January–November 2019"),
]


@pytest.mark.parametrize(("before", "turn", "period"), NOW)
def test_now_is_the_newest_of_such_periods(before: str, turn: str, period: str, desk: Desk) -> None:
    reply = desk.ask(turn, earlier=[before])
    assert f", {period}" in reply.text.split("\n")[0], reply.text


ARITHMETIC = ["double it", "half of that", "twice that", "triple it please", "half"]


@pytest.mark.parametrize("turn", ARITHMETIC)
def test_arithmetic_on_the_figure_in_hand_is_refused_by_name(turn: str, desk: Desk) -> None:
    reply = desk.ask(turn, earlier=["Xinjiang trade Nov"])
    assert reply.status == "unknown", reply.text
    assert f'I cannot read "{turn}"' in reply.text


@pytest.mark.parametrize("turn", ["did it double?", "has it doubled?"])
def test_whether_it_doubled_is_asked_of_its_growth(turn: str, desk: Desk) -> None:
    reply = desk.ask(turn, earlier=["Xinjiang trade Nov"])
    assert "up 48% on October" in reply.text, reply.text


KAZAKHSTAN = "Xinjiang trade with Kazakhstan YTD"

PARTNERS = [
    (["and the EU?"], "Xinjiang trade with the EU, coverage not stated: around"),
    (["and Kyrgyzstan?"], "nothing on file for Xinjiang trade with Kyrgyzstan"),
    (["and China?"], "nothing on file for Xinjiang trade with China"),
    (["and China?"], "China imports and exports, November 2021"),  # offered, as it may be meant
    (["and China?", "and exports?"], "nothing on file for Xinjiang exports to China"),
]


@pytest.mark.parametrize(("turns", "words"), PARTNERS)
def test_and_another_place_replaces_the_partner(turns: list[str], words: str, desk: Desk) -> None:
    reply = desk.ask(turns[-1], earlier=[KAZAKHSTAN, *turns[:-1]])
    assert words.split(":")[0] in reply.text, reply.text
    assert "137.66 billion yuan\n" not in reply.text.split("⚠")[0], "the total, which nobody asked"


WHOSE = [
    # Of "Kazakhstan exports" both that it may be: its own, and the home area's to it.
    (["Xinjiang trade Nov 2021", "Kazakhstan", "exports"], "nor for Xinjiang exports to Kazakh"),
    (["Kazakhstan imports"], "nothing on file for Kazakhstan imports, nor for Xinjiang imports fr"),
    (["Kazakhstan's exports"], "I have nothing on file for Kazakhstan exports."),
    (["Tibet freight trains"], "for Tibet China-Europe freight train trips."),
]


@pytest.mark.parametrize(("turns", "words"), WHOSE)
def test_of_a_flow_that_is_not_on_file_it_is_said_whose(
    turns: list[str], words: str, desk_later: Desk
) -> None:
    reply = desk_later.ask(turns[-1], earlier=turns[:-1])
    assert words in reply.text, reply.text


def test_a_rate_of_another_period_promises_no_bounds(desk: Desk) -> None:
    reply = desk.ask("Xinjiang trade YTD in dollars")
    figure = reply.contract["figures"][0]
    headline = reply.text.split("\n")[0]
    assert "about $21.6 billion at the source's rate for November 2021 (computed)" in headline
    assert "take the conversion as rough" in reply.text
    assert (
        "At the rate for January–August 2021 on file it would be about $21.3 billion" in reply.text
    )
    assert figure["rate_period"] == {"period": "2021-11", "accumulation": "N"}
    # Both rates of the file are within: 97.4 billion yuan were $15.06 billion by August.
    assert float(figure["low"]) < 21.29e9 < 21.64e9 < float(figure["high"])
    assert "21.59" not in reply.text + reply.working_text + (reply.copy or "")
    assert "for November 2021" in (reply.copy or "")


def test_a_rate_of_the_same_period_keeps_its_bounds(desk: Desk) -> None:
    reply = desk.ask("exports in dollars", earlier=["Xinjiang trade Jan-Aug 2021"])
    assert "(11.813–11.847, computed)" in reply.text, reply.text


BY_JUNE = "births in Pellandia 2020 as published by 30 June 2021"
AS_OF_JUNE = "As published by 30 June 2021:\nPellandia government borrowing"
DAYS = [
    # turns, how the reply begins
    ([BY_JUNE], "As published by 30 June 2021:\nPellandia births, 2020: 31,247"),
    ([BY_JUNE, "and now?"], "Pellandia births, 2020: 31,364"),
    ([BY_JUNE, "currently?"], "Pellandia births, 2020: 31,364"),
    ([BY_JUNE, "today?"], "Pellandia births, 2020: 31,364"),
    ([BY_JUNE, "what about today?"], "Pellandia births, 2020: 31,364"),
    ([BY_JUNE, "as published today?"], "Pellandia births, 2020: 31,364"),
    ([BY_JUNE, "as of today?"], "Pellandia births, 2020: 31,364"),
    ([BY_JUNE, "deaths today?"], "Pellandia deaths, 2020: 33,192"),
    ([BY_JUNE, "and the latest?"], "Pellandia births, 2021: 31,449"),
    ([BY_JUNE, "and Arvale?"], "As published by 30 June 2021:\nArvale births, 2020: 13,105"),
    ([BY_JUNE, "and now?", "and Arvale?"], "Arvale births, 2020: 13,191"),
    ([BY_JUNE, "and the newest?", "and Arvale?"], "Arvale births, 2021: 13,288"),
    ([BY_JUNE, "and now?", "and the newest?", "and Arvale?"], "Arvale births, 2021: 13,288"),
    ([BY_JUNE, "and now?", "as of 30 June 2021?"], "As published by 30 June 2021:\nPellandia"),
    ([BY_JUNE, "vs now?"], 'I cannot read "vs now"'),
    ([BY_JUNE, "how does it compare with now?"], 'I cannot read "with now"'),
    ([f"{BY_JUNE} vs now"], 'I cannot read "vs now"'),
    (["births in Pellandia 2020", "and now?"], "Pellandia births, 2021: 31,449"),
    ([BY_JUNE, "sources"], "As published by 30 June 2021:\nThe figures on file come from"),
    (["borrowing may 2021", "as of june 2021"], f"{AS_OF_JUNE}, May 2021: 358"),
    (["borrowing may 2021", "as of june"], f"{AS_OF_JUNE}, May 2021: 358"),
    (["borrowing may 2021", "as of 30 june"], f"{AS_OF_JUNE}, May 2021: 358"),
    (
        ["borrowing may 2021", "as of june 2021", "now?"],
        "Pellandia government borrowing, May 2021: 332",
    ),
    (["borrowing may 2021", "as of june 2021", "april"], f"{AS_OF_JUNE}, April 2021"),
    (["borrowing latest 2021", "as of june 2021"], "Pellandia government borrowing, June 2021"),
    (["CPI may 2021", "as of june 2021"], "Pellandia consumer price index, June 2021: 110.7"),
    (
        ["exports sept 2021", "as of october 2021"],
        "As published by 31 October 2021:\nPellandia exports, September 2021: 3.11 billion",
    ),
    (
        ["births 2020", "as of march 2021"],
        "As published by 31 March 2021:\nPellandia births, 2020: 31,247",
    ),
    (["births 2020", "as of june"], 'I cannot read "as of june".\nSay the year too'),
]


@pytest.mark.parametrize(("turns", "begins"), DAYS, ids=[" / ".join(t) for t, _ in DAYS])
def test_a_thread_is_of_its_day_until_it_asks_for_now(
    turns: list[str], begins: str, desk_invented: Desk
) -> None:
    reply = desk_invented.ask(turns[-1], earlier=turns[:-1])
    assert reply.text.startswith(begins), reply.text


SAID_OF_THE_DAY = [
    ("births 2020, published before 1 July 2021", "31,247"),
    ("births 2020 released up to 30 June 2021", "31,247"),
    ("births 2020 out by 30 June 2021", "31,247"),
    ("births 2020 as of end June 2021", "31,247"),
    ("births 2020 as published in 2021", "31,364"),
    ("births 2020 released march 2021", "31,247"),
    ("births 2020 put out march 2021", "31,247"),
    ("births 2020 as reported in march 2021", "31,247"),
    ("births 2020 issued march 2021", "31,247"),
    ("births 2020 as of april 2021 vs 2019", "31,247"),
]


@pytest.mark.parametrize(("question", "value"), SAID_OF_THE_DAY)
def test_a_day_of_publication_is_kept_however_it_is_said(
    question: str, value: str, desk_invented: Desk
) -> None:
    reply = desk_invented.ask(question)
    assert reply.text.startswith("As published by "), reply.text
    assert f"Pellandia births, 2020: {value}" in reply.text, reply.text


OF_A_MONTH = [
    ("borrowing may 2021 released 21 june", "borrowing, May 2021: 358 million pellars"),
    ("borrowing may 2021 as of june", "borrowing, May 2021: 358 million pellars"),
    ("exports september 2021 released october 2021", "September 2021: 3.11 billion pellars"),
    ("exports released october 2021", "September 2021: 3.11 billion pellars"),
    ("exports released in october 2021", "September 2021: 3.11 billion pellars"),
    ("imports dec 2021 released january 2022", "imports, December 2021: 3.37 billion pellars"),
]


@pytest.mark.parametrize(("question", "told"), OF_A_MONTH)
def test_a_month_of_release_is_none_of_the_figure(
    question: str, told: str, desk_invented: Desk
) -> None:
    reply = desk_invented.ask(question)
    assert reply.text.startswith("As published by "), reply.text
    assert told in reply.text.split("\n")[1], reply.text


@pytest.mark.parametrize(
    "question",
    [
        "births 2020 vs births 2020 as of march 2021",
        "births 2020 as of march 2021 vs births 2020",
        "births 2020 as of march 2021 vs now",
        "births 2020 as of march 2021 vs as of september 2021",
    ],
)
def test_days_of_publication_are_not_set_against_each_other(
    question: str, desk_invented: Desk
) -> None:
    reply = desk_invented.ask(question)
    assert not reply.contract["figures"], reply.text
    assert "One day of publication holds for the whole question" in reply.text


NOT_WITHOUT = [
    ("exports released in october", "released in october"),
    # what would be dropped: the word that is not read
    ("births every year but 2020", "but 2020"),
    ("all births but 2020", "but 2020"),
    ("nights every month but August 2021", "but August 2021"),
    ("cumulative inflation Jan 2019 to Dec 2021", "cumulative"),
    ("annual and monthly inflation Dec 2021", "monthly"),
    ("monthly and annual inflation Dec 2021", "monthly"),
    ("monthly inflation trend", "monthly"),
    ("double deaths 2020", "double"),
    ("triple the births 2020", "triple"),
]


@pytest.mark.parametrize(("question", "word"), NOT_WITHOUT)
def test_a_word_that_turns_the_question_round_is_not_dropped(
    question: str, word: str, desk_invented: Desk
) -> None:
    reply = desk_invented.ask(question)
    assert f'I cannot read "{word}"' in reply.text, reply.text


INFLATION = [
    ("inflation Dec 2021", "December 2021: up 5.2% on a year earlier"),
    ("annual inflation Dec 2021", "December 2021: up 5.2% on a year earlier"),
    ("monthly inflation Dec 2021", "December 2021: up 0.79\N{EN DASH}0.97% on November"),
    ("month-on-month inflation Dec 2021", "December 2021: up 0.79\N{EN DASH}0.97% on November"),
    ("did deaths double in 2020", "deaths, 2020: up about 8.1% on a year earlier"),
]


@pytest.mark.parametrize(("question", "told"), INFLATION)
def test_the_change_is_the_one_asked_for(question: str, told: str, desk_invented: Desk) -> None:
    reply = desk_invented.ask(question)
    assert told in reply.text.split("\n")[0], reply.text
