"""``figures check``: what disagrees, in shipped figures and in small releases made for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.checking.run import Checked, Judged, check
from bot.reckon.agree import Verdict
from bot.store.catalogue import open_catalogue
from tests.cli.conftest import Shell
from tests.support.newsroom import Newsroom

TODAY = date(2026, 1, 2)
ON_YEAR = {"UNIT_MEASURE": "PT", "UNIT_MULT": "0", "TRANSFORMATION": "G1Y"}


def checked(database: Path, as_of: date = TODAY, source: str | None = None) -> Checked:
    with open_catalogue(database, as_of) as catalogue:
        return check(catalogue.every_statement(), catalogue, source)


def said(found: Checked) -> set[tuple[str, str | None, str]]:
    """Verdict, printed value and source of each disagreement."""
    return {
        (d.verdict.value, d.relation.statement.value, d.relation.statement.source)
        for d in found.disagreements
    }


SLIP = ("inconsistent", "20.3", "chinadaily-2020-03-24")


def test_of_what_is_shipped_one_figure_is_a_slip(databases: dict[str, Path]) -> None:
    found = checked(databases["default"])
    assert said(found) == {SLIP}
    assert len(found.disagreements) == 2, "by its parts, and by a share"
    assert {meant(d) for d in found.disagreements} == {("20.3", "20.03")}


def test_later_releases_revise_five_figures_and_nothing_else(databases: dict[str, Path]) -> None:
    assert said(checked(databases["later"])) == {
        SLIP,
        ("revised", "16.03", "xj-2021-11"),
        ("revised", "137.66", "xj-2021-11"),
        ("revised", "219.4", "xjdaily-2022-12-14"),
        ("revised", "44.4", "nation-2023-03-19"),
        ("revised", "35.39", "people-2021-12-07"),
    }


def test_a_revision_is_not_known_before_it_is_published(databases: dict[str, Path]) -> None:
    assert said(checked(databases["later"], date(2021, 12, 31))) == {SLIP}


def test_the_invented_country_has_one_total_older_than_a_revision(
    databases: dict[str, Path],
) -> None:
    assert said(checked(databases["invented"])) == {("revised", "1078", "borrow-2021-05")}


def meant(found: Judged) -> tuple[str | None, str | None] | None:
    """The printed value of the slip, and what was meant."""
    return (found.slip.printed.value, found.slip.value) if found.slip else None


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """A release of exports, imports and their total, in two years, with the growth of each."""
    return Newsroom(tmp_path)


CLEAN = {
    # flow: this year, growth on the year, last year
    "X": ("641.8", "7.0", "600.0"),
    "M": ("271.4", "-9.5", "300.0"),
    "T": ("913.2", "1.5", "900.0"),
}


def released(newsroom: Newsroom, **wrong: str) -> Checked:
    """The release with some of its figures changed: ``X0`` is this year's exports."""
    newsroom.release("first", "2022-01-20")
    for flow, numbers in CLEAN.items():
        here, growth, there = (wrong.get(f"{flow}{n}", value) for n, value in enumerate(numbers))
        newsroom.says("first", here, "2021-12", TRADE_FLOW=flow)
        newsroom.says(
            "first", growth, "2021-12", TRADE_FLOW=flow, COMPARISON_PERIOD="2020-12", **ON_YEAR
        )
        newsroom.says("first", there, "2020-12", TRADE_FLOW=flow)
    newsroom.desk()
    return checked(newsroom.database)


def test_a_clean_release_gives_no_alarm(newsroom: Newsroom) -> None:
    found = released(newsroom)
    assert said(found) == set()
    assert (found.alone, found.numbers) == ((), 9)


SLIPS = [
    # what is wrong, as what, what it should have been
    ("T0", "91.32", "a tenth"),
    ("T0", "9132.0", "ten times"),
    ("T0", "931.2", "two digits swapped"),
    ("X0", "64.18", "a tenth"),
    ("X1", "70.0", "ten times"),
    ("M1", "9.5", "a sign"),
    ("M2", "30.0", "a tenth"),
]


@pytest.mark.parametrize(("place", "wrong", "how"), SLIPS)
def test_a_slip_is_found_and_named(place: str, wrong: str, how: str, newsroom: Newsroom) -> None:
    found = released(newsroom, **{place: wrong})
    assert {d.verdict for d in found.disagreements} == {Verdict.INCONSISTENT}, how
    slips = [slip for d in found.disagreements if (slip := meant(d)) is not None]
    assert {printed for printed, _ in slips} == {wrong}, how


@pytest.mark.parametrize(
    ("total", "verdict"), [("4.3", Verdict.TRUNCATION), ("4.5", Verdict.INCONSISTENT)]
)
def test_digits_cut_off_are_told_from_a_slip(
    total: str, verdict: Verdict, newsroom: Newsroom
) -> None:
    """Four times 1.09 is 4.36: cut off, four times 1.0 and 4.3; rounded, never 4.5."""
    newsroom.release("first", "2021-05-20")
    for month in range(1, 5):
        newsroom.says("first", "1.0", f"2021-{month:02}")
    newsroom.says("first", total, "2021-04", ACCUMULATION="YTD")
    newsroom.desk()
    assert {d.verdict for d in checked(newsroom.database).disagreements} == {verdict}


def test_digits_cut_off_are_no_revision(newsroom: Newsroom) -> None:
    """Four times 1.09, a total of them in a later release, and then the first with more digits."""
    newsroom.release("first", "2021-05-20")
    newsroom.release("later", "2021-06-20")
    for month in range(1, 5):
        newsroom.says("first", "1.0", f"2021-{month:02}")
    newsroom.says("later", "4.3", "2021-04", ACCUMULATION="YTD")
    newsroom.says("later", "1.09", "2021-01")
    newsroom.desk()
    assert {d.verdict for d in checked(newsroom.database).disagreements} == {Verdict.TRUNCATION}


def test_two_publishers_of_one_figure_are_told_apart(newsroom: Newsroom) -> None:
    newsroom.release("first", "2022-01-20")
    newsroom.release("other", "2022-01-21", "Xinjiang Daily")
    newsroom.says("first", "913.2", "2021-12")
    newsroom.says("other", "915.0", "2021-12")
    newsroom.desk()
    assert {d.verdict for d in checked(newsroom.database).disagreements} == {Verdict.PUBLISHERS}


# --- the command -------------------------------------------------------------------------


def test_the_report_says_both_numbers_and_where_they_stand(shell: Shell, filled: str) -> None:
    done = shell.figures("check", "--database", filled)
    assert (done.returncode, done.stderr) == (1, "")
    assert (
        "inconsistent: Xinjiang imports and exports, January–February 2020: 20.3 billion yuan\n"
        "  20.02–20.04 billion yuan follows: 12.95 billion yuan + 7.08 billion yuan\n"
    ) in done.stdout
    assert "it would all fit if it were 20.03 billion yuan" in done.stdout
    assert "China Daily, 24 March 2020" in done.stdout
    assert "implausible ratio: These figures make about 100 tonnes" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("17 formulas between 43 of 93 numbers")


def test_one_source_is_checked_alone(shell: Shell, filled: str) -> None:
    done = shell.figures("check", "--database", filled, "xj-2021-11")
    assert done.returncode == 1
    assert "contradicts itself" not in done.stdout
    assert "record contradicted" in done.stdout


def test_a_source_that_is_not_on_file_is_said_to_be_so(shell: Shell, filled: str) -> None:
    done = shell.figures("check", "--database", filled, "nobody")
    assert (done.returncode, done.stdout) == (1, "")
    assert "There is no source nobody on file" in done.stderr
