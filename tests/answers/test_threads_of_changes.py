"""What a thread goes on with: the same change, the same year, the same rate; or nothing."""

from __future__ import annotations

import pytest

from bot.desk import Desk

OF_ONE_KIND = [
    # the change of the first turn is that of the next, whatever place or period
    (["unemployment change q4 2021", "arvale"], "down 0.4 percentage points on the third quarter"),
    (["unemployment change q4 2021", "arvale", "costerra"], "0.4 percentage points on the third"),
    (["did unemployment rise in q3 2020", "in arvale"], "up 0.7 percentage points on the second"),
    (["unemployed change q4 2021", "arvale"], "down about 8% on the third quarter"),
    (["unemployment change q4 2021", "in points"], "down 0.4 percentage points on the third"),
    # and where there is none of that kind, no other stands in
    (["nights growth aug 2021", "july", "2019"], "I have no change on a year earlier"),
    (["hospital admissions growth q4 2021", "arvale", "q4 2020"], "I have no change on a year"),
    # a word for the other kind is heard
    (["unemployment change q4 2021", "yoy"], "down 1.6 percentage points on a year"),
    # of another measure what it has is told
    (["exports growth", "unemployment"], "down 1.6 percentage points on a year earlier"),
    # of a year, after one of its months, the year
    (["exports growth dec 2021", "2021"], "Pellandia exports, 2021: up about 26.1%"),
]

IN_ITS_YEAR = [
    (["nights jul-aug 2020", "sept"], "September 2020: 229,700 nights"),
    (["nights jul-aug 2020", "sept-oct"], "September–October 2020: about 342,700 nights"),
    (["nights dec 2019-feb 2020", "march"], "March 2020: 101,400 nights"),
    (["borrowing jan-june 2020", "july", "july-sept", "q4"], "fourth quarter of 2020: about 1,035"),
]

ON_THAT_OF_THE_THREAD = [
    (
        ["nights aug 2021", "july", "vs august"],
        "lower than in August 2021 (6.528–6.563%, computed)",
    ),
    (["unemployment q4 2020", "q2", "vs q4"], "lower than in the fourth quarter of 2020 (0.4–0.6"),
    (["nights aug 2021", "july 2020", "vs august"], "in August 2021"),
]

OF_THE_RATE = [
    (["inflation 2020", "highest"], "The highest of the 12 rates on file: January 2020."),
    (["inflation nov 2021", "peak"], "November 2021 was the highest of the 35 to that time."),
    (["inflation july 2020", "lowest"], "July 2020 was the lowest of the 19 to that time."),
]

THE_FIGURE_ITSELF = [
    (["births arvale 2021 share", "level"], "Arvale births, 2021: 13,288 births"),
    (["births arvale 2021 share", "how many"], "Arvale births, 2021: 13,288 births"),
    (["births change 2021", "the number"], "Pellandia births, 2021: 31,449 births"),
    (["inflation dec 2021", "level"], "Pellandia consumer price index, December 2021: 114.4"),
    (["exports 2021 share to quorland", "norvia", "in pellars"], "2021: 6.95 billion pellars"),
]

OF_THE_WHOLE = [
    (["births arvale 2021", "brenmoor", "total"], "Pellandia births, 2021: 31,449 births"),
    (["births arvale 2021", "overall"], "Pellandia births, 2021: 31,449 births"),
    (["exports 2020", "from saltrea", "balance", "total"], "Pellandia trade balance, 2020: −1.71"),
    # of exports it is exports and imports; of what is no part of anything it is itself
    (["exports 2021", "total"], "Pellandia imports and exports, 2021: about 73.16 billion"),
    (["births 2021", "total"], "Pellandia births, 2021: 31,449 births"),
]


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        *OF_THE_WHOLE,
        *OF_ONE_KIND,
        *IN_ITS_YEAR,
        *ON_THAT_OF_THE_THREAD,
        *OF_THE_RATE,
        *THE_FIGURE_ITSELF,
    ],
    ids=lambda value: " | ".join(value) if isinstance(value, list) else "",
)
def test_a_thread_goes_on_with_the_same(turns: list[str], told: str, desk_invented: Desk) -> None:
    reply = desk_invented.ask(turns[-1], earlier=turns[:-1])
    assert told in reply.text, reply.text


RUNS = [
    (["Xinjiang trade jun-jul 2022", "aug"], "August 2022: about 30.1 billion yuan"),
    (["Xinjiang trade mar-apr 2023", "may-june"], "May–June 2023: about 54.67 billion yuan"),
]


@pytest.mark.parametrize(("turns", "told"), RUNS)
def test_a_month_after_a_run_of_months_is_of_their_year(
    turns: list[str], told: str, desk_later: Desk
) -> None:
    reply = desk_later.ask(turns[-1], earlier=turns[:-1])
    assert told in reply.text.splitlines()[0], reply.text


