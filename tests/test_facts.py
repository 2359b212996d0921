"""What careful arithmetic finds in the shipped figures, line by line, as worked by hand.

Each line is one of the table of the facts: what is stated, and what follows from it. It
is found again by ``figures ask --json`` or ``figures check``, with the same bounds.
"""

from __future__ import annotations

import json
import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Shell, shell

__all__ = ["shell"]

BILLION, TRILLION, ONE = "1e9", "1e12", "1"

Asked = tuple[str, str, str, str, str, str, str]
"""Packages, question, where in the reply, its unit of size, low and high as worked by hand, words."""

ASKED: dict[str, list[Asked]] = {
    "Nov 2021 16.03bn, +48% on Oct": [
        ("default", "trade October 2021", "figure", BILLION, "10.79", "10.87", "computed"),
    ],
    "Jan-Nov 2021 137.66bn, -1.3%": [
        ("default", "trade Jan-Nov 2020", "figure", BILLION, "139.40", "139.55", "computed"),
    ],
    "= 93% of last year's total": [
        ("default", "trade 2020", "figure", BILLION, "147.2", "148.8", "computed"),
        ("default", "trade December 2020", "figure", BILLION, "7.69", "9.42", "computed"),
    ],
    '"record high" for Nov 2021': [
        ("default", "was Nov 2021 a record", "record", BILLION, "17.6", "17.8", "not an all-time"),
    ],
    "11,156 trips, +26.8%": [
        ("default", "trains Jan-Nov 2020", "figure", ONE, "8795", "8801", "computed"),
    ],
    "Jan-Nov 2020 (implied above) less Jan-Aug 2020 (97.4 / 1.095)": [
        (
            "default",
            "was November 2021 the highest since August 2020",
            "mean",
            BILLION,
            "16.8",
            "16.9",
            "No: November 2021 was not the highest",
        ),
    ],
    "B&R against the total": [
        (
            "default",
            "trade outside the Belt and Road Jan-Nov 2021",
            "figure",
            BILLION,
            "17.84",
            "17.86",
            "137.66 billion yuan \u2212 119.81 billion yuan",
        ),
        (
            "default",
            "trade outside the Belt and Road Jan-Nov 2020",
            "figure",
            BILLION,
            "23.7",
            "24.0",
            "computed",
        ),
        (
            "default",
            "growth of trade outside the Belt and Road Jan-Nov 2021",
            "figure",
            ONE,
            "-25.5",
            "-24.7",
            "down about 25% on a year earlier",
        ),
    ],
    "1.1m tons on 11,156 trains": [
        ("default", "tonnes per train", "figure", ONE, "94", "103", "1,418 tonnes"),
    ],
    "Nov 2022 24.51bn, +56.1% (later)": [
        (
            "later",
            "trade November 2021",
            "figure",
            BILLION,
            "16.03",
            "16.04",
            "15.69–15.71 billion",
        ),
    ],
}

