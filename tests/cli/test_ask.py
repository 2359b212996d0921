"""``figures ask``: replies as text and as the JSON contract, and when it ends with which status."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Shell
from tests.conftest import DATA, ROOT
from tests.support.newsroom import Newsroom

KEYS = {
    *("question", "status", "reading", "assumptions", "figures", "comparisons"),
    *("cautions", "options", "claims", "sources", "text"),
}


def turns(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_trade_in_november(shell: Shell, filled: str) -> None:
    (reply,) = turns(shell.figures("ask", "--database", filled, "--json", "Xinjiang trade Nov"))
    assert reply.keys() >= KEYS
    assert (reply["question"], reply["status"]) == ("Xinjiang trade Nov", "answered")
    figure = reply["figures"][0]
    assert (figure["value"], figure["unit"]) == ("16030000000", "CNY")
    assert (figure["period"], figure["accumulation"], figure["basis"]) == ("2021-11", "N", "stated")
    rise = next(c for c in reply["comparisons"] if c["kind"] == "previous_period")
    assert (rise["value"], rise["unit"], rise["basis"]) == ("48", "PT", "stated")
    assert rise["against"]["period"] == "2021-10"
    assert reply["sources"][0]["publisher"] == "Urumqi Customs"


def test_freight_trains_to_date(shell: Shell, filled: str) -> None:
    (reply,) = turns(shell.figures("ask", "--database", filled, "--json", "freight trains YTD"))
    figure = reply["figures"][0]
    assert (figure["value"], figure["unit"]) == ("11156", "NUM")
    assert (figure["period"], figure["accumulation"]) == ("2021-11", "YTD")
    rise = next(c for c in reply["comparisons"] if c["kind"] == "year_earlier")
    assert (rise["value"], rise["unit"]) == ("26.8", "PT")


def test_the_texts_are_turns_of_one_thread(shell: Shell, filled: str) -> None:
    first, second = turns(
        shell.figures("ask", "--database", filled, "--json", "Xinjiang trade Nov", "and YTD?")
    )
    assert first["figures"][0]["accumulation"] == "N"
    assert second["question"] == "and YTD?"
    assert second["figures"][0]["value"] == "137660000000", second["text"]


def test_plain_replies_have_a_blank_line_between_them(shell: Shell, filled: str) -> None:
    asked = ("Xinjiang trade Nov", "freight trains YTD")
    done = shell.figures("ask", "--database", filled, *asked)
    alone = [shell.figures("ask", "--database", filled, text).stdout for text in asked]
    assert "16.03 billion yuan" in alone[0]
    assert "11,156" in alone[1]
    assert done.stdout == "\n".join(alone)


def test_as_of_answers_from_what_was_published_by_then(shell: Shell, filled: str) -> None:
    asked = ("ask", "--database", filled, "--json", "Xinjiang trade Nov 2021", "--as-of")
    (before,) = turns(shell.figures(*asked, "2021-12-26"))
    (after,) = turns(shell.figures(*asked, "2021-12-27"))
    assert before["status"] == "not_held", before["text"]
    assert after["status"] == "answered", after["text"]


@pytest.mark.parametrize("day", ["yesterday", "2021-13-01", "27.12.2021", ""])
def test_as_of_must_be_a_day(shell: Shell, filled: str, day: str) -> None:
    done = shell.figures("ask", "--database", filled, "--as-of", day, "Xinjiang trade Nov")
    assert (done.returncode, done.stdout) == (2, "")
    assert "is not a day. Write it as 2021-12-31." in done.stderr


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "help",
        "trade in widgets",
        "Xinjiang trade Dec 2021",
        "EU share of Xinjiang trade",
        "hello",
        "x" * 10_000,
        "'; DROP TABLE statements; --",
        "<!channel> trade",
        "🚂🚂🚂",
        "trade\x07\x1b[31m Nov",
        "新疆 1-11月",
    ],
)
def test_there_is_always_a_reply(shell: Shell, filled: str, text: str) -> None:
    (reply,) = turns(shell.figures("ask", "--database", filled, "--json", "--", text))
    assert reply["text"].strip()
    assert reply.keys() >= KEYS


def test_json_is_not_escaped_ascii(shell: Shell, filled: str) -> None:
    done = shell.figures("ask", "--database", filled, "--json", "新疆 trade")
    assert '"question": "新疆 trade"' in done.stdout


def test_a_narrow_locale_takes_nothing_away(shell: Shell, filled: str) -> None:
    done = shell.figures(
        "ask", "--database", filled, "Xinjiang trade Nov", settings={"PYTHONIOENCODING": "ascii"}
    )
    assert "10.79–10.87" in done.stdout


def test_bytes_that_are_no_text_are_answered_too(shell: Shell, filled: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "--database", filled, "--json", b"trade \xff Nov"],
        cwd=shell.folder,
        env=shell.environment(),
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["question"] == "trade ? Nov"


def test_without_figures_it_says_how_to_load_them(shell: Shell) -> None:
    (shell.folder / "data").mkdir()
    done = shell.figures("ask", "Xinjiang trade Nov")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "There are no figures at figures.db. Load some first: figures load data/xinjiang\n"
    )
    assert [path.name for path in shell.folder.iterdir()] == ["data"]


@pytest.mark.parametrize(
    "command", [("ask", "Xinjiang trade Nov"), ("run",), ("desk",), ("loads",), ("check",)]
)
def test_in_another_folder_it_says_where_to_start(shell: Shell, command: tuple[str, ...]) -> None:
    done = shell.figures(*command, typed="Xinjiang trade Nov\n")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith(
        "There are no figures at figures.db. This is not the project's folder, as it has no "
        f"folder data: start the command there (cd {shlex.quote(str(ROOT))}).\n"
    )
    assert not list(shell.folder.iterdir())


def test_whose_packages_are_elsewhere_is_not_sent_to_another_folder(shell: Shell) -> None:
    done = shell.figures("ask", "Xinjiang trade Nov", settings={"FIGURES_DATA": str(DATA)})
    assert "There are no figures at figures.db. Load some first" in done.stderr
    assert "project's folder" not in done.stderr


def test_a_file_of_something_else_is_left_alone(shell: Shell) -> None:
    notes = shell.folder / "notes.txt"
    notes.write_text("Call the customs office back.\n" * 200)
    done = shell.figures("ask", "--database", "notes.txt", "Xinjiang trade Nov")
    assert (done.returncode, done.stdout) == (1, "")
    assert "not a file of the figures desk" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_no_question_is_wrong_usage(shell: Shell) -> None:
    assert shell.figures("ask").returncode == 2


class TestDatabase:
    """Which file is asked: the option, then the environment, then ``.env``, then figures.db."""

    asked = ("ask", "--json", "Xinjiang trade Nov")

    def test_the_option_may_stand_before_the_command(self, shell: Shell, filled: str) -> None:
        assert turns(shell.figures("--database", filled, *self.asked))

    def test_the_environment_names_it(self, shell: Shell, filled: str) -> None:
        assert turns(shell.figures(*self.asked, settings={"FIGURES_DATABASE": filled}))

    def test_the_file_env_names_it(self, shell: Shell, filled: str) -> None:
        (shell.folder / ".env").write_text(f"FIGURES_DATABASE={filled}\n", encoding="utf-8")
        assert turns(shell.figures(*self.asked))

    def test_the_environment_wins_over_the_file_env(self, shell: Shell, filled: str) -> None:
        (shell.folder / ".env").write_text("FIGURES_DATABASE=none.db\n", encoding="utf-8")
        assert turns(shell.figures(*self.asked, settings={"FIGURES_DATABASE": filled}))

    def test_the_option_wins_over_the_environment(self, shell: Shell, filled: str) -> None:
        settings = {"FIGURES_DATABASE": "none.db"}
        assert turns(shell.figures(*self.asked, "--database", filled, settings=settings))
        assert turns(shell.figures("--database", filled, *self.asked, settings=settings))

    def test_the_nearer_option_wins(self, shell: Shell, filled: str) -> None:
        assert turns(shell.figures("--database", "none.db", *self.asked, "--database", filled))

    def test_an_unreadable_env_is_said(self, shell: Shell) -> None:
        (shell.folder / ".env").write_bytes(b"FIGURES_DATABASE=\xff\n")
        done = shell.figures(*self.asked)
        assert done.returncode == 78
        assert done.stderr.startswith("The file .env cannot be read:")


def test_a_reader_who_stops_is_no_fault(shell: Shell, filled: str) -> None:
    command = f"'{sys.executable}' -m bot ask --database '{filled}' help help help | true"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=shell.folder,
        env=shell.environment(),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stderr == ""


def test_a_question_loads_nothing_it_does_not_need(filled: str) -> None:
    script = (
        "import sys; from click.testing import CliRunner; from bot.cli import figures;"
        f"done = CliRunner().invoke(figures, ['ask', '--database', {filled!r}, 'trade nov']);"
        "assert done.exit_code == 0, done.output;"
        "heavy = {'slack_bolt', 'slack_sdk', 'sqlite_utils', 'pydantic', 'waitress'};"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


class TestHouseStyle:
    """FIGURES_STYLE: how numbers, dates and ranges are written."""

    def test_as_the_associated_press(self, shell: Shell, filled: str) -> None:
        asked = ("ask", "--database", filled, "Xinjiang trade YTD")
        done = shell.figures(*asked, settings={"FIGURES_STYLE": "ap"})
        assert done.returncode == 0, done.stderr
        assert "Down 1.3 percent on a year earlier" in done.stdout
        assert "(139.40 to 139.55, computed)" in done.stdout
        assert "Dec. 27, 2021" in done.stdout

    def test_one_that_there_is_not(self, shell: Shell, filled: str) -> None:
        asked = ("ask", "--database", filled, "Xinjiang trade YTD")
        done = shell.figures(*asked, settings={"FIGURES_STYLE": "nyt"})
        assert (done.returncode, done.stdout) == (78, "")
        assert "FIGURES_STYLE is 'nyt', which is no house style (give ons or ap)." in done.stderr


def test_the_figures_as_csv(shell: Shell, filled: str) -> None:
    done = shell.figures("ask", "--database", filled, "--csv", "Xinjiang trade Nov")
    assert done.returncode == 0, done.stderr
    head, first, *_ = done.stdout.splitlines()
    assert head.startswith("kind,label,area,indicator,flow,period")
    assert ",16.03,CNY,1000000000,16030000000," in first


def test_of_several_turns_the_csv_is_of_the_last(shell: Shell, filled: str) -> None:
    done = shell.figures("ask", "--database", filled, "--csv", "Xinjiang trade Nov", "YTD")
    assert ",137.66,CNY,1000000000,137660000000," in done.stdout.splitlines()[1]


def test_no_figures_no_csv(shell: Shell, filled: str) -> None:
    done = shell.figures("ask", "--database", filled, "--csv", "trade in widgets")
    assert (done.returncode, done.stdout) == (1, "")
    assert "There are no figures to write as CSV." in done.stderr
    assert "widgets" in done.stderr


def test_csv_or_json(shell: Shell, filled: str) -> None:
    done = shell.figures("ask", "--database", filled, "--csv", "--json", "Xinjiang trade Nov")
    assert done.returncode == 2
    assert "--json or --csv, not both" in done.stderr


def test_a_chart_as_a_picture(shell: Shell, filled: str, tmp_path: Path) -> None:
    file = tmp_path / "trade.png"
    asked = "exports, imports and balance China Nov 2011"
    done = shell.figures("ask", "--database", filled, "--chart", str(file), asked)
    assert "China exports: $174.46 billion" in done.stdout, "the reply is said all the same"
    if find_spec("matplotlib") is None:
        assert done.returncode == 1
        assert "pip install '.[charts]'" in done.stderr
        return
    assert done.returncode == 0, done.stderr
    assert file.read_bytes().startswith(b"\x89PNG")
    assert "Bar chart: China trade by flow, November 2011, in billion dollars" in done.stderr


def test_where_there_is_nothing_to_draw_it_says_what_to_ask(
    shell: Shell, filled: str, tmp_path: Path
) -> None:
    file = tmp_path / "trade.png"
    done = shell.figures("ask", "--database", filled, "--chart", str(file), "freight trains YTD")
    assert done.returncode == 1
    assert "There is no chart of this" in done.stderr
    assert "Ask for a trend" in done.stderr
    assert not file.exists()


def test_as_in_a_channel(shell: Shell) -> None:
    """Without one, the command line tells what everybody is told."""
    room = Newsroom(shell.folder)
    room.release("free", "2021-11-20")
    room.release("held", "2021-12-20")
    room.says("free", "10.5", "2021-10", CONF_STATUS="F", EMBARGO_TIME="")
    room.says("held", "16.03", "2021-11", CONF_STATUS="C", EMBARGO_TIME="")
    room.has("audiences", {"SOURCE_ID": "held", "INDICATOR": "", "CHANNEL": "C0MARKETS"})
    room.desk()
    for channel, words in (
        (("--channel", "C0MARKETS"), "16.03 million yuan"),
        (("--channel", "C0OTHER"), "10.5 million yuan"),
        ((), "10.5 million yuan"),
    ):
        assert words in shell.figures("ask", *channel, "Xinjiang trade").stdout
