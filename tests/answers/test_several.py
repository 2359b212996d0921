"""Several periods, several questions: each is answered, named as missing, or asked back about."""

from __future__ import annotations

import pytest

from bot.desk import Desk

JAN_NOV = "2021-11 YTD"

PERIODS = [
    ("trade Nov, YTD and 2020", ["2021-11", JAN_NOV, "2020"]),
    ("trade for Nov, YTD and 2020", ["2021-11", JAN_NOV, "2020"]),
    ("Xinjiang trade Nov, YTD", ["2021-11", JAN_NOV]),
    ("Xinjiang trade Nov 2021, year to date", ["2021-11", JAN_NOV]),
    ("Xinjiang trade Nov 2021 as well as YTD", ["2021-11", JAN_NOV]),
    ("Xinjiang trade Nov 2021 and YTD", ["2021-11", JAN_NOV]),
    ("Xinjiang trade YTD 2019 2020 2021", ["2019-11 YTD", "2020-11 YTD", JAN_NOV]),
    ("Xinjiang trade YTD 2021, 2020 and 2019", ["2019-11 YTD", "2020-11 YTD", JAN_NOV]),
    ("Xinjiang trade 2019, 2020 and 2021 YTD", ["2019-11 YTD", "2020-11 YTD", JAN_NOV]),
    ("Xinjiang trade YTD 2020 and 2021", ["2020-11 YTD", JAN_NOV]),
    ("Xinjiang trade Jan-Nov 2019 2020 2021", ["2019-11 YTD", "2020-11 YTD", JAN_NOV]),
    ("Xinjiang trade growth Nov and YTD", ["2021-11", JAN_NOV]),
    ("trend of Xinjiang trade YTD", ["2021-10", "2021-11"]),
    ("Xinjiang trade past 2 months and 2020", ["2020", "2021-10", "2021-11"]),
    ("Xinjiang trade Nov YTD", [JAN_NOV]),  # one: the year to November
    ("ytd trade nov", [JAN_NOV]),
]


@pytest.mark.parametrize(("asked", "periods"), PERIODS)
def test_every_period_named_is_answered(asked: str, periods: list[str], desk: Desk) -> None:
    reply = desk.ask(asked)
    assert reply.status == "answered", reply.text
    told = {
        f["period"] + (" YTD" if f["accumulation"] == "YTD" else "")
        for f in reply.contract["figures"]
    }
    assert told == set(periods), reply.text


MISSING = [
    ("freight trains 2019 2020 2021", "not_held", "2019, 2020 and 2021: none is on file"),
    ("freight trains 2019 and 2020", "not_held", "2019 and 2020: none is on file"),
    ("Xinjiang trade Nov 2019 2020 2021", "answered", "not November 2020"),
    ("Xinjiang trade Nov 2021 and FY20", "answered", 'no figure on file for "FY20"'),
    ("Xinjiang trade Nov 2021 vs Nov 2020, Nov 2019", "answered", "no figure for Xinjiang"),
    ("Xinjiang trade past 6 months and 2020", "answered", "on file for 3 of the 7 periods"),
    ("Xinjiang trade Nov 2021 plus YTD", "refused", "November 2021: 16.03 billion yuan"),
]


@pytest.mark.parametrize(("asked", "status", "words"), MISSING)
def test_every_period_that_is_not_held_is_named(
    asked: str, status: str, words: str, desk: Desk
) -> None:
    reply = desk.ask(asked)
    assert reply.status == status, reply.text
    assert words in reply.text, reply.text


def test_a_figure_is_set_against_each_of_several_periods(desk: Desk) -> None:
    reply = desk.ask("Xinjiang trade YTD vs 2020 and 2019")
    assert reply.text.count("137.66 billion yuan") == 1, reply.text
    assert "Down 1.3% on a year earlier (stated)" in reply.text
    assert "Down about 7.7% on January–November 2019" in reply.text


def test_whichever_newest_was_taken_is_said_of_each(desk: Desk) -> None:
    reply = desk.ask("Xinjiang trade Nov, YTD and 2020")
    assert "the latest November on file; the latest cumulative figure on file" in reply.text


def test_the_year_to_date_beside_a_month_is_of_its_year(desk_later: Desk) -> None:
    reply = desk_later.ask("Xinjiang trade Nov 2021 and YTD")
    assert {f["period"] for f in reply.contract["figures"]} == {"2021-11"}, reply.text


SPANS = [
    ("did Xinjiang trade double between 2019 and 2020", "November"),
    ("did Xinjiang trade double from Jan-Nov 2019 to Jan-Nov 2021", "August"),
]


@pytest.mark.parametrize(("asked", "stranger"), SPANS)
def test_doubling_from_one_period_to_another_is_of_these(
    asked: str, stranger: str, desk: Desk
) -> None:
    reply = desk.ask(asked)
    headline = reply.text.split("\n")[1 if reply.text.startswith("The figure") else 0]
    assert stranger not in headline.replace("January–November", ""), reply.text


XINJIANG, CHINA = "Xinjiang trade Nov 2021", "China trade Nov 2021"

