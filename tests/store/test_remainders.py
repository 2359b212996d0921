"""What the catalogue says of wholes less some of their parts, that no package has rows of."""

from __future__ import annotations

import pytest

from bot.figures.codes import Kind
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.store.catalogue import StoredCatalogue

TRADE = Subject("CN-XJ", "W1", "TRADE", "T", "_T", "OWN", "N")
ELSEWHERE = TRADE.with_("COUNTERPART_AREA", "W1_X_BRI")
WESTBOUND = "TRAIN_TRIPS_X_TRAIN_TRIPS_WESTBOUND"

SPOKEN_OF = [
    # codes asked for, what is on file of them
    ({"ref_area": ("CN-XJ",), "counterpart_area": ("W1_X_BRI",)}, [ELSEWHERE]),
    ({"ref_area": ("CN",), "counterpart_area": ("W1_X_BRI",)}, []),
    ({"ref_area": ("CN-XJ",), "counterpart_area": ("W1_X_DE",)}, []),  # on another basis
    ({"ref_area": ("CN-XJ",), "counterpart_area": ("W1_X_BRI_X_KZ",)}, []),  # one within the other
    ({"ref_area": ("CN-XJ",), "counterpart_area": ("KZ_X_BRI",)}, []),  # no part of it
    ({"ref_area": ("CN-XJ_X_CN",)}, []),
]


@pytest.mark.parametrize(("wanted", "found"), SPOKEN_OF)
def test_a_remainder_is_on_file_where_its_whole_and_its_parts_are(
    wanted: dict[str, tuple[str, ...]], found: list[Subject], shipped: StoredCatalogue
) -> None:
    subjects = shipped.subjects({"indicator": ("TRADE",), "trade_flow": ("T",), **wanted})
    assert list(subjects) == found


def test_its_periods_are_those_that_both_have(shipped_later: StoredCatalogue) -> None:
    def codes(**filters: object) -> list[str]:
        return [p.code for p in shipped_later.periods(ELSEWHERE, limit=9, **filters)]  # type: ignore[arg-type]

    assert codes() == ["2024-09", "2023-06", "2022-07", "2022-05", "2021-11", "2021-08"]
    assert codes(year=2022) == ["2022-07", "2022-05"]
    assert codes(number=11) == ["2021-11"]
    assert codes(before=Period.of("2022-07", ytd=True)) == ["2022-05", "2021-11", "2021-08"]
    assert codes(since=Period.of("2023-06", ytd=True)) == ["2024-09", "2023-06"]
    assert codes(ytd=False) == []
    assert len(shipped_later.periods(ELSEWHERE, limit=2)) == 2


def test_a_direction_is_no_figure_to_take_away(shipped: StoredCatalogue) -> None:
    """Of trade with Germany the source says that it rose, and no more."""
    subject = Subject("CN-XJ", "EU_X_DE", "TRADE", "T", "_T", "UNK", "N")
    assert subject in shipped.subjects({"counterpart_area": ("EU_X_DE",), "trade_flow": ("T",)})
    assert shipped.periods(subject, levels=False) == ()


def test_its_kin_are_remainders_too(shipped_later: StoredCatalogue) -> None:
    china = Subject("CN_X_CN-XJ", "W1", "TRADE", "T", "_T", "OWN", "N")
    flows = {subject.trade_flow for subject in shipped_later.counterparts(china, "TRADE_FLOW")}
    assert flows == {"X", "M"}


NAMED = [
    # dimension, code, what it is called
    ("counterpart_area", "W1_X_BRI", "countries outside the Belt and Road"),  # a row of its own
    ("counterpart_area", "W1_X_KZ", "all partners but Kazakhstan"),
    ("counterpart_area", "W1_X_KG_X_KZ", "all partners but Kyrgyzstan and Kazakhstan"),
    ("counterpart_area", "EU_X_DE", "the EU (excluding Germany)"),
    ("ref_area", "CN_X_CN-XJ", "China (excluding Xinjiang)"),
    ("ref_area", "W1_X_CN", "the world (excluding China)"),
    ("product", "_T_X_SHOES", "all products but shoes"),
    ("indicator", WESTBOUND, "China-Europe freight train trips other than westbound"),
    ("counterpart_area", "XX_X_YY", "XX (excluding YY)"),  # codes of nothing
]


@pytest.mark.parametrize(("dimension", "code", "name"), NAMED)
def test_it_is_called_after_what_it_is_made_of(
    dimension: str, code: str, name: str, shipped: StoredCatalogue
) -> None:
    assert shipped.label(dimension, code, in_sentence=True) == name


def test_a_measure_without_a_part_is_a_measure_of_its_kind(shipped: StoredCatalogue) -> None:
    found = shipped.indicator(WESTBOUND)
    assert (found.kind, found.parent, found.many) == (Kind.FLOW, "TRAIN_TRIPS", "trips")
    assert shipped.title("TRADE_X_TRAIN_TRIPS", "T").startswith("imports and exports other than")


def test_a_place_without_a_part_lies_where_the_place_does(shipped: StoredCatalogue) -> None:
    assert {"CN-XJ", "CN"} <= shipped.groups("CN-XJ_X_CN-XJ-HORGOS")
    assert shipped.is_group("W1_X_KZ")
