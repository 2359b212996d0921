"""The Home tab: what it shows, and that what is pressed in it is answered in person."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot import __version__
from bot.desk import Desk
from bot.lookup import Lookup
from bot.reply.check_views import view_problems
from bot.slack.home import view
from bot.store.loading import load
from tests.slack.conftest import Bot, over_http
from tests.store.packages import package, source, stated
from tests.support.slack import REPORTER, Json, Slack, direct, home_opened, press_home
from tests.support.snapshots import BLOCKS, same_json

DATA = Path(__file__).parents[2] / "data"


def opened(bot: Bot) -> Json:
    bot.deliver(home_opened())
    bot.slack.until(lambda: REPORTER in bot.slack.homes, "a Home tab")
    return bot.slack.homes[REPORTER]


def said(view: Json) -> str:
    return json.dumps(view, ensure_ascii=False)


def buttons(view: Json) -> list[Json]:
    return [e for b in view["blocks"] if b["type"] == "actions" for e in b["elements"]]


def test_it_shows_what_is_on_file_what_is_new_and_how_the_figures_are(bot: Bot) -> None:
    view = opened(bot)
    assert view_problems(view) == []
    for words in (
        "Xinjiang imports and exports: *November 2021*",
        "27 December 2021: Urumqi Customs",
        "Figures last loaded on 2 January 2026",
        "contradict",
        f"version {__version__}",
        "/figures",
    ):
        assert words in said(view), f"the Home tab lacks {words!r}"


def test_the_home_tab_as_slack_gets_it(
    slack: Slack, databases: dict[str, Path], tmp_path: Path
) -> None:
    desk = Desk(databases["default"], today=lambda: date(2026, 1, 3))
    with over_http(slack, desk, tmp_path) as (_, bot):
        view = json.loads(said(opened(bot)).replace(f"version {__version__}", "version 0"))
    same_json(BLOCKS / "home.json", view)


def test_an_example_is_answered_in_the_direct_message_which_goes_on_from_it(bot: Bot) -> None:
    example = buttons(opened(bot))[0]
    answer = bot.ask(press_home(example))
    assert (answer.channel, answer.is_private) == (REPORTER, False)
    assert "137.66 billion yuan" in answer.text
    assert "62.33 billion yuan" in bot.ask(direct("with Kazakhstan?")).text


def test_every_example_is_answered(bot: Bot) -> None:
    for example in buttons(opened(bot)):
        answer = bot.ask(press_home(example))
        assert "cannot read" not in answer.text, example["value"]


def test_the_messages_beside_it_publish_nothing(bot: Bot) -> None:
    bot.deliver(home_opened(tab="messages"))
    bot.slack.settle(0.3)
    assert not bot.slack.homes


def test_without_figures_it_says_so(slack: Slack, tmp_path: Path) -> None:
    with over_http(slack, Desk(tmp_path / "none.db"), tmp_path) as (_, bot):
        view = opened(bot)
    assert "I cannot get at my figures just now" in said(view)
    assert str(tmp_path) not in said(view)


def own(folder: Path, published: str) -> Path:
    """The first table of a newcomer: rents of a town, and wages that are for nobody yet."""
    rents = {"REF_AREA": "GB-LEEDS", "COUNTERPART_AREA": "_Z", "TRADE_FLOW": "_Z", "PRODUCT": "_Z"}
    rents |= {"COVERAGE": "_Z", "UNIT_MEASURE": "GBP", "UNIT_MULT": "0", "SOURCE_ID": folder.name}
    free = {"CONF_STATUS": "F", "INDICATOR": "RENTS"}
    held = {"CONF_STATUS": "C", "INDICATOR": "WAGES"}
    return package(
        folder,
        sources=[source(folder.name, published, "ONS")],
        areas=[{"CODE": "GB-LEEDS", "LABEL": "Leeds", "IN_SENTENCE": "", "KIND": "place"}],
        indicators=[
            {"CODE": "RENTS", "LABEL": "average rent", "KIND": "price"},
            {"CODE": "WAGES", "LABEL": "secret wages", "KIND": "price"},
        ],
        statements=[
            stated("1", "1021", TIME_PERIOD="2019-10", **rents, **free),
            stated("2", "2021", TIME_PERIOD="2019-10", **rents, **held),
        ],
    )


ORDERS: list[tuple[str, str, list[list[str]], bool]] = [
    # what it is, when the rents were published, what is loaded in turn, whether rents come first
    ("loaded by itself, of an older release", "2019-11-20", [["xinjiang"], ["rents"]], True),
    ("loaded at once, of a newer release", "2021-12-29", [["rents", "xinjiang"]], True),
    ("loaded at once, of an older release", "2019-11-20", [["rents", "xinjiang"]], False),
    ("loaded before the others", "2021-12-29", [["rents"], ["xinjiang"]], False),
]


@pytest.mark.parametrize(
    ("published", "loads", "first"), [row[1:] for row in ORDERS], ids=[row[0] for row in ORDERS]
)
def test_what_was_loaded_last_is_shown_first(
    tmp_path: Path, published: str, loads: list[list[str]], first: bool
) -> None:
    folders = {
        "xinjiang": DATA / "xinjiang",
        "rents": own(tmp_path / "rents", published),
    }
    for day, names in enumerate(loads, 3):
        now = datetime(2026, 1, day, tzinfo=UTC)
        load(tmp_path / "desk.db", [folders[name] for name in names], now=now, who="tests")
    desk = Desk(tmp_path / "desk.db", today=lambda: date(2026, 1, 9))
    home = view(Lookup(desk).on_file(40, 5))
    on_file = home["blocks"][[b["type"] for b in home["blocks"]].index("actions") :]
    listed = said({"blocks": [b for b in on_file if b["type"] == "section"]})
    assert "secret wages" not in said(home)
    assert "Leeds average rent: *October 2019*" in listed, listed
    rents, trade = listed.index("Leeds average rent"), listed.index("Xinjiang imports and exports")
    assert (rents < trade) == first, listed
    assert buttons(home)[0]["text"]["text"].startswith("Leeds average rent") == first
    help_ = desk.ask("help").text
    assert ('Name a measure, a place and a period, in any order: "Leeds' in help_) == first, help_