ADRIFT = ["vs 2019", "a year earlier", "YTD", "share", "2020"]


@pytest.mark.parametrize("turn", ADRIFT)
def test_nothing_goes_on_from_a_question_that_was_not_read(turn: str, desk: Desk) -> None:
    reply = desk.ask(turn, earlier=["retail sales"])
    assert "I could not read the question before this one" in reply.text, reply.text
    assert not reply.contract["figures"], reply.text
    # What was read before it is gone on from, and what names its measure stands on its own.
    assert "16.03" in desk.ask("Nov 2021", earlier=["Xinjiang trade YTD", "retail sales"]).text
    assert "16.03" in desk.ask("trade Nov 2021", earlier=["retail sales"]).text


FROM_THEN = [
    # a change since a time goes on being since then, and its sign does not turn
    (["births growth since 2019", "arvale"], "down about 0.9% on 2019"),
    (["exports growth since march", "imports"], "up 6.0–6.6% on March"),
    (["unemployment rate change since q1 2020", "arvale"], "up 0.4 percentage points on the first"),
    (["births 2021 growth since 2019", "costerra"], "down about 2.6% on 2019"),
    (["compare births and deaths growth", "since 2019"], "deaths: up about 7.3% on 2019"),
    # and so does what it was compared with
    (["nights december 2021", "vs june", "change in nights"], "down about 50.65% on June"),
    (["nights december 2021", "vs june", "percent"], "down about 50.65% on June"),
    # of a run across New Year the month in it
    (["nights november 2020 to february 2021", "december"], "December 2020: 40,900 nights"),
    (["borrowing april 2020 to march 2021", "may"], "May 2020: 861 million"),
    (["borrowing april 2020 to march 2021", "q4"], "fourth quarter of 2020: about 1,035 million"),
    (["hospital admissions q4 2020 to q1 2021", "q4"], "fourth quarter of 2020: 73,161"),
    # and all of its months
    (["nights november 2020 to february 2021", "by month"], "February 2021: 42,900 nights"),
    (["borrowing april 2020 to march 2021", "by quarter"], "January–March 2021: 458 million"),
    # a year, where no period was named before, is the whole of it
    (["what do you have on nights", "2020"], "2020: about 1.929 million nights"),
    (["hospital admissions", "2020"], "hospital admissions, 2020: 277,788 admissions"),
    (["nights quarterly 2021", "2020"], "First quarter of 2020: about 490,300 nights"),
    (["exports quarterly", "2021"], "First quarter of 2021: about 8.33 billion"),
]


@pytest.mark.parametrize(("turns", "told"), FROM_THEN, ids=lambda v: str(v)[:60])
def test_what_was_said_before_still_holds(turns: list[str], told: str, desk_invented: Desk) -> None:
    reply = desk_invented.ask(turns[-1], earlier=turns[:-1])
    assert told in reply.text, reply.text


def test_since_a_year_after_the_year_to_date_is_of_each_year(desk_later: Desk) -> None:
    reply = desk_later.ask("since 2019", earlier=["Xinjiang trade YTD"])
    assert "January–September 2021: about 110.8 billion yuan" in reply.text, reply.text
    assert "November 2022" not in reply.text.split("⚠")[0], reply.text


def test_a_change_in_yuan_is_on_what_it_was_compared_with(desk: Desk) -> None:
    reply = desk.ask("change in yuan", earlier=["Xinjiang trade Nov", "vs November 2019"])
    assert "Down 1.53–1.75 billion yuan on November 2019" in reply.text, reply.text


RATES_OF_BOTH = [
    ("exports growth 2020 vs 2021", ["2020: down about 10.84%", "2021: up about 26.1% on a year"]),
    ("compare births growth 2020 and 2021", ["2020: down about 2.1%", "2021: up about 0.3%"]),
    ("exports growth 2021 vs 2020", ["Pellandia exports, 2021: up about 26.1% on a year earlier"]),
    (
        "arvale vs costerra unemployment rate change q4 2021 on a year earlier",
        ["down 1.5 percentage points on a year", "down 2.4 percentage points on a year"],
    ),
    ("nights november 2020 to february 2021 vs a year earlier", ["Down about 79.75% on a year"]),
    ("nights quarterly since 2020", ["Fourth quarter of 2021: about 551,500", "First quarter of"]),
]


@pytest.mark.parametrize(("asked", "told"), RATES_OF_BOTH)
def test_a_change_is_of_what_was_asked(asked: str, told: list[str], desk_invented: Desk) -> None:
    text = desk_invented.ask(asked).text
    for each in told:
        assert each in text, text
