"""A catalogue of titles beside a newsroom's own measures: searched only where nothing else is named."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.reply.reply import Reply
from tests.conftest import PACKAGES
from tests.store.packages import SOURCE, loaded, package, stated

TITLES = {
    # code: title, kind, unit
    "ENYO": ("BOP-consistent:Ex:Goods:SA:Germany", "flow", "GBP"),
    "LGHY": ("BoP: Current Account: Goods & Services: Exports: Germany", "flow", "GBP"),
    "ENYS": ("BOP-consistent:Im:Goods:SA:Germany", "flow", "GBP"),
    "BCJA": ("Total Claimant count NSA (UK) - thousands", "stock", "NUM"),
    "BCJD": ("Total Claimant count SA (UK) - thousands", "stock", "NUM"),
    "BCJE": ("Claimant count rate - all - SA (UK) %", "rate", "PT"),
    "K646": ("7112100000: Food products", "index", "IX"),
    "K3BI": ("7200799000: Net Sector Output excl Food", "index", "IX"),
    "KAB9": ("AWE: Whole Economy Level (£): Total Pay", "price", "GBP"),
    "PAID": ("Holidays with pay", "stock", "NUM"),
    "TRDE": ("Total trade in services", "flow", "GBP"),
    "SAFR": ("BOP:Ex:Goods:SA:South Africa", "flow", "GBP"),
    "NIRE": ("Vacancies: Northern Ireland", "stock", "NUM"),
    "NOEU": ("BOP:Im:Oil:SA:non-EU(2013)", "flow", "GBP"),
    "WITH": ("BOP:Im:Oil:SA:EU(2013)", "flow", "GBP"),
    "BELU": ("BOP:Ex:Goods:SA:Belgium/Luxembourg", "flow", "GBP"),
    "RECR": ("Recruitment and training services", "flow", "GBP"),
    "HUSH": ("Claimant count of the secret service", "stock", "NUM"),
}
VALUES = {code: f"{200 + place}.5" for place, code in enumerate(TITLES)}
IN_PPI = ("K646", "K3BI")


@pytest.fixture(scope="module")
def catalogued(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The shipped figures, and a catalogue of the UK's."""
    folder = tmp_path_factory.mktemp("catalogued")
    rows = [
        stated(
            code, VALUES[code], SOURCE_ID="ppi" if code in IN_PPI else "first", REF_AREA="GB",
            COUNTERPART_AREA="_Z", INDICATOR=code, TRADE_FLOW="_Z", PRODUCT="_Z", COVERAGE="_Z",
            SEASONAL_ADJUST="S" if "SA" in title.split() else "N", UNIT_MEASURE=unit,
            UNIT_MULT="3" if unit == "NUM" else "0",
            CONF_STATUS="C" if code == "HUSH" else "F",
        )
        for code, (title, _, unit) in TITLES.items()
    ]  # fmt: skip
    made = package(
        folder / "catalogue",
        sources=[SOURCE, {**SOURCE, "SOURCE_ID": "ppi", "TITLE": "Producer price indices"}],
        units=[{"CODE": "IX", "KIND": "other", "ONE": "", "MANY": "", "PREFIX": ""}],
        indicators=[
            {"CODE": code, "LABEL": title, "KIND": kind, "FOUND_BY": "search"}
            for code, (title, kind, _) in TITLES.items()
        ],
        statements=rows,
    )
    database = folder / "figures.db"
    loaded(database, made)
    loaded(database, *PACKAGES["default"])
    return Desk(database)


def indicators(reply: Reply) -> list[str]:
    return [figure["series"]["indicator"] for figure in reply.contract["figures"]]


ANSWERED = [
    # asked, the code that is answered, words of the reply
    ("ENYO Nov 2021", "ENYO", "BOP-consistent:Ex:Goods:SA:Germany"),
    ("enyo", "ENYO", "November 2021"),
    ("UK imports from Germany", "ENYS", "£202.5"),
    ("claimant count rate", "BCJE", "%"),
    ("what was the UK claimant count rate in Nov 2021?", "BCJE", "November 2021"),
    ("producer prices food products", "K646", "Food products"),
    ("food producer price index excluding output sector", "K3BI", "excl Food"),
    ("average weekly earnings total pay whole economy", "KAB9", "Total Pay"),
    ("AWE whole economy", "KAB9", "£"),
    ("services trade UK", "TRDE", "Total trade in services"),
    ("exports to South Africa", "SAFR", "South Africa"),
    ("vacancies Northern Ireland", "NIRE", "Northern Ireland"),
    ("imports of oil from the EU", "WITH", ":EU(2013)"),
    ("holidays with pay", "PAID", "Holidays with pay"),
]


