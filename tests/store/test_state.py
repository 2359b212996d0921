"""The bot's own memory: what is kept, how long, and that everything is told once."""

from __future__ import annotations

import multiprocessing
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest

from bot.store.faults import DatabaseUnwritable, NotState
from bot.store.state import Press, State, Waiting

NOW = datetime(2026, 1, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state.db"


@pytest.fixture
def state(path: Path) -> Iterator[State]:
    memory = State(path)
    yield memory
    memory.close()


def test_an_event_is_seen_first_once(state: State) -> None:
    assert state.first_sight("Ev1", NOW)
    assert not state.first_sight("Ev1", NOW)
    assert state.first_sight("Ev2", NOW)


def test_it_remembers_across_a_restart(state: State, path: Path) -> None:
    state.first_sight("Ev1", NOW)
    state.add_turn("C1:1", "Xinjiang trade Nov", NOW)
    state.close()
    again = State(path)
    assert not again.first_sight("Ev1", NOW)
    assert again.turns("C1:1") == ("Xinjiang trade Nov",)
    again.close()


def test_an_event_is_forgotten_after_a_day(state: State) -> None:
    state.first_sight("Ev1", NOW)
    assert not state.first_sight("Ev1", NOW + timedelta(hours=24))
    assert state.first_sight("Ev1", NOW + timedelta(hours=24, seconds=1))


def test_one_of_many_threads_sees_it_first(state: State) -> None:
    start = threading.Barrier(12)
    told: list[bool] = []

    def see() -> None:
        start.wait()
        told.extend(state.first_sight(f"Ev{n}", NOW) for n in range(20))

    threads = [threading.Thread(target=see) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(told), told.count(True)) == (240, 20)


def _see(path: str) -> list[bool]:
    memory = State(Path(path))
    try:
        return [memory.first_sight(f"Ev{n}", NOW) for n in range(25)]
    finally:
        memory.close()


def test_one_of_many_processes_sees_it_first(path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        told = pool.map(_see, [str(path)] * 8)
    assert sum(map(sum, told)) == 25, "an event was answered twice, or never"


def test_turns_stay_in_order_and_in_their_thread(state: State) -> None:
    for text in ("Xinjiang trade Nov", "and exports?", "vs last year"):
        state.add_turn("C1:1", text, NOW)
    state.add_turn("C1:2", "freight trains YTD", NOW)
    assert state.turns("C1:1") == ("Xinjiang trade Nov", "and exports?", "vs last year")
    assert state.turns("C1:2") == ("freight trains YTD",)
    assert state.turns("C9:9") == ()


def test_a_thread_is_kept_by_its_last_turn(state: State) -> None:
    state.add_turn("C1:1", "Xinjiang trade Nov", NOW)
    state.add_turn("C1:1", "and exports?", NOW + timedelta(days=6))
    state.first_sight("Ev1", NOW + timedelta(days=12))
    assert len(state.turns("C1:1")) == 2, "a thread in use lost its beginning"
    state.first_sight("Ev2", NOW + timedelta(days=14))
    assert state.turns("C1:1") == ()


def test_a_long_thread_keeps_its_last_turns(state: State) -> None:
    for n in range(60):
        state.add_turn("C1:1", f"turn {n}", NOW)
    assert state.turns("C1:1") == tuple(f"turn {n}" for n in range(10, 60))


def test_a_thread_can_be_forgotten(state: State) -> None:
    state.add_turn("C1:1", "Xinjiang trade Nov", NOW)
    state.add_turn("C1:2", "freight trains YTD", NOW)
    state.forget("C1:1")
    assert state.turns("C1:1") == ()
    assert state.turns("C1:2") == ("freight trains YTD",)


def test_questions_are_logged_without_their_text(state: State, path: Path) -> None:
    state.log_question("mention", "answered", 12, NOW - timedelta(days=91))
    state.log_question("slash", "answered", 9, NOW)
    state.log_question("dm", "unknown", 7, NOW, text="widgets")
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT surface, status, milliseconds, text FROM questions")
        assert rows.fetchall() == [("slash", "answered", 9, None), ("dm", "unknown", 7, "widgets")]


def test_a_file_of_something_else_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(NotState, match="is not a file of the bot's own memory"):
        State(path)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnwritable, match="cannot be written"):
        State(tmp_path / "nowhere" / "state.db")


# what is in hand


LATER = NOW + timedelta(seconds=8)


def test_what_is_accepted_waits_until_it_is_settled(state: State) -> None:
    assert state.accept("event:1", "body", "a", NOW, LATER)
    assert not state.accept("event:1", "body", "b", NOW, LATER), "delivered again"
    assert state.take_up("b", NOW, LATER) == (), "its holder still lives"
    state.settle("event:1")
    assert state.take_up("b", LATER + timedelta(seconds=1), LATER) == ()
    assert not state.accept("event:1", "body", "b", NOW, LATER), "answered long ago"


def test_a_press_that_is_repeated_within_seconds_is_kept_once(state: State, tmp_path: Path) -> None:
    def pressed(delivery: str, key: str, seconds: float, late: float = 0) -> bool:
        at = NOW + timedelta(seconds=seconds)
        return state.accept(
            delivery, "{}", "a", at + timedelta(seconds=late), LATER, Press(key, at)
        )

    assert pressed("press:1", "share", 0)
    assert not pressed("press:2", "share", 4.9)
    assert pressed("press:3", "chart", 1), "another button"
    assert pressed("press:4", "share", 5), "the one that was passed over does not count"
    assert pressed("press:5", "share", 15, late=2)
    assert not pressed("press:6", "share", 14), "they may come in another order"
    assert not pressed("press:1", "share", 62), "that one was delivered before"
    assert pressed("press:7", "share", -3600), "a clock that was put back holds nobody up"
    with closing(sqlite3.connect(tmp_path / "state.db")) as connection:
        count = "SELECT count(*) FROM presses"
        assert connection.execute(count).fetchone() == (1,), "the minute of the other is over"
        state.take_up("a", NOW + timedelta(seconds=200), LATER)
        assert connection.execute(count).fetchone() == (0,)


def test_what_nobody_holds_is_taken_up_once_and_the_oldest_first(state: State) -> None:
    state.accept("event:2", "two", "a", NOW + timedelta(seconds=1), LATER)
    state.accept("event:1", "one", "a", NOW, LATER)
    after = LATER + timedelta(seconds=1)
    held = after + timedelta(seconds=8)
    assert state.take_up("b", after, held) == (
        Waiting("event:1", "one", 1),
        Waiting("event:2", "two", 1),
    )
    assert state.take_up("c", after, held) == ()
    assert [each.tries for each in state.take_up("c", held + timedelta(seconds=1), held)] == [2, 2]


def test_a_holder_that_gives_a_sign_keeps_what_it_holds(state: State) -> None:
    state.accept("event:1", "body", "a", NOW, LATER)
    state.hold("a", LATER + timedelta(seconds=8))
    assert state.take_up("b", LATER + timedelta(seconds=1), LATER) == ()


def test_what_is_released_is_anybodys_at_once(state: State) -> None:
    state.accept("event:1", "body", "a", NOW, LATER)
    state.release("event:1")
    assert len(state.take_up("b", NOW, LATER)) == 1


def test_nothing_is_answered_a_day_late(state: State) -> None:
    state.accept("event:1", "body", "a", NOW, LATER)
    assert state.take_up("b", NOW + timedelta(hours=25), LATER) == ()


def test_a_question_taken_up_finds_its_thread_as_the_first_time(state: State) -> None:
    state.add_turn("C1:1", "Xinjiang trade Nov", NOW, "event:1")
    state.add_turn("C1:1", "and the month before", NOW, "event:2")
    state.add_turn("C1:1", "in dollars", NOW, "event:3")
    assert state.turns("C1:1", before="event:2") == ("Xinjiang trade Nov",)
    state.add_turn("C1:1", "and the month before", NOW, "event:2")
    assert state.turns("C1:1") == ("Xinjiang trade Nov", "and the month before", "in dollars")
    assert state.turns("C1:1", before="event:4") == state.turns("C1:1")


def test_another_who_writes_for_long_holds_no_acknowledgement_up(state: State, path: Path) -> None:
    """However many wait in line: Slack waits three seconds for each."""
    took: list[float] = []

    def accept(number: int) -> None:
        started = monotonic()
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            state.accept(f"event:{number}", "{}", "me", NOW, NOW)
        took.append(monotonic() - started)

    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        threads = [threading.Thread(target=accept, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        other.execute("ROLLBACK")
    assert len(took) == 6
    assert max(took) < 2.5, f"Slack would have given up: {took}"
    assert state.accept("event:1", "{}", "me", NOW, NOW), "afterwards it is as ever"