QUESTIONS = [
    (f"{XINJIANG}; {CHINA}", [XINJIANG, CHINA]),
    (f"{XINJIANG}? {CHINA}?", [XINJIANG, CHINA]),
    (f"{XINJIANG}\n{CHINA}", [XINJIANG, CHINA]),
    (f"- {XINJIANG}\n- {CHINA}", [XINJIANG, CHINA]),
    (f"Please:\n1. {XINJIANG}\n2) {CHINA}", [XINJIANG, CHINA]),
    (f"• {XINJIANG} • {CHINA}", [XINJIANG, CHINA]),
    (f"{XINJIANG}. {CHINA}.", [XINJIANG, CHINA]),
    (f"{XINJIANG}? And {CHINA}?", [XINJIANG, CHINA]),
    (
        "China exports in Nov 2021 and Xinjiang trade in Nov",
        ["China exports in Nov 2021", "Xinjiang trade in Nov"],
    ),
    ("trade Nov, exports YTD", ["trade Nov", "exports YTD"]),
    (
        "China exports Nov 2011 and imports Oct 2011",
        ["China exports Nov 2011", "China imports Oct 2011"],
    ),
    (
        "exports Nov 2011 and imports Oct 2011 China",
        ["exports Nov 2011 China", "imports Oct 2011 China"],
    ),
    (
        "exports to the EU YTD &amp; imports Nov",
        ["exports to the EU YTD", "imports Nov with the EU"],
    ),
    (
        "growth of China trade in Nov and Xinjiang exports YTD",
        ["growth of China trade in Nov", "Xinjiang exports YTD growth"],
    ),
    (
        "Xinjiang exports and China imports Nov 2021",
        ["Xinjiang exports Nov 2021", "China imports Nov 2021"],
    ),
    (
        "Xinjiang trade Nov 2021 and China exports",
        ["Xinjiang trade Nov 2021", "China exports Nov 2021"],
    ),
    (
        "exports to the EU and imports from Kazakhstan YTD",
        ["exports to the EU YTD", "imports from Kazakhstan YTD"],
    ),
    (
        "trade with Kazakhstan YTD, freight trains 2021 and China exports Nov 2011",
        ["trade with Kazakhstan YTD", "freight trains 2021", "China exports Nov 2011"],
    ),
    (
        "Xinjiang:\n• trade Nov 2021\n• freight trains YTD",
        ["Xinjiang trade Nov 2021", "Xinjiang freight trains YTD"],
    ),
]


@pytest.mark.parametrize(("message", "questions"), QUESTIONS)
def test_several_questions_are_offered_one_by_one(
    message: str, questions: list[str], desk: Desk
) -> None:
    reply = desk.ask(message)
    assert reply.status == "ambiguous", reply.text
    assert [option["question"] for option in reply.contract["options"]] == questions, reply.text
    assert not reply.contract["figures"], reply.text
    for question in questions:
        assert desk.ask(question).status != "ambiguous", f"pressing {question!r} asks back again"


ONE = [
    "exports and imports Nov 2011 China",
    "Xinjiang exports; imports",
    "Xinjiang trade\nNov 2021",
    "Xinjiang's exports and imports with Kazakhstan YTD",
    "China and Xinjiang exports and imports Nov 2021",
    "exports to the EU and imports from the EU YTD",
    "Xinjiang trade and freight trains YTD",
    "Xinjiang trade Nov 2021? and YTD?",
    "nov imports and exports 2021",
    "China trade Nov 2021 and Xinjiang trade Nov 2021",
    "Xinjiang trade Nov 2021; thanks!",
    "What was Xinjiang's trade in Nov? How does it compare with China's trade in Nov?",
    "Xinjiang trade in October and November 2021",
    "Belt and Road share of Xinjiang trade YTD",
]


@pytest.mark.parametrize("message", ONE)
def test_one_question_is_answered(message: str, desk: Desk) -> None:
    reply = desk.ask(message)
    assert reply.status == "answered", reply.text


def test_more_questions_than_buttons_are_told(desk: Desk) -> None:
    message = "\n".join(f"Xinjiang trade Nov {year}" for year in range(2015, 2022))
    reply = desk.ask(message)
    assert len(reply.options) == 5
    assert "here the first" in reply.text


def test_a_thread_goes_on_from_none_of_several_questions(desk: Desk) -> None:
    both = f"{CHINA}; exports to the EU YTD"
    reply = desk.ask("and the month before?", earlier=[XINJIANG, both])
    assert reply.text.startswith("Xinjiang imports and exports, October 2021"), reply.text


OF_A_DAY = {
    # a day of publication before several questions: what each option asks
    "as published by 31 December 2021: Xinjiang trade? China trade?": (
        "Xinjiang trade as published by 31 December 2021",
        "China trade as published by 31 December 2021",
    ),
    "as of 31 December 2021: Xinjiang trade? China trade?": (
        "Xinjiang trade as of 31 December 2021",
        "China trade as of 31 December 2021",
    ),
    "Xinjiang trade? China trade? As published by 31 December 2021": (
        "Xinjiang trade as published by 31 December 2021",
        "China trade as published by 31 December 2021",
    ),
}


@pytest.mark.parametrize("text", OF_A_DAY)
def test_each_question_carries_the_day_of_publication(text: str, desk: Desk) -> None:
    options = desk.ask(text).contract["options"]
    assert tuple(option["question"] for option in options) == OF_A_DAY[text]
