"""``figures load`` of what is no folder: SDMX messages by themselves, archives, standard input."""

from __future__ import annotations

import gzip
import re
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.conftest import DATA, INVENTED
from tests.store.messages import FORMS

OURS = """\
STRUCTURE,STRUCTURE_ID,ACTION,SOURCE_ID,PUBLISHER,PUBLISHED,TITLE,ID,FREQ,REF_AREA,COUNTERPART_AREA,INDICATOR,TRADE_FLOW,PRODUCT,SEASONAL_ADJUST,UNIT_MEASURE,TIME_PERIOD,OBS_VALUE,UNIT_MULT,DECIMALS,OBS_QUALIFIER,OBS_STATUS,NOTE
dataflow,DESK:STATEMENTS(1.0),R,october,Urumqi Customs,2021-11-20,"Trade, October",1,M,CN-XJ,W1,TRADE,X,_T,N,CNY,2021-10,1.50,9,2,EQ,A,
dataflow,DESK:STATEMENTS(1.0),R,november,Urumqi Customs,2021-12-20,,2,M,CN-XJ,W1,TRADE,X,_T,N,CNY,2021-10,1.60,9,2,EQ,A,said again
dataflow,DESK:STATEMENTS(1.0),R,november,Urumqi Customs,2021-12-20,,3,M,CN-XJ,W1,TRADE,X,_T,N,CNY,2021-11,,9,0,UP,L,
dataflow,DESK:STATEMENTS(1.0),R,november,Urumqi Customs,2021-12-20,,,M,CN-XJ,W1,TRADE,M,_T,N,CNY,2021-11,2,9,0,GT,P,
"""
"""Every column is ours, and some rows have IDs: as the desk itself writes it."""

FROM = ("--publisher", "Urumqi Customs", "--published", "2021-12-27")


def bare(form: str) -> tuple[str, str]:
    """The small release in that form, with what a mapping would say said in it."""
    name, content = FORMS[form]
    text = content.decode()
    if name == "m.csv":
        first, *lines = text.splitlines()
        rows = [f"{first},COUNTERPART_AREA,INDICATOR", *(f"{line},W1,TRADE" for line in lines)]
        return name, "\n".join(rows) + "\n"
    if name == "m.xml":
        more = 'COUNTERPART_AREA="W1" INDICATOR="TRADE" UNIT_MULT="6"'
        return name, text.replace('UNIT_MULT="6"', more)
    more = '{"id": "COUNTERPART_AREA"%s}, {"id": "INDICATOR"%s}'
    if "structures" in text:
        text = text.replace('{"id": "UNIT_MULT"}', '{"id": "UNIT_MULT"}, ' + more % ("", ""))
        return name, text.replace('"attributes": [6]', '"attributes": [6, "W1", "TRADE"]')
    values = tuple(f', "values": [{{"id": "{code}"}}]' for code in ("W1", "TRADE"))
    return name, text.replace('{"id": "FREQ"', more % values + ', {"id": "FREQ"')


ALONE = ["SDMX-CSV 1.0", "SDMX-ML, specific, series", "SDMX-JSON 1.0, series", "SDMX-JSON 2.0"]


@pytest.fixture
def message(tmp_path: Path) -> Path:
    file = tmp_path / "xj.csv"
    file.write_text(OURS, encoding="utf-8")
    return file


def on_file(shell: Shell) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(shell.folder / "figures.db")) as connection:
        return connection.execute(
            "SELECT statements.key, period, value, coalesce(qualifier, 'EQ'), coalesce(status, 'A'), statements.note, sources.code"
            " FROM statements JOIN sources ON sources.id = statements.source ORDER BY statements.id"
        ).fetchall()


