"""The table at the end, and what of it is missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from tests.soak.driving import Run
from tests.soak.events import ASKING
from tests.soak.ledger import Asked

__all__ = ["missed", "table"]

SLACKS_PATIENCE, PROMPT = 3.0, 1.0  # seconds
BACK = 5.0  # seconds
GROWTH = 1.10


def table(runs: Sequence[Run]) -> str:
    """What happened and how it ended, in columns."""
    heads = ("events", "again", "asked", "answered", "refused", "repeated", "lost", "wrong")
    lines = [_columns("", heads)]
    for run in runs:
        lines.append(f"{run.mode}")
        for kind in run.ledger.delivered:
            asked = [each for each in run.ledger.asked if each.kind == kind]
            lines.append(_row(f"  {kind}", run, [kind], asked))
        lines.append(_row("  in all", run, run.ledger.delivered, run.ledger.asked))
    lines += ["", "refused: not acknowledged, which Slack tells the asker at once"]
    for run in runs:
        lines += ["", *_measured(run)]
    return "\n".join(lines)


def _columns(name: str, cells: Iterable[str]) -> str:
    return f"{name:<22}" + "".join(f"{cell:>10}" for cell in cells)


def _row(name: str, run: Run, kinds: Iterable[str], asked: Sequence[Asked]) -> str:
    kinds = list(kinds)
    delivered = [sum(of[kind] for kind in kinds) for of in (run.ledger.delivered, run.ledger.again)]
    if not any(kind in ASKING for kind in kinds):
        return _columns(name, [*(f"{number:,}" for number in delivered), *("–" for _ in range(6))])
    ended = [
        sum(len(each.wanted) for each in asked),
        sum(min(len(each.replies), len(each.wanted)) for each in asked),
        sum(each.refused for each in asked),
        sum(each.repeated for each in asked),
        sum(each.lost for each in asked),
        sum(each.wrong for each in asked),
    ]
    return _columns(name, (f"{number:,}" for number in (*delivered, *ended)))


def _measured(run: Run) -> list[str]:
    took = sorted(run.ledger.took)
    disturbed = ", ".join(f"{n} × {what}" for what, n in Counter(run.disturbances).items())
    shares = f"half {_ms(took, 0.5)}, 99% {_ms(took, 0.99)}, all {_ms(took, 1)}"
    not_so = f"{run.ledger.unacknowledged:,} deliveries not acknowledged"
    lines = [f"{run.mode}: {disturbed}", f"  acknowledged in: {shares}; {not_so}"]
    for killed, when in ((False, "graceful"), (True, "kills")):
        asked = [each for each in run.ledger.asked if each.killed is killed]
        repeated, lost = sum(each.repeated for each in asked), sum(each.lost for each in asked)
        questions = sum(len(each.wanted) for each in asked)
        lines.append(f"  {when}: {questions:,} questions, {repeated} repeated, {lost} lost")
    if run.back:
        lines.append(f"  connected again after {max(run.back):.1f} s at most")
    if run.memory:
        at, end = run.memory[0], run.memory[-1]
        lines.append(f"  memory: {at:.0f} MB at 20%, {end:.0f} MB at the end ({end / at - 1:+.1%})")
    return lines


def _ms(took: Sequence[float], share: float) -> str:
    return f"{_at(took, share) * 1000:.0f} ms"


def _at(took: Sequence[float], share: float) -> float:
    return took[min(len(took) - 1, int(len(took) * share))] if took else 0.0


def _on_the_wire(run: Run) -> int:
    """How many presses and commands graceful restarts may cost.

    Over HTTP none. A Socket Mode connection cannot be closed without the risk that Slack sends
    something in that very moment, and only events are delivered again.
    """
    return run.disturbances.count("graceful restart") if run.mode == "socket" else 0


def missed(run: Run) -> list[str]:
    """Which targets a run misses, in words."""
    ledger = run.ledger
    graceful = [each for each in ledger.asked if not each.killed]
    killed = [each for each in ledger.asked if each.killed]
    took = sorted(ledger.took)
    targets = [
        (any(each.lost for each in ledger.asked), "a question was lost"),
        (any(each.repeated for each in graceful), "a reply was repeated though nothing was killed"),
        (any(each.repeated > 1 for each in killed), "a reply was repeated more than once"),
        (any(each.wrong for each in ledger.asked), "a reply says something else"),
        (
            sum(each.refused - each.cut_off for each in graceful) > _on_the_wire(run),
            "presses or commands failed in a restart",
        ),
        (bool(ledger.never_taken), "an event was never acknowledged"),
        (max(run.back, default=0) > BACK, "it took long to connect again"),
        (bool(ledger.strays), "something was posted that nobody asked for"),
        (not run.drained, "questions were unanswered for two minutes"),
        (any(run.statuses), "a bot that was told to stop ended with a fault"),
        (_at(took, 1) >= SLACKS_PATIENCE, "an acknowledgement took three seconds"),
        (_at(took, 0.99) >= PROMPT, "one acknowledgement in a hundred took over a second"),
        (
            len(run.memory) > 1 and run.memory[-1] > GROWTH * run.memory[0],
            "memory grew by over a tenth",
        ),
    ]
    return [f"{run.mode}: {what}" for so, what in targets if so]