@pytest.mark.parametrize(("asked", "code", "words"), ANSWERED)
def test_a_title_is_found(catalogued: Desk, asked: str, code: str, words: str) -> None:
    reply = catalogued.ask(asked)
    assert indicators(reply) == [code], reply.text
    assert words in reply.text


CHOICES = [
    # asked, the codes that are offered
    ("claimant count", ["BCJA", "BCJD"]),
    ("total claimant count", ["BCJA", "BCJD"]),
    ("UK exports to Germany", ["ENYO", "LGHY"]),
    ("exports to Germany Nov 2021", ["ENYO", "LGHY"]),
    ("food", ["K646", "K3BI"]),
]


@pytest.mark.parametrize(("asked", "codes"), CHOICES)
def test_where_several_fit_the_desk_asks(
    catalogued: Desk, asked: str, codes: Sequence[str]
) -> None:
    reply = catalogued.ask(asked)
    assert reply.contract["status"] == "ambiguous", reply.text
    assert "Several series have these words in their titles" in reply.text
    found = [indicators(catalogued.ask(question)) for _, question in reply.options]
    assert sorted(found) == sorted([code] for code in codes), reply.text


def test_an_option_asks_for_what_it_says(catalogued: Desk) -> None:
    for label, question in catalogued.ask("claimant count").options:
        reply = catalogued.ask(question)
        assert label.split(",")[0] in reply.text, f"{question}: {reply.text}"


OWN = [
    "Xinjiang trade Nov 2021",
    "trade Dec 2021",
    "trade in widgets",
    "freight trains YTD",
    "exports",
    "exports to Kazakhstan Jan-Nov 2021",
    "Tibet trade",
    "how are you",
    "why did trade grow",
]


@pytest.mark.parametrize("asked", OWN)
def test_a_newsrooms_own_measures_are_read_as_ever(
    catalogued: Desk, desk: Desk, asked: str
) -> None:
    assert catalogued.ask(asked).text == desk.ask(asked).text


NOTHING = [
    "recruiting trains",
    "exports to Africa",
    "vacancies in Ireland",
    "exports to Luxembourg",
    "claimant count of Narnia",
    "xyzzy",
    "the secret service",
    "HUSH",
]


@pytest.mark.parametrize("asked", NOTHING)
def test_what_no_title_has_or_may_show_is_not_found(catalogued: Desk, asked: str) -> None:
    reply = catalogued.ask(asked)
    assert reply.contract["status"] in ("unknown", "not_held"), reply.text
    assert "Several series" not in reply.text
    assert not indicators(reply)


def test_a_thread_goes_on_from_a_title(catalogued: Desk) -> None:
    reply = catalogued.ask("yoy", earlier=["claimant count rate"])
    assert "Claimant count rate" in reply.text
    reply = catalogued.ask("and Nov 2021?", earlier=["UK imports from Germany"])
    assert indicators(reply) == ["ENYS"], reply.text


def test_titles_can_change(tmp_path: Path) -> None:
    database = tmp_path / "figures.db"

    def catalogue(title: str) -> Path:
        row = {"CODE": "ABCD", "LABEL": title, "KIND": "stock", "FOUND_BY": "search"}
        said = stated("1", "5", INDICATOR="ABCD", TRADE_FLOW="_Z", COUNTERPART_AREA="_Z")
        return package(tmp_path / "one", sources=[SOURCE], indicators=[row], statements=[said])

    loaded(database, catalogue("Sheep and lambs"))
    assert indicators(Desk(database).ask("sheep")) == ["ABCD"]
    loaded(database, catalogue("Goats and kids"))
    assert Desk(database).ask("sheep").contract["status"] == "unknown"
    assert indicators(Desk(database).ask("goats")) == ["ABCD"]
