"""The world beside its countries: its figures are named as its own, and it is ranked with none."""

from __future__ import annotations

import pytest

from bot.desk import Desk
from tests.store.packages import SOURCE, loaded, package, stated

LEVELS = {"W1": ("96000", "100000"), "MOON": ("24", "25"), "TIDE": ("9", "8"), "EA": ("14", "15")}


@pytest.fixture(scope="module")
def globe(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Output of the world and of some places, and a price that is nobody's."""
    folder = tmp_path_factory.mktemp("globe")
    plain = dict.fromkeys(("COUNTERPART_AREA", "TRADE_FLOW", "PRODUCT", "COVERAGE"), "_Z")
    plain |= {"UNIT_MEASURE": "USD", "UNIT_MULT": "9", "FREQ": "A"}
    rows = [
        {**plain, "INDICATOR": "OUTPUT", "REF_AREA": area, "TIME_PERIOD": year, "OBS_VALUE": value}
        for area, values in LEVELS.items()
        for year, value in zip(("2022", "2023"), values, strict=True)
    ]
    price = {**plain, "INDICATOR": "TIN", "REF_AREA": "W1", "UNIT_MULT": "0", "FREQ": "M"}
    rows += [{**price, "TIME_PERIOD": f"2023-0{m}", "OBS_VALUE": f"{20 + m}.5"} for m in (1, 2, 3)]
    made = package(
        folder / "globe",
        figures={"home_area": "W1"},
        sources=[{**SOURCE, "PUBLISHER": "Globe Statistics", "PUBLISHED": "2024-06-01"}],
        areas=[
            {"CODE": code, "LABEL": label, "KIND": "country"}
            for code, label in (("MOON", "Moonland"), ("TIDE", "Tideland"))
        ],
        membership=[{"GROUP": "W1", "MEMBER": code} for code in ("MOON", "TIDE")],
        indicators=[
            {"CODE": "OUTPUT", "LABEL": "national output", "KIND": "flow"},
            {"CODE": "TIN", "LABEL": "tin price", "KIND": "price"},
        ],
        aliases=[
            {"ALIAS": "economy", "MEANS": "INDICATOR=OUTPUT"},
            {"ALIAS": "output", "MEANS": "INDICATOR=OUTPUT"},
            {"ALIAS": "tin", "MEANS": "INDICATOR=TIN"},
        ],
        statements=[stated(str(id_), row["OBS_VALUE"], **row) for id_, row in enumerate(rows, 1)],
    )
    loaded(folder / "figures.db", made)
    return Desk(folder / "figures.db")


HEADED = [
    ("world output 2023", "World national output, 2023: "),
    ("euro area output 2023", "Euro area national output, 2023: "),
    ("output without moonland 2023", "The world (excluding Moonland) national output, 2023: "),
    (
        "moonland share of world output 2023",
        "Moonland national output, 2023: about 0.025% of world",
    ),
    # what only the world has is nobody's: it goes without saying
    ("tin Jan 2023", "Tin price, January 2023: "),
]


@pytest.mark.parametrize(("asked", "begins"), HEADED)
def test_the_world_is_named_and_the_headline_has_a_capital(
    asked: str, begins: str, globe: Desk
) -> None:
    reply = globe.ask(asked)
    assert reply.text.startswith(begins), reply.text


def test_what_is_left_of_the_world_is_no_partner_in_the_copy(globe: Desk) -> None:
    reply = globe.ask("output without moonland 2023")
    assert "partners" not in f"{reply.text} {reply.copy}", reply.copy


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("smallest economy", "Tideland"),
        ("smallest economy 2023", "Tideland"),
        ("smallest economy in the world", "Tideland"),
        ("biggest economy", "Moonland"),
        ("largest economy in the world", "Moonland"),
    ],
)
def test_the_largest_and_the_smallest_are_places(asked: str, first: str, globe: Desk) -> None:
    lines = globe.ask(asked).text.splitlines()
    assert lines[:1] == ["2023"], lines
    assert lines[1].startswith(f"{first} national output"), lines


def test_a_price_over_a_quarter_offers_its_months_and_their_average(globe: Desk) -> None:
    reply = globe.ask("tin Q1 2023")
    assert "On file: March 2023, February 2023 and January 2023." in reply.text, reply.text
    asked = [option["question"] for option in reply.contract["options"]]
    assert "an average of about $22.5" in globe.ask(asked[0]).text, asked