CHECKED: dict[str, list[tuple[str, str, str]]] = {
    # packages, option, what is printed: as a pattern
    "B&R 119.81bn = 87% of the total": [
        (
            "default",
            "--every",
            r"137–139 billion yuan follows: 119\.81 billion yuan ÷ 87%\n  agrees",
        ),
    ],
    "share +4.2 percentage points": [
        (
            "default",
            "--every",
            r"up 4\.2 percentage points.*\n  4\.0–4\.2 percentage points follows",
        ),
    ],
    "EU exports 197.9 + imports 63.9": [
        ("default", "--every", r"261\.7–261\.9 billion yuan follows: 197\.9.*\n  agrees"),
        ("default", "--every", r"up 30% on a year earlier\n  29\.8–30\.1% follows: .*\n  agrees"),
    ],
    "EU 261.8bn in a region whose total is 137.66bn": [
        ("default", "", r"261\.8 billion yuan\. That is more than the whole: .*137\.66 billion"),
    ],
    "1.1m tons on 11,156 trains": [
        ("default", "", r"about 100 tonnes \(94–103\) per trip.*1,418 tonnes.*not decided"),
    ],
    '"record high" for Nov 2021': [
        ("default", "", r"November 2019 was 17\.6–17\.8 billion yuan .* not an all-time record"),
    ],
    "Nov 2022 24.51bn, +56.1% (later)": [
        ("later", "", r"November 2021: 16\.03 billion yuan\n  15\.69–15\.71 billion .*\n.*revised"),
    ],
    "Jan-Nov 2022 219.4bn, +59.8% (later)": [
        ("later", "", r"137\.66 billion yuan\n  137\.2–137\.4 billion yuan follows: .*\n.*revised"),
    ],
    "Jan-Nov 2023 320.53bn, +47.4% (later)": [
        ("later", "", r"219\.4 billion yuan\n  217\.4–217\.5 billion yuan follows: .*\n.*revised"),
    ],
    "China Jan-Nov 2022 38.34tn, +8.6% (later)": [
        (
            "later",
            "",
            r"35\.39 trillion yuan\n  35\.28–35\.32 trillion yuan follows: .*\n(?:.*\n)?.*revised",
        ),
    ],
    "Jan-Feb 2024 63.69bn, +51.4% (later)": [
        ("later", "", r"44\.4 billion yuan\n  42\.05–42\.08 billion yuan follows: .*\n.*revised"),
    ],
    "Jan-Feb 2020 20.3bn": [
        ("default", "", r"20\.3 billion yuan\n  20\.02–20\.04 billion yuan follows: 12\.95"),
        ("default", "", r"  19\.99–20\.05 billion yuan follows: 10\.83 billion yuan ÷ 54\.1%"),
        ("default", "", r"it would all fit if it were 20\.03 billion yuan"),
    ],
}


def rounded(number: str, size: str, like: str) -> str:
    places = -len(like.partition(".")[2])
    scaled = Decimal(number) / Decimal(size)
    return str(scaled.quantize(Decimal(1).scaleb(places), rounding=ROUND_HALF_UP))


def found(reply: dict[str, Any], where: str) -> dict[str, Any]:
    """The figure meant: the first, or of a kind of comparison the compared or what it is against."""
    if where == "figure":
        figure: dict[str, Any] = reply["figures"][0]
        return figure
    comparison: dict[str, Any] = next(c for c in reply["comparisons"] if c["kind"] == where)
    if comparison["value"] is None:
        against: dict[str, Any] = comparison["against"]
        return against
    return comparison


def asked_of(shell: Shell, database: Path, question: str) -> dict[str, Any]:
    done = shell.figures("ask", "--json", "--database", str(database), question)
    reply: dict[str, Any] = json.loads(done.stdout)
    return reply


@pytest.mark.parametrize(
    ("line", "asked"), [(line, asked) for line, each in ASKED.items() for asked in each]
)
def test_asked(line: str, asked: Asked, shell: Shell, databases: dict[str, Path]) -> None:
    packages, question, where, size, low, high, words = asked
    reply = asked_of(shell, databases[packages], question)
    figure = found(reply, where)
    worked = rounded(figure["low"], size, low), rounded(figure["high"], size, high)
    assert worked == (low, high), f"{line}: the reporter sees\n{reply['text']}"
    assert words in reply["text"], reply["text"]


@pytest.mark.parametrize(
    ("line", "checked"), [(line, checked) for line, each in CHECKED.items() for checked in each]
)
def test_checked(
    line: str, checked: tuple[str, str, str], shell: Shell, databases: dict[str, Path]
) -> None:
    packages, option, pattern = checked
    done = shell.figures("check", *filter(None, [option]), "--database", str(databases[packages]))
    assert re.search(pattern, done.stdout), f"{line}: the data editor sees\n{done.stdout}"


def test_a_share_above_100_percent_is_refused(shell: Shell, databases: dict[str, Path]) -> None:
    reply = asked_of(shell, databases["default"], "EU share of Xinjiang trade Jan-Nov 2021")
    assert (reply["status"], reply["figures"]) == ("refused", [])
    assert "261.8 billion" in reply["text"]
    assert "137.66 billion" in reply["text"]


def test_every_line_of_the_facts_is_here(shared: Path) -> None:
    text = (shared / "facts" / "README.md").read_text(encoding="utf-8")
    table = text.partition("| stated | what follows |")[2]
    lines = [row.split("|")[1].strip() for row in table.splitlines() if row.startswith("| ")]
    missing = [line for line in lines if line not in {*ASKED, *CHECKED}]
    assert not missing
