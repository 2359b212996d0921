"""The local desk: from a pipe, and at a terminal."""

from __future__ import annotations

import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from tests.cli.conftest import Shell
from tests.conftest import DATA
from tests.support import slack

CTRL_C = b"\x03"
PROXIES = ("http_proxy", "https_proxy")
ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class TestPipe:
    def test_nothing_asked_ends_well(self, shell: Shell, filled: str) -> None:
        for typed in ("", "\n", "  \n\n"):
            done = shell.figures("desk", "--database", filled, typed=typed)
            assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

    def test_nothing_asked_of_no_figures_ends_well(self, shell: Shell) -> None:
        assert shell.figures("desk").returncode == 0

    def test_only_the_reply_is_written(self, shell: Shell, filled: str) -> None:
        done = shell.figures("desk", "--database", filled, typed="freight trains YTD\n")
        alone = shell.figures("ask", "--database", filled, "freight trains YTD")
        assert "11,156 trips" in done.stdout
        assert (done.stdout, done.stderr) == (alone.stdout, "")
        assert not ANSI.search(done.stdout)

    def test_lines_are_turns_of_one_thread(self, shell: Shell, filled: str) -> None:
        done = shell.figures(
            "desk", "--database", filled, typed="Xinjiang trade Nov\nand YTD?\nstart over\n"
        )
        first, second, third = done.stdout.split("\n\n")
        assert "16.03 billion yuan" in first
        assert "137.66 billion yuan" in second
        assert "The next question stands on its own" in third

    def test_an_empty_line_begins_a_new_thread(self, shell: Shell, filled: str) -> None:
        typed = "EU exports YTD\nimports?\n{}imports?\n"
        for blank in ("", "\n", "  \r\n\n"):
            done = shell.figures("desk", "--database", filled, typed=typed.format(blank))
            replies = done.stdout.split("\n\n")
            assert len(replies) == 3, done.stdout
            assert "imports from the EU" in replies[1]
            assert ("imports from the EU" in replies[2]) == (not blank), replies[2]

    def test_a_number_chooses_nothing_of_another_thread(self, shell: Shell, filled: str) -> None:
        done = shell.figures("desk", "--database", filled, typed="Xinjiang trade Dec 2021\n\n1\n")
        assert "Read as:" not in done.stdout.split("\n\n")[-1], done.stdout

    def test_the_last_line_needs_no_end(self, shell: Shell, filled: str) -> None:
        done = shell.figures("desk", "--database", filled, typed="freight trains YTD")
        assert "11,156 trips" in done.stdout

    def test_bytes_that_are_no_text_are_answered(self, shell: Shell, filled: str) -> None:
        done = shell.figures("desk", "--database", filled, typed=b"freight trains \xff\x00 YTD\n")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.strip()

    def test_windows_line_ends_are_no_part_of_a_question(self, shell: Shell, filled: str) -> None:
        done = shell.figures("desk", "--database", filled, typed="freight trains YTD\r\n\r\n")
        assert done.stdout.count("11,156 trips") == 1

    def test_a_number_chooses_the_option(self, shell: Shell, filled: str) -> None:
        offer = shell.figures("desk", "--database", filled, typed="Xinjiang trade Dec 2021\n")
        assert re.search(r"(?m)^1\. |^- ", offer.stdout), offer.stdout
        chosen = shell.figures("desk", "--database", filled, typed="Xinjiang trade Dec 2021\n1\n")
        assert "Read as:" in chosen.stdout.split("\n\n")[-1], chosen.stdout

    def test_a_number_that_is_no_option_is_a_question(self, shell: Shell, filled: str) -> None:
        done = shell.figures("desk", "--database", filled, typed="Xinjiang trade YTD\n2020\n")
        assert "2020" in done.stdout.split("\n\n")[-1], done.stdout

    def test_a_thread_may_be_long(self, shell: Shell, filled: str) -> None:
        done = shell.figures("desk", "--database", filled, typed="Xinjiang trade Nov\n" * 50)
        replies = done.stdout.split("\n\n")
        assert len(replies) == 50
        assert {reply.strip() for reply in replies} == {replies[0].strip()}


class TestTerminal:
    def test_a_person_gets_a_banner_a_prompt_and_colour(self, shell: Shell, filled: str) -> None:
        said = self.talk(shell, filled, b"freight trains YTD\n")
        assert "To answer in Slack: create an app from manifest.json" in said
        assert "Ask for a figure (Xinjiang imports and exports Nov 2021), or type help." in said
        assert "Ctrl-D ends." in said
        assert "\n> " in said
        assert "\x1b[1m" in said
        assert "11,156 trips" in ANSI.sub("", said)

    def test_ctrl_c_ends_it_as_ctrl_d_does(self, shell: Shell, filled: str) -> None:
        said = self.talk(shell, filled, b"freight trains YTD\n", CTRL_C)
        assert "11,156 trips" in ANSI.sub("", said)
        assert "Abort" not in said
        assert "Traceback" not in said

    def test_no_color_is_respected(self, shell: Shell, filled: str) -> None:
        said = self.talk(shell, filled, b"freight trains YTD\n", NO_COLOR="1")
        assert "\x1b[1m" not in said

    def test_without_figures_it_says_so_at_once(self, shell: Shell) -> None:
        said = self.talk(shell, "none.db", status=1)
        assert "There are no figures at none.db." in said
        assert "Ctrl-D" not in said

    @staticmethod
    def talk(shell: Shell, database: str, *typed: bytes, status: int = 0, **settings: str) -> str:
        """All that a terminal shows while that is typed, a line at each prompt, then Ctrl-D."""
        ours, theirs = os.openpty()
        with subprocess.Popen(
            [sys.executable, "-m", "bot", "desk", "--database", database],
            cwd=shell.folder,
            env=shell.environment({"TERM": "xterm", **settings}),
            preexec_fn=partial(log_in, theirs),
        ) as process:
            os.close(theirs)
            keys, shown = [*typed, b"\x04"], ""
            for piece in read(ours):
                shown += piece
                if keys and ANSI.sub("", shown).endswith("> "):
                    if keys[0] == CTRL_C:
                        time.sleep(0.5)  # Python misses it before it waits for the first key
                    os.write(ours, keys.pop(0))
            os.close(ours)
        assert process.returncode == status, shown
        return shown


