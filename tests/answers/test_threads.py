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
