"""Charts as pictures: sound PNG files, the same each time, and a plain word without matplotlib."""

from __future__ import annotations

import struct
import sys
from datetime import date
from decimal import Decimal

import pytest

from bot.charts.picture import CannotDraw, picture
from bot.desk import Desk
from bot.reply.charts import Chart, Line, Point

ASKED = [
    "exports trend",
    "unemployment rate Arvale and Costerra trend",
    "births in every region 2021",
    "policy rate trend",
]


@pytest.fixture
def matplotlib() -> None:
    pytest.importorskip("matplotlib", reason="the extra charts is not installed")


def size(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def drawn(desk: Desk, asked: str) -> Chart:
    points = desk.ask(asked).points
    assert points is not None
    return points


@pytest.mark.usefixtures("matplotlib")
@pytest.mark.parametrize("asked", ASKED)
def test_the_same_chart_is_the_same_picture(asked: str, desk_invented: Desk) -> None:
    chart = drawn(desk_invented, asked)
    png = picture(chart)
    assert png == picture(chart)
    width, height = size(png)
    assert width == 1200
    assert 400 < height < 2000


@pytest.mark.usefixtures("matplotlib")
def test_other_figures_make_another_picture(desk_invented: Desk) -> None:
    one, other = (picture(drawn(desk_invented, asked)) for asked in ASKED[:2])
    assert one != other


def line(*numbers: str | None, form: str = "line") -> Chart:
    points = tuple(Point() if n is None else Point(Decimal(n), n) for n in numbers)
    labels = tuple(f"Jan {1900 + i}" for i in range(len(numbers)))
    days = tuple(date(1900 + i, 1, 31) for i in range(len(numbers)))
    return Chart(form, "Trade in $ & <b>", "%", labels, days, (Line("x", points),), "Source: S")


@pytest.mark.usefixtures("matplotlib")
@pytest.mark.parametrize(
    "chart",
    [
        line("1", None, "3"),
        line("0", "0"),
        line("-5", "5", "-0.1"),
        line("-5", "5", form="bar"),
        line("0", "0", form="bar"),
        line(*map(str, range(120))),
        line(*map(str, range(60)), form="bar"),
        line("123456789", "1", "0.000001"),
    ],
    ids=["gap", "zeros", "signs", "bar-signs", "bar-zeros", "many", "many-bars", "wide"],
)
def test_odd_figures_are_drawn_too(chart: Chart) -> None:
    assert size(picture(chart))[0] == 1200


def test_without_matplotlib_a_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(CannotDraw, match=r"pip install '\.\[charts\]'"):
        picture(line("1", "2"))
