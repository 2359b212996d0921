"""A chart drawn as a PNG that a newsroom can publish and a phone can show.

Title and unit above, source and notes below, every line named at its end and not in a legend.
A period without a figure is a gap; a figure beside a gap stands as a dot. What was computed or
is provisional is a hollow dot, and the notes say so in words, as nothing is told by colour or
shape alone. Bars begin at zero. The same chart gives the same bytes: the font comes with
matplotlib, and neither the day nor the version is written into the file.
"""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from bot.reply.charts import Chart, Line, Point

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["MISSING_EXTRA", "CannotDraw", "picture"]

MISSING_EXTRA = (
    "Charts as pictures need matplotlib, which is not installed here. "
    "Install it with: pip install 'figures-desk[charts]'"
)

WIDTH, HEIGHT, DOTS = 8.0, 5.0, 150  # inches, and dots an inch: 1200 × 750
FONT = "DejaVu Sans"  # ships with matplotlib
TITLE, TEXT, SMALL = 16, 12, 10
INK, GREY, RULE = "#1a1a1a", "#5a5a5a", "#d0d0d0"
COLOURS = ("#00539f", "#b34700", "#2e7d32", "#6a1b9a", "#8d6e00", "#ad1457", "#37474f")
STYLES = ("-", "--", "-.", ":")
TITLE_WIDTH, NOTE_WIDTH = 54, 104  # characters a line
FEW_DOTS = 40
"""Points up to which each has a dot of its own."""

SIDE = 0.05  # of the axis' width, left free at its ends
MOST_TICKS = 8
BAR_HEIGHT = 0.42  # inches
TALLEST = 24.0
FEW_LABELS = 12
"""Points of a single line up to which each says its number."""


class CannotDraw(Exception):
    """There is nothing to draw with; the message says what to do."""


def picture(chart: Chart) -> bytes:
    """The chart as a PNG of 1200 dots' width. Raises CannotDraw without matplotlib."""
    try:
        from matplotlib import rc_context
        from matplotlib.figure import Figure
    except ImportError as fault:
        raise CannotDraw(MISSING_EXTRA) from fault

    with rc_context({"font.family": FONT, "text.parse_math": False, "axes.unicode_minus": True}):
        title, notes = wrap(chart.title, TITLE_WIDTH), _below(chart)
        above = 0.45 + 0.29 * len(title) + 0.3
        below = 0.62 + 0.2 * len(notes)
        bars = len(chart.labels) if chart.form == "bar" else 0
        body = max(HEIGHT - above - below, 2.6)
        if bars:
            body = min(0.5 + BAR_HEIGHT * max(bars, 2), TALLEST)
        height = above + body + below
        figure = Figure(figsize=(WIDTH, height), dpi=DOTS, facecolor="white")
        axes = figure.add_axes((0.09, below / height, 0.87, body / height))
        (_bars if bars else _lines)(axes, chart)
        figure.text(
            0.03, 1 - 0.3 / height, "\n".join(title), size=TITLE, weight="bold", color=INK, va="top"
        )
        under_title = 0.3 + 0.29 * len(title)
        unit = chart.unit[:1].upper() + chart.unit[1:]
        figure.text(0.03, 1 - under_title / height, unit, size=TEXT, color=GREY, va="top")
        figure.text(0.03, 0.12 / height, "\n".join(notes), size=SMALL, color=GREY, va="bottom")
        drawn = BytesIO()
        figure.savefig(drawn, format="png", metadata={"Software": None})
    return drawn.getvalue()


def _below(chart: Chart) -> list[str]:
    """The notes, what a hollow dot means, and the source, cut into lines."""
    marked = any(_is_hollow(p) for line in chart.lines for p in line.points)
    hollow = "Hollow dots" if chart.form == "line" else "Hatched bars"
    shape = [f"{hollow}: computed, provisional or not exact"] if marked else []
    notes = ". ".join([*chart.notes, *shape])
    return [*wrap(notes, NOTE_WIDTH), *wrap(chart.source, NOTE_WIDTH)]


def _is_hollow(point: Point) -> bool:
    return bool(point.marks)


def _lines(axes: Axes, chart: Chart) -> None:
    """Lines over time, each named at its end; gaps where there is no figure."""
    first = chart.days[0].toordinal()
    across = [day.toordinal() - first for day in chart.days]
    dots = len(chart.labels) <= FEW_DOTS
    for place, line in enumerate(chart.lines):
        colour, style = COLOURS[place % len(COLOURS)], STYLES[place % len(STYLES)]
        at = list(zip(across, line.points, strict=True))
        for held, run in groupby(at, key=lambda one: one[1].number is not None):
            part = list(run)
            if held:
                ys = [float(p.number or 0) for _, p in part]
                if not chart.dots:
                    axes.plot([x for x, _ in part], ys, style, color=colour, linewidth=2.2)
                _dots(axes, part, colour, every=dots or chart.dots or len(part) == 1)
    width = max(across[-1], 1)
    axes.set_xlim(-SIDE * width, (1 + SIDE) * width)
    axes.margins(y=0.14)
    _span(axes, chart)
    _plain_axes(axes)
    _ticks(axes, across, chart.labels)
    if len(chart.lines) > 1:
        _names(axes, chart, across)
    elif chart.held <= FEW_LABELS:
        _numbers(axes, chart.lines[0], across)
    axes.yaxis.set_major_formatter(_thousands)
    axes.grid(axis="y", color=RULE, linewidth=0.8)


