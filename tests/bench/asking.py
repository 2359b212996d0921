"""What a question costs in a running bot, and what the least costs: an empty handler, bare SQL."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from slack_bolt import Ack, App, BoltRequest
from slack_bolt.authorization import AuthorizeResult

from bot.desk import Desk
from tests.conftest import ROOT

__all__ = ["Spent", "asked", "bare_sql", "by_code", "by_words", "empty_handler", "shipped"]

ROUNDS = 3

Question = tuple[str, date | None]

FORMS = (
    "{code} {month}", "{code} {month}", "{code} {quarter}", "{code} {year}", "{code} latest",
    "{code} {month} yoy", "UK {code} {year}", "{code} {year} vs {before}",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spent:
    """Milliseconds that something took, many times."""

    times: Sequence[float]

    @property
    def median(self) -> float:
        """Of all times, the one in the middle."""
        return sorted(self.times)[len(self.times) // 2]

    @property
    def p99(self) -> float:
        """What 99 in a hundred do not exceed."""
        return sorted(self.times)[int(len(self.times) * 0.99)]


def shipped() -> list[Question]:
    """The questions of the evaluation that the shipped figures answer, as they were typed."""
    file = ROOT / "tests" / "questions" / "open.jsonl"
    cases = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [
        (case["turns"][0], date.fromisoformat(case["as_of"]) if case.get("as_of") else None)
        for case in cases
    ]


def by_code(database: Path, count: int = 400) -> list[Question]:
    """Questions about series of the catalogue by their codes, in all the forms."""
    random = Random(1)  # noqa: S311 - questions need not be secret
    with closing(sqlite3.connect(database)) as connection:
        named = {means for (means,) in connection.execute("SELECT means FROM names")}
        rows = connection.execute(
            "SELECT code FROM indicators WHERE found_by = 'search' ORDER BY code"
        ).fetchall()
    codes = [code for (code,) in rows if f"INDICATOR={code}" in named]
    year = 2012
    said = {"month": f"Nov {year}", "quarter": f"Q2 {year}", "year": year, "before": year - 1}
    return [
        (FORMS[place % len(FORMS)].format(code=code, **said), None)
        for place, code in enumerate(random.sample(codes, min(count, len(codes))))
    ]


def by_words(database: Path, count: int = 100) -> list[Question]:
    """Questions with some words of a title, as a reporter remembers them."""
    random = Random(2)  # noqa: S311
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT title FROM titles_found ORDER BY rowid").fetchall()
    asked: list[Question] = []
    for (title,) in random.sample(rows, min(count, len(rows))):
        words = [word for word in title.replace(":", " ").split() if word.isalpha()]
        some = words[: random.randrange(2, 5)]
        if len(some) > 1:
            asked.append((" ".join(some), None))
    return asked


def asked(database: Path, questions: Sequence[Question]) -> Spent:
    """Each question answered, from its text to Block Kit as JSON, in a desk that runs already."""
    desk = Desk(database)

    def answer(text: str, as_of: date | None) -> None:
        json.dumps(desk.ask(text, as_of=as_of).blocks)

    for question in questions:
        answer(*question)
    return Spent([_timed(answer, *question) for _ in range(ROUNDS) for question in questions])


def _timed(work: Callable[..., None], *arguments: object) -> float:
    began = time.perf_counter()
    work(*arguments)
    return (time.perf_counter() - began) * 1000


def empty_handler(times: int = 300) -> Spent:
    """A slash command through Bolt to a handler that acknowledges and does nothing else."""
    app = _app()
    body = urlencode({"command": "/figures", "text": "", "team_id": "T1", "user_id": "U1"})
    headers: dict[str, str | Sequence[str]] = {"content-type": "application/x-www-form-urlencoded"}

    def dispatch() -> None:
        app.dispatch(BoltRequest(body=body, headers=headers))

    dispatch()
    return Spent([_timed(dispatch) for _ in range(times)])


def _app() -> App:
    def authorize(**_: object) -> AuthorizeResult:
        """Who is asked for is known: no request leaves the machine."""
        return AuthorizeResult(
            enterprise_id=None, team_id="T1", bot_token="xoxb-of-a-bench", bot_id="B1"
        )

    app = App(
        signing_secret="of a bench",
        authorize=authorize,
        request_verification_enabled=False,
        process_before_response=True,
    )

    @app.command("/figures")
    def acknowledge(ack: Ack) -> None:
        ack()

    return app


def bare_sql(database: Path, questions: Iterable[Question]) -> Spent:
    """One SELECT for the newest figure of each code, and nothing made of it."""
    sql = (
        "SELECT statements.period, statements.value, sources.publisher FROM series"
        " CROSS JOIN statements ON statements.series = series.id"
        " CROSS JOIN sources ON sources.id = statements.source"
        " WHERE series.indicator = ? AND series.freq = 'M'"
        " ORDER BY statements.period DESC LIMIT 1"
    )
    codes = [text.removeprefix("UK ").split()[0] for text, _ in questions]
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:

        def select(code: str) -> None:
            connection.execute(sql, (code,)).fetchone()

        for code in codes:
            select(code)
        return Spent([_timed(select, code) for _ in range(ROUNDS) for code in codes])
