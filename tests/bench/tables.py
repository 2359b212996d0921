"""The tables that are loaded: an agency's catalogue of tens of thousands of series.

The UK statistics office's 38 files of 2014 where they lie beside the checkout, else made-up
ones of the same shape: a column a series, years, quarters and months in the rows, and below
them a title for each column.
"""

from __future__ import annotations

import csv
import tarfile
from pathlib import Path
from random import Random

from tests.conftest import ROOT

__all__ = ["ENCODING", "MONTHS", "make", "tables"]

ARCHIVE = ROOT.parent / "shared" / "datasets" / "ons-timeseries" / "ons-timeseries-2014.tar.xz"
ENCODING = "iso-8859-1"

FILES, SERIES = 38, 980
WORDS = [
    "output",
    "sales",
    "orders",
    "stocks",
    "imports",
    "exports",
    "wages",
    "hours",
    "rents",
    "prices",
    "loans",
    "deposits",
    "births",
    "claims",
    "vacancies",
    "freight",
    "passengers",
    "energy",
    "steel",
    "food",
    "textiles",
    "paper",
    "rubber",
    "chemicals",
    "vehicles",
    "ships",
    "aircraft",
    "housing",
    "insurance",
    "retail",
    "catering",
    "transport",
    "health",
    "schools",
]
PLACES = [
    "north",
    "south",
    "east",
    "west",
    "coast",
    "valley",
    "islands",
    "capital",
    "upland",
    "border",
]
KINDS = ("total SA (000s)", "total NSA £m", "index 2010=100", "% change on year SA")
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def tables(folder: Path) -> tuple[list[Path], str]:
    """The files, in the folder, and what they are."""
    folder.mkdir()
    if ARCHIVE.is_file():
        with tarfile.open(ARCHIVE) as packed:
            packed.extractall(folder, filter="data")
        return sorted(folder.glob("*.csv")), "the UK statistics office's time series of 2014"
    random = Random(38)  # noqa: S311 - figures need not be secret
    for number in range(FILES):
        make(folder / f"T{number:02}.csv", number, SERIES, random)
    return sorted(folder.glob("*.csv")), "made-up time series of the same shape"


def make(file: Path, number: int, series: int, random: Random) -> None:
    """One file of so many series; ``number`` tells its codes from other files'."""
    codes = [f"{_letters(number)}{place:03X}" for place in range(series)]
    years = range(1990, 2014)
    labels = [
        *(f"{year}" for year in years),
        *(f"{year} Q{quarter}" for year in years for quarter in range(1, 5)),
        *(f"{year} {month}" for year in years for month in MONTHS),
    ]
    from_row = [random.choice((0, 0, 24, 120)) for _ in codes]
    size = [random.choice((9, 200, 40_000)) for _ in codes]
    with file.open("w", encoding=ENCODING, newline="") as stream:
        out = csv.writer(stream)
        out.writerow(["", *codes])
        for row, label in enumerate(labels):
            cells = (
                f"{random.uniform(0.5, 1) * most:.1f}" if row >= first else ""
                for first, most in zip(from_row, size, strict=True)
            )
            out.writerow([label, *cells])
        out.writerow([])
        for code in codes:
            title = (random.choice(PLACES), random.choice(WORDS), random.choice(WORDS))
            out.writerow([code, f"{' '.join(title)}: {random.choice(KINDS)}"])


def _letters(number: int) -> str:
    return chr(ord("A") + number // 26) + chr(ord("A") + number % 26)