def _dots(axes: Axes, part: list[tuple[int, Point]], colour: str, *, every: bool) -> None:
    for x, point in part:
        hollow = _is_hollow(point)
        if every or hollow:
            axes.plot(
                [x],
                [float(point.number or 0)],
                "o",
                color=colour,
                markersize=6,
                markerfacecolor="white" if hollow else colour,
                markeredgewidth=1.8,
                zorder=3,
                clip_on=False,
            )


def _span(axes: Axes, chart: Chart) -> None:
    """The zero line, where the figures lie on both sides of zero, or near it."""
    held = [float(p.number) for line in chart.lines for p in line.points if p.number is not None]
    low, high = min(held), max(held)
    if low > 0 and low < high / 2:
        axes.set_ylim(bottom=0, top=high * 1.12)
    if low <= 0 or low < high / 2:
        axes.axhline(0, color=INK, linewidth=1.0, zorder=1)


def _numbers(axes: Axes, line: Line, across: list[int]) -> None:
    """The number at each dot: above it, or below where the line comes from above."""
    numbers = [p.number for p in line.points]
    for place, (x, number) in enumerate(zip(across, numbers, strict=True)):
        if number is None:
            continue
        beside = (*numbers[max(place - 1, 0) : place], *numbers[place + 1 : place + 2])
        below = sum(0 if n is None else (n > number) - (n < number) for n in beside) > 0
        axes.annotate(
            _written(number),
            (x, float(number)),
            xytext=(0, -10 if below else 10),
            textcoords="offset points",
            ha="center",
            va="top" if below else "bottom",
            size=TEXT,
            color=INK,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.0, "alpha": 0.75},
        )


def _names(axes: Axes, chart: Chart, across: list[int]) -> None:
    """Each line's name and last number at its end, pushed apart where they would meet."""
    ends = []
    for place, line in enumerate(chart.lines):
        held = [(x, p) for x, p in zip(across, line.points, strict=True) if p.number is not None]
        if held:
            _, point = held[-1]
            ends.append((float(point.number or 0), place, line.name, point))
    low, high = axes.get_ylim()
    width = max(across[-1], 1)
    told = [
        (y, place, f"{_short(name, 20)} {_written(point.number or Decimal(0))}")
        for y, place, name, point in sorted(ends, key=lambda end: end[:2])
    ]
    longest = max(len(part) for _, _, text in told for part in text.split("\n"))
    axes.set_xlim(-SIDE * width, across[-1] + width * (0.05 + 0.0205 * longest))
    free = low  # what is above this has no name yet
    for y, place, text in told:
        half = (high - low) * 0.034 * (text.count("\n") + 1)
        at = max(y, free + half)
        free = at + half
        axes.annotate(
            text,
            (across[-1] + 0.025 * width, at),
            va="center",
            size=TEXT,
            color=COLOURS[place % len(COLOURS)],
            weight="bold",
            annotation_clip=False,
        )


def _short(name: str, width: int) -> str:
    """The name on at most two lines."""
    return "\n".join(wrap(name, width, max_lines=2, placeholder=" …"))


def _bars(axes: Axes, chart: Chart) -> None:
    """Bars lying, from zero, in the order given; each with its name and number."""
    points = chart.lines[0].points
    values = [float(p.number or 0) for p in points]
    places = list(range(len(points)))
    for y, value, point in zip(places, values, points, strict=True):
        axes.barh(
            y,
            value,
            height=0.66,
            color="white" if _is_hollow(point) else COLOURS[0],
            edgecolor=COLOURS[0],
            hatch="///" if _is_hollow(point) else None,
            linewidth=1.5,
        )
        if point.number is not None:
            axes.annotate(
                _written(point.number),
                (value, y),
                xytext=(6 if value >= 0 else -6, 0),
                textcoords="offset points",
                va="center",
                ha="left" if value >= 0 else "right",
                size=TEXT,
                color=INK,
            )
    axes.set_yticks(places, [_short(label, 26) for label in chart.labels], size=TEXT)
    axes.invert_yaxis()
    _plain_axes(axes)
    axes.axvline(0, color=INK, linewidth=1.0)
    axes.set_xticks([])
    low, high = min(0.0, *values), max(0.0, *values)
    room = (high - low or 1) * 0.14
    axes.set_xlim(low - (room if low < 0 else 0), high + room)
    longest = max(min(len(label), 26) for label in chart.labels)
    left = min(0.06 + longest * 0.0115, 0.4)
    box = axes.get_position()
    axes.set_position((left, box.y0, 0.97 - left, box.height))


def _plain_axes(axes: Axes) -> None:
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_visible(axes.get_ylim()[0] < axes.get_ylim()[1])
    axes.spines["bottom"].set_color(RULE)
    axes.tick_params(length=0, labelsize=TEXT, labelcolor=INK)


def _ticks(axes: Axes, across: list[int], labels: tuple[str, ...]) -> None:
    """As many labels below the axis as have room, the last among them."""
    least = (across[-1] - across[0]) / MOST_TICKS
    step = -(-len(labels) // MOST_TICKS)
    chosen: list[int] = []
    for place in range(len(labels) - 1, -1, -step):
        if not chosen or across[chosen[-1]] - across[place] >= least:
            chosen.append(place)
    told = ["\n".join(labels[i].rsplit(" ", 1)) for i in chosen]
    axes.set_xticks([across[i] for i in chosen], told)


def _thousands(value: float, _place: Any = None) -> str:
    return _written(Decimal(f"{value:.10g}"))


def _written(number: Decimal) -> str:
    """The digits with thousands commas and a true minus."""
    return f"{number:,f}".replace("-", "\u2212")