def log_in(terminal: int) -> None:
    """Make it the terminal of this process, and Ctrl-C a signal, also where tests ignore it."""
    os.login_tty(terminal)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def read(terminal: int) -> Iterator[str]:
    """What appears on a terminal, until the other end closes or is silent for 20 seconds."""
    with suppress(OSError):  # so Linux says that the other end is closed
        while select.select([terminal], [], [], 20)[0]:
            piece = os.read(terminal, 4096)
            if not piece:
                return
            yield piece.decode(errors="replace").replace("\r\n", "\n")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


class TestRun:
    """``figures run``, which ``make run`` calls: it loads what is missing and answers."""

    def run(self, shell: Shell, typed: str = "", data: Path = DATA) -> tuple[str, str]:
        done = shell.figures("run", "--data", str(data), typed=typed)
        assert done.returncode == 0, done.stderr
        return done.stdout, done.stderr

    def test_on_a_fresh_machine(self, shell: Shell) -> None:
        said, aside = self.run(shell, "freight trains YTD\n")
        assert "11,156 trips" in said
        assert "January–November 2021" in said
        assert "26.8%" in said
        assert "Loading xinjiang into figures.db ..." in aside
        assert "To answer in Slack:" in aside
        assert "xinjiang-later" not in aside

    def test_the_second_time_loads_nothing(self, shell: Shell) -> None:
        self.run(shell)
        said, aside = self.run(shell, "Xinjiang trade Nov\n")
        assert "16.03 billion yuan" in said
        assert len(aside.splitlines()) == 1

    def test_changed_sources_are_loaded_again(self, shell: Shell, tmp_path: Path) -> None:
        package = tmp_path / "data" / "xinjiang"
        package.mkdir(parents=True)
        for file in (DATA / "xinjiang").iterdir():
            (package / file.name).write_bytes(file.read_bytes())
        self.run(shell, data=tmp_path / "data")
        aliases = package / "aliases.csv"
        with aliases.open("a", encoding="utf-8") as file_:
            file_.write("iron horses,INDICATOR=TRAIN_TRIPS\n")
        said, aside = self.run(shell, "iron horses YTD\n", data=tmp_path / "data")
        assert "Loading xinjiang" in aside
        assert "11,156 trips" in said

    def test_a_folder_that_is_not_there_is_told(self, shell: Shell) -> None:
        done = shell.figures("run", settings={"FIGURES_DATA": "nowhere"})
        assert done.returncode == 1
        assert "nowhere, which FIGURES_DATA or --data names, is no folder" in done.stderr

    def test_data_stands_in_the_working_directory(self, shell: Shell) -> None:
        (shell.folder / "data").symlink_to(DATA)
        done = shell.figures("run", typed="freight trains YTD\n")
        assert "11,156 trips" in done.stdout, done.stderr

    def test_without_data_it_says_how_to_load(self, shell: Shell) -> None:
        done = shell.figures("run", typed="freight trains YTD\n")
        assert (done.returncode, done.stdout) == (1, "")
        assert "There are no figures at figures.db." in done.stderr

    def test_a_slack_token_means_slack(self, shell: Shell) -> None:
        done = shell.figures(
            "run", "--data", str(DATA), settings={"SLACK_BOT_TOKEN": "xoxb-made-up"}
        )
        assert (done.returncode, done.stdout) == (78, "")
        assert "SLACK_APP_TOKEN is not set" in done.stderr
        assert "Traceback" not in done.stderr

    def test_what_http_needs_and_no_app_token_means_http(self, shell: Shell) -> None:
        with slack.running() as api:
            environment = shell.environment(
                {
                    "SLACK_BOT_TOKEN": api.bot_token,
                    "SLACK_SIGNING_SECRET": slack.SECRET,
                    "SLACK_API_URL": api.api_url,
                    "PORT": str(free_port()),
                }
            )
            said = ""
            with subprocess.Popen(
                [sys.executable, "-m", "bot", "run", "--data", str(DATA)],
                cwd=shell.folder,
                env={k: v for k, v in environment.items() if k.lower() not in PROXIES},
                stdin=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            ) as bot:
                assert bot.stderr is not None
                for line in bot.stderr:
                    said += line
                    if "event=listening" in line:
                        bot.terminate()
        assert bot.returncode == 0, said
        assert f"mode=http port={environment['PORT']}" in said
