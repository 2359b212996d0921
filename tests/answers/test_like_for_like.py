"""Changes side by side are told on one base, where both have one."""

from __future__ import annotations

import pytest

from bot.desk import Desk

COMPARED = [
    "compare Xinjiang and China trade growth",
    "Xinjiang vs China trade growth Nov",
    "Xinjiang and China trade growth Nov 2021",
]


@pytest.mark.parametrize("asked", COMPARED)
def test_a_change_on_the_month_stands_beside_a_change_on_the_month(asked: str, desk: Desk) -> None:
    reply = desk.ask(asked)
    moved = {f["series"]["transformation"] for f in reply.contract["figures"]}
    assert moved == {"G1"}, reply.text
    assert "Xinjiang imports and exports: up 48% on the period before" in reply.text, reply.text
    assert "China imports and exports: up 11.4% on the period before" in reply.text, reply.text
    assert "not like for like" not in reply.text, reply.text


def test_a_base_that_is_asked_for_is_not_replaced(desk: Desk) -> None:
    reply = desk.ask("Xinjiang and China trade growth Nov 2021 on a year earlier")
    assert "I have no change on November 2020 for Xinjiang" in reply.text, reply.text
    assert "up 20.5% on a year earlier" in reply.text, reply.text
