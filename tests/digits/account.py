"""One reply, number by number: what each is, or that nothing in the JSON accounts for it.

    faults = account(reply, filed)

``reply`` is the object of ``figures ask --json`` with the blocks that Slack gets; ``filed`` the
statements on file. A line that is the text of one figure, comparison, caution or note may hold
the numbers of that one alone; any other line those of all figures and comparisons. A count is
one of those that the JSON says were counted, and is counted again.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tests.digits.calendar import Mention, Span, code_span, code_spans, mentions
from tests.digits.counts import count_faults
from tests.digits.entries import Entry, Json, entries
from tests.digits.filed import Filed
from tests.digits.numbers import Number, numbers
from tests.digits.relations import relation_faults
from tests.digits.sources import source_faults
from tests.digits.supposed import Supposed
from tests.digits.texts import dates, folded, is_whole_number, texts, without

__all__ = ["Account", "Reply"]

_QUOTED = re.compile(r'"([^"\n]*)"')
_CODE = re.compile(r"\b\d{4}-(?:\d\d(?:-\d\d(?:/P\d+D)?)?|[QS]\d|W\d\d)\b")
_PART = re.compile(r"\b(?:Q[1-4]|H[12])\b")
_ITEM = re.compile(r"^\d+\. ")
_LINK = re.compile(r"<(?:[^|<>\s]+)\|([^<>]*)>")
WARNING, CAUTION = "\u26a0 ", "\u26a0 *Caution:* "
PLACES = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)


@dataclass(frozen=True)
class Reply:
    """What came of a thread: the JSON of its last turn, and the blocks."""

    turns: tuple[str, ...]
    json: Json
    blocks: list[Json]


@dataclass(frozen=True)
class Pool:
    """What the numbers of one line may be."""

    entries: Sequence[Entry] = ()
    counts: Sequence[str] = ()
    spans: frozenset[Span] | None = None  # None: any that there are
    typed: bool = False  # whatever the reporter typed
    supposed: Sequence[Supposed] = ()  # what figures may have been meant to be
    anew: bool = False  # a change on the levels of today, in the digits in which it was stated


@dataclass
class Account:
    """The account of one reply. ``faults`` says what is wrong; ``seen`` counts what was found."""

    reply: Reply
    filed: Filed
    faults: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        said = self.reply.json
        self.day = date.fromisoformat(said["as_of"])
        self._asked = folded(" ".join(self.reply.turns))
        typed = unicodedata.normalize("NFKC", html.unescape(" ".join(self.reply.turns)))
        self._typed = "".join(re.findall(r"\d", typed))
        self._days = set(dates(said))
        self._held = self.filed.spans(self.day)
        self._pieces()
        for text, pool in self._own.items():
            self._line(text, pool)
        self._rows: dict[str, list[list[str]]] = {}
        for block in reply_tables(self.reply.blocks):
            for head in self._table(block):
                self._line(head, Pool())
        self._text()
        self._options()
        self._blocks()

    # --- what there is to account with --------------------------------------------------

    def _pieces(self) -> None:
        """The text of each piece of the JSON with what its numbers may be."""
        said = self.reply.json
        self._own: dict[str, Pool] = {}
        shown = [*said["figures"], *said["comparisons"], *said["related"]]
        held = {id(piece): entries(piece, self.filed, self.day) for piece in shown}
        self._all = Pool(
            [e for found in held.values() for e in found],
            spans=frozenset(code_spans(shown)) | self._held,
        )
        head = [e for figure in said["figures"] for e in held[id(figure)]]
        self._figures = head
        self.seen["figures"] += len(head)
        for figure in (*said["figures"], *said["related"]):
            beside = [
                e
                for c in said["comparisons"]
                if len(said["figures"]) == 1 and _same(c, figure)
                for e in held[id(c)]
            ]
            self._add(figure["text"], [*held[id(figure)], *beside])
        for comparison in said["comparisons"]:
            self._add(comparison["text"], [*held[id(comparison)], *head])
            self.faults += relation_faults(comparison)
        for note in (*said["cautions"], *said["notes"]):
            found = entries(note["figures"], self.filed, self.day)
            self.seen["figures of cautions and notes"] += len(found)
            self._see(found)
            for count in note["counts"]:
                self.seen["counts"] += 1
                self.faults += count_faults(note, count, said, self.filed, self.day)
            counts = [c["count"] for c in note["counts"]]
            supposed = [Supposed(one, self.filed, self.day) for one in note.get("supposed", ())]
            self.faults += [fault for one in supposed for fault in one.faults]
            # What a sentence names in passing is real, and on file where it is said to be.
            spans: set[Span] | None = self._held | set(code_spans([note, shown]))
            if note in said["notes"]:
                spans = self._held if note["text"].startswith("On file") else None
            anew = note.get("rule") == "revised_base"
            self._add(note["text"], found, counts, spans, anew=anew, supposed=supposed)
        self._see(self._all.entries)

    def _add(
        self,
        text: str,
        found: Sequence[Entry],
        counts: Sequence[str] = (),
        spans: set[Span] | frozenset[Span] | None = frozenset(),
        *,
        anew: bool = False,
        supposed: Sequence[Supposed] = (),
    ) -> None:
        over = [str(len(e.json["periods"])) for e in found if e.json.get("periods")]
        own = None if spans is None else frozenset(spans) | {s for e in found for s in e.spans}
        before = self._own.get(text, Pool(spans=frozenset()))
        if own is not None and before.spans is not None:
            own |= before.spans
        self._own[text] = Pool(
            [*before.entries, *found],
            [*before.counts, *counts, *over],
            own,
            supposed=[*before.supposed, *supposed],
            anew=anew or before.anew,
        )

    def _see(self, found: Sequence[Entry]) -> None:
        for entry in found:
            if entry.has_value:
                self.seen[str(entry.json["basis"])] += 1
                self.seen["widened"] += entry.widened
            for fault in entry.faults:
                self._fault(f"{entry.json.get('text') or entry.json['label']}: {fault}")

    # --- the text -----------------------------------------------------------------------

    def _text(self) -> None:
        said = self.reply.json
        claims = {text for claim in said["claims"] for text in (claim["text"], claim["speaker"])}
        offered = [option["label"] for option in said["options"]]
        for line in said["text"].split("\n"):
            bare = line.removeprefix(WARNING)
            if line.startswith("Source: "):
                self.faults += source_faults(line, self.reply.json)
            elif line.startswith("Working: "):
                self._working(line.removeprefix("Working: "))
            elif line.startswith("Read as: ") or bare in said["assumptions"]:
                counts = [c["count"] for note in said["notes"] for c in note["counts"]]
                self._line(line, Pool(counts=counts))
            elif _ITEM.sub("", line) in offered:
                continue  # as an option
            elif bare not in self._own and not self._is_row(line):
                for text in claims:
                    line = line.replace(text, "")
                self._line(line, self._pool_of(line))

    def _pool_of(self, line: str) -> Pool:
        """The numbers that a line may hold: those of the figures that it begins with, and all."""
        if self.reply.json["status"] != "answered" and not self.reply.json["figures"]:
            return Pool(self._all.entries, spans=None)
        return self._all

    def _options(self) -> None:
        """What is offered names periods, as words or by their code, and repeats what was asked."""
        for option in self.reply.json["options"]:
            for text in (option["label"], option["question"]):
                named = _PART.sub(" ", _CODE.sub(self._coded, text))
                self._line(named, Pool(typed=True))

    def _coded(self, match: re.Match[str]) -> str:
        try:
            code_span(match[0], ytd=False)
        except ValueError:
            if re.sub(r"\D", "", match[0]) not in self._typed:
                self._fault(f"an option asks for {match[0]}, which is no period")
        return " "

    def _heading(self, text: str) -> None:
        """The header over several figures: from the first day of theirs to the last."""
        held = list(code_spans(self.reply.json["figures"]))
        through = {(min(a for a, _ in held), max(b for _, b in held))} if held else set()
        own = self._pool_of(text)
        spans = None if own.spans is None else own.spans | through
        self._line(text, replace(own, spans=spans))

    def _blocks(self) -> None:
        known = {html.unescape(text) for text in self._known()}
        heads = [block for block in self.reply.blocks if block["type"] == "header"]
        for head in map(html.unescape, texts(heads)):
            if head not in known and not self._is_known(head, known):
                self._heading(head)
        for text in texts([b for b in self.reply.blocks if b["type"] not in ("table", "header")]):
            plain = _LINK.sub(r"\1", html.unescape(text)).removeprefix(CAUTION)
            for line in plain.split("\n"):
                bare = line.removeprefix(CAUTION).removeprefix("> ")
                if bare not in known and not self._is_known(bare, known):
                    self._line(bare, self._pool_of(bare))

    def _table(self, table: Json) -> Iterator[str]:
        """Each cell of a table holds numbers of the figure that its row is of, and no other."""
        for label, *cells in table["rows"][1:]:
            name = html.unescape(label["text"])
            pool = Pool([e for e in self._figures if _is_of(name, e)], spans=self._all.spans)
            for cell in cells:
                self._line(html.unescape(cell["text"]), pool)
            held = [n.text for cell in cells for n in numbers(html.unescape(cell["text"]))]
            self._rows.setdefault(name, []).append(held)
        yield from (html.unescape(cell["text"]) for cell in table["rows"][0])

    def _is_row(self, line: str) -> bool:
        """Whether a line says what a row of the table does, which is accounted for there."""
        for name, rows in self._rows.items():
            if line.startswith(f"{name}: "):
                rest = line.removeprefix(f"{name}: ")
                return [n.text for n in numbers(without(rest, mentions(rest)))] in rows
        return False

    def _known(self) -> Iterator[str]:
        said = self.reply.json
        yield from self._own
        for line in said["text"].split("\n"):
            yield line
            yield line.removeprefix(WARNING)
        yield from (option["label"] for option in said["options"])

    def _is_known(self, line: str, known: set[str]) -> bool:
        """Whether it is a line of the text with its address left out, or rows left to be counted."""
        if line.startswith("Source: "):
            return any(k.startswith(line) for k in known)
        if line.endswith("\u2026"):
            whole = [k for k in known if k.startswith(line[:-1])]
            return any(is_whole_number(line[:-1], k) for k in whole)
        rows = re.fullmatch(r"(\d+) more rows? not shown\.", line)
        if rows is None:
            return False
        held = {
            (*(f["series"][k] for k in SUBJECT), f["period"], f["accumulation"])
            for f in self.reply.json["figures"]
        }
        shown = max(len(b["rows"]) for b in self.reply.blocks if b["type"] == "table") - 1
        return len(held) - shown == int(rows[1])

    def _working(self, text: str) -> None:
        """It is that of the headline, which is reckoned anew beside its figure."""
        self.seen["workings"] += 1
        held = [figure["working"] for figure in self.reply.json["figures"]]
        # That of a multiple is the ratio, and that of the growth which it is, one less.
        if text not in held and f"{text} \u2212 1" not in held:
            self._fault(f"the working {text!r} is no figure's")

    # --- one line -----------------------------------------------------------------------

    def _line(self, line: str, pool: Pool) -> None:
        text = self._without_echo(line)
        for working in {e.json.get("working") for e in pool.entries} - {None}:
            text = text.replace(f"({working})", " ")  # as is proved with its figure
        for name in self.filed.names:
            text = re.sub(rf"\b{re.escape(name)}\b", " ", text, flags=re.IGNORECASE)
        named = mentions(text)
        for mention in named:
            self._see_mention(mention, line, pool)
        stated = [e for e in pool.entries if pool.anew and e.json["basis"] == "stated"]
        places = [printed.place for e in stated for printed in e.printed]
        for number in numbers(without(text, named)):
            if any(one.shows(number) for one in pool.supposed):
                self.seen["numbers supposed"] += 1
            elif not self._is_accounted_for(number, text, pool, places):
                self._fault(f"{line!r}: {number.text} is nobody's number")

    def _is_accounted_for(
        self, number: Number, text: str, pool: Pool, places: Sequence[int]
    ) -> bool:
        for entry in pool.entries:
            if entry.shows(number, places):
                self.seen[f"numbers {entry.json['basis']}"] += 1
                self.seen["ends of ranges"] += number.ends is not None
                return True
        plain = not (number.percent or number.prefix or number.scale or number.ends)
        if plain and number.text.replace(",", "") in pool.counts:
            self.seen["numbers counted"] += 1
            return True
        if plain and number.ordinal and self._is_rank(number, pool):
            return True
        if pool.typed and re.sub(r"\D", "", number.text) in self._typed:
            return True
        return plain and _asked_place(number, text, self._asked)

    def _is_rank(self, number: Number, pool: Pool) -> bool:
        ranks = [e for e in pool.entries if e.has_value and e.unit == "_Z"]
        return any(number.value in (e.value, e.low, e.high) for e in ranks)

    def _see_mention(self, mention: Mention, line: str, pool: Pool) -> None:
        self.seen["periods and days"] += 1
        if mention.span is None:
            if mention.dated and not pool.typed:
                self._fault(f"{line!r}: there is no {mention.text}")
            return
        published = mention.of_days and mention.span[0] in self._days
        if pool.spans is not None and not published and not any(map(mention.is_, pool.spans)):
            self._fault(f"{line!r}: {mention.text} is no period of it")

    def _without_asked(self, text: str) -> str:
        """The text without digits that the reporter typed; words may stand between them."""
        return re.sub(r"\d+", lambda d: " " if d[0] in self._typed else d[0], text)

    def _without_echo(self, line: str) -> str:
        """The line without the reporter's own words, and without examples, which are quoted."""
        example = self.reply.json["status"] in ("help", "unsupported")

        def echo(quoted: re.Match[str]) -> str:
            asked = all(digits in self._typed for digits in re.findall(r"\d+", quoted[1]))
            self.seen["echoed"] += asked
            return " " if asked or example else quoted[0]

        if line.startswith('I cannot read "'):
            return self._without_asked(line)
        line = _QUOTED.sub(echo, line)
        return re.sub(r"Did you mean .*\?", lambda m: self._without_asked(m[0]), line)

    def _fault(self, what: str) -> None:
        if what not in self.faults:
            self.faults.append(what)


SUBJECT = (
    *("ref_area", "counterpart_area", "indicator", "trade_flow"),
    *("product", "coverage", "seasonal_adjust"),
)


def reply_tables(blocks: Sequence[Json]) -> list[Json]:
    return [block for block in blocks if block["type"] == "table"]


def _is_of(name: str, entry: Entry) -> bool:
    """Whether a row of that name is of the figure: its period, its subject, or both."""
    named = mentions(name)
    if named:
        if not named[-1].is_(entry.span):
            return False
        name = name[: named[-1].start].rstrip(", ").removesuffix("the").rstrip(", ")
    return name.casefold() in ("", entry.json["label"].casefold())


def _same(comparison: Json, figure: Json) -> bool:
    """Whether the comparison is itself the figure asked for."""
    return all(comparison[key] == figure[key] for key in ("value", "low", "high", "unit"))


def _asked_place(number: Number, text: str, asked: str) -> bool:
    """Whether it is the place that was asked for: "No number 3" of "the third-largest"."""
    if not text[: number.start].endswith("umber "):
        return False
    value = int(number.value) if number.value.denominator == 1 else 0
    return 0 < value <= len(PLACES) and (PLACES[value - 1] in asked or str(value) in asked)