def test_a_message_whose_columns_are_ours_loads_by_itself(shell: Shell, message: Path) -> None:
    done = shell.figures("load", "xj.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "xj.csv: 4 statements: 3 new, 1 revised"
    assert on_file(shell) == [
        ("xj.csv/1", "2021-10", "1.50", "EQ", "A", None, "october"),
        ("xj.csv/2", "2021-10", "1.60", "EQ", "A", "said again", "november"),
        ("xj.csv/3", "2021-11", None, "UP", "L", None, "november"),
        (None, "2021-11", "2", "GT", "P", None, "november"),
    ]
    again = shell.figures("load", "xj.csv")
    assert again.stdout == "xj.csv: 4 statements, as they were\n"
    asked = shell.figures("ask", "--as-of", "2021-12-01", "Xinjiang exports October 2021")
    assert "1.50 billion yuan" in asked.stdout
    assert '"Trade, October"' in asked.stdout


def test_standard_input_is_loaded_under_the_name_of_its_data_set(shell: Shell) -> None:
    done = shell.figures("load", "-", typed=OURS)
    assert done.stdout.splitlines()[-1] == "desk-statements-1.0: 4 statements: 3 new, 1 revised"
    again = shell.figures("load", "-", typed=OURS)
    assert again.stdout == "desk-statements-1.0: 4 statements, as they were\n"


@pytest.mark.parametrize("form", ALONE)
def test_every_format_is_told_by_how_it_begins(shell: Shell, form: str) -> None:
    _, text = bare(form)
    (shell.folder / "release").write_text(text, encoding="utf-8")
    done = shell.figures("load", "release", *FROM)
    assert done.stdout.splitlines()[-1:] == ["release: 3 statements: 3 new"], done.stderr
    assert {row[-1] for row in on_file(shell)} == {"release-2021-12-27"}
    piped = shell.figures("load", "--database", "piped.db", "-", *FROM, typed=text)
    assert piped.stdout.splitlines()[-1].endswith(": 3 statements: 3 new"), piped.stderr


PROPOSED = [
    ("SDMX-CSV 1.0", r"--publisher NAME --published DATE, as 2020-05-01\.\n$"),
    ("SDMX-ML, specific, series", r"has: --publisher 'Urumqi Customs' --published 2021-12-27\. "),
    ("SDMX-JSON 2.0", r"has: --publisher XJ --published 2021-12-27\. Change the day if that is"),
]


@pytest.mark.parametrize(("form", "pattern"), PROPOSED)
def test_a_message_needs_a_publisher_and_a_day(shell: Shell, form: str, pattern: str) -> None:
    name, text = bare(form)
    (shell.folder / name).write_text(text, encoding="utf-8")
    for said in ((), ("--publisher", "Urumqi Customs")):
        done = shell.figures("load", name, *said)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(f"{name} does not say who published its figures and when.")
        assert re.search(pattern, done.stderr), done.stderr


def test_every_refused_row_of_a_message_is_named(shell: Shell, message: Path) -> None:
    broken = OURS.replace("1.60", "1.6O").replace("2021-11,2,", "2021-13,2,")
    message.write_text(broken, encoding="utf-8")
    done = shell.figures("load", "xj.csv")
    assert (done.returncode, done.stdout) == (1, "")
    assert "2 rows were refused, so nothing was loaded:" in done.stderr
    assert "\n  xj.csv, line 3, OBS_VALUE '1.6O': it is not a number" in done.stderr
    assert "\n  xj.csv, line 5, TIME_PERIOD '2021-13': it is not a period" in done.stderr
    done = shell.figures("load", "-", typed=broken)
    assert "\n  standard-input, line 3, OBS_VALUE '1.6O'" in done.stderr


def test_a_message_that_is_not_utf_8_is_refused(shell: Shell, message: Path) -> None:
    message.write_bytes(OURS.replace("said", "dit à").encode("iso-8859-1"))
    done = shell.figures("load", "xj.csv")
    assert (done.returncode, done.stdout) == (1, "")
    assert re.search(r"xj\.csv, line 3, byte \d+ '0xE0': it is not UTF-8; save", done.stderr)


def test_an_id_that_stands_twice_is_refused(shell: Shell, message: Path) -> None:
    message.write_text(OURS.replace(",,3,M,", ",,2,M,"), encoding="utf-8")
    done = shell.figures("load", "xj.csv")
    assert "xj.csv, line 4, ID '2': line 3 has it already; remove one of them" in done.stderr


def test_columns_of_an_agency_need_a_mapping(shell: Shell) -> None:
    text = "DATAFLOW,FREQ,GEO,TIME_PERIOD,OBS_VALUE\nESTAT:X(1.0),A,DE,2020,1\n"
    done = shell.figures("load", "-", *FROM, typed=text)
    assert done.returncode == 1
    assert "REF_AREA of the field 'OBS_VALUE' is not said" in done.stderr
    assert "(data/README.md, Load SDMX)" in done.stderr


def packed(folder: Path, file: Path, *, within: str = "") -> Path:
    with zipfile.ZipFile(file, "w") as archive:
        for each in sorted(folder.rglob("*")):
            archive.write(each, within + each.relative_to(folder).as_posix())
    return file


@pytest.mark.parametrize("within", ["", "pellandia/"])
def test_an_archive_of_a_package_is_loaded(shell: Shell, within: str) -> None:
    packed(INVENTED, shell.folder / "p.zip", within=within)
    done = shell.figures("load", "p.zip")
    assert done.returncode == 0, done.stderr
    assert re.search(
        r"^pellandia: \d+ statements: \d+ new, \d+ revised$", done.stdout, re.MULTILINE
    )
    again = shell.figures("load", str(INVENTED / "datapackage.json"))
    assert re.fullmatch(r"pellandia: \d+ statements, as they were\n", again.stdout)


def test_an_archive_of_a_message_is_loaded(shell: Shell, message: Path) -> None:
    folder = shell.folder / "m"
    folder.mkdir()
    shutil.move(message, folder)
    packed(folder, shell.folder / "m.zip")
    done = shell.figures("load", "m.zip")
    assert done.stdout.splitlines()[-1:] == ["xj.csv: 4 statements: 3 new, 1 revised"], done.stderr


UNLOADABLE = [
    # what is in the file, arguments, what is said
    (b"", (), "it is no SDMX message"),
    (b"Month,Value\n2021-10,1\n", (), "it is no SDMX message"),
    (b"\x89PNG\r\n\x1a\n\0\0", (), "it is no SDMX message"),
    (b'{"dataset": 1}', (), "it is no SDMX message"),
    (gzip.compress(OURS.encode(), mtime=0)[:40], (), "it is no SDMX message"),
]


@pytest.mark.parametrize(("content", "arguments", "reason"), UNLOADABLE)
def test_what_cannot_be_loaded_is_told(
    shell: Shell, content: bytes, arguments: tuple[str, ...], reason: str
) -> None:
    (shell.folder / "file").write_bytes(content)
    for path, shown in (("file", "file"), ("-", "standard-input")):
        done = shell.figures("load", path, *arguments, typed=content)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(f"{shown} cannot be loaded: {reason}. Give the folder of")
        assert done.stderr.endswith("data/README.md says how a table becomes a package.\n")


def test_a_package_says_itself_who_published_it(shell: Shell) -> None:
    done = shell.figures("load", str(DATA / "xinjiang"), *FROM)
    assert done.returncode == 1
    assert (
        "a data package says in its sources.csv who published it, not with options" in done.stderr
    )
