"""What is left of a whole: "trade outside the Belt and Road", "China excluding Xinjiang".

What is left is a subject like any other: worked out where both figures are on one basis, with
its working; refused where arithmetic forbids it; and never the whole, whatever the words.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from bot.answers.making import level
from bot.desk import Desk
from bot.figures.codes import NOT_APPLICABLE, UNSTATED, WORLD
from bot.figures.remainder import Remainder
from bot.language.lexicon import CUES, Cue
from tests.store.packages import as_of
from tests.support.newsroom import Newsroom, holds

OUTSIDE = "17850000000"  # 137.66 less 119.81
WITHOUT = "75330000000"  # 137.66 less 62.33
SPAN = "Jan-Nov 2021"

IN_MANY_WORDS = [
    # question, first figure's value, what the reply says
    (f"trade outside the Belt and Road {SPAN}", OUTSIDE, "17.84–17.86, computed"),
    ("trade with countries outside the Belt and Road YTD", OUTSIDE, "137.66 billion yuan − 119.81"),
    ("non-Belt-and-Road trade Jan-Nov", OUTSIDE, "countries outside the Belt and Road"),
    ("non-BRI trade", OUTSIDE, "Down about 25% on a year earlier (24.7–25.5%, computed)"),
    ("trade not with the Belt and Road YTD", OUTSIDE, "23.69–23.96, computed"),
    ("trade beyond the BRI YTD", OUTSIDE, "paragraphs 2 and 3"),
    (f"trade excluding Kazakhstan {SPAN}", WITHOUT, "all partners but Kazakhstan"),
    ("trade excl. Kazakhstan YTD", WITHOUT, "About 54.72% of Xinjiang imports and exports"),
    ("trade ex-Kazakhstan YTD", WITHOUT, "137.66 billion yuan − 62.33 billion yuan"),
    ("trade other than Kazakhstan YTD", WITHOUT, "computed"),
    ("trade apart from trade with Kazakhstan YTD", WITHOUT, "computed"),
    ("trade except with Kazakhstan YTD", WITHOUT, "computed"),
    ("what was trade without Kazakhstan YTD", WITHOUT, "computed"),
    ("trade not counting Kazakhstan YTD", WITHOUT, "computed"),
    ("trade less Kazakhstan YTD", WITHOUT, "computed"),
    ("Xinjiang trade YTD minus Kazakhstan trade", WITHOUT, "computed"),
    ("trade with all partners but Kazakhstan YTD", WITHOUT, "computed"),
    ("all trade but Kazakhstan YTD", WITHOUT, "computed"),
    ("trade with Kazakhstan excluded YTD", WITHOUT, "computed"),
    ("Kazakhstan aside, trade YTD", WITHOUT, "computed"),
    ("trade excluding Kazakhstan, Xinjiang, Jan-Nov 2021", WITHOUT, "computed"),
    ("trade exluding Kazakhstan YTD", WITHOUT, 'read "exluding" as excluding'),
    ("Belt and Road trade excluding Kazakhstan YTD", "57480000000", "119.81 billion yuan − 62.33"),
    ("China excluding Xinjiang Nov 2021", "3703970000000", "China (excluding Xinjiang)"),
    ("trade excluding exports Jan-Aug 2021", "20880000000", "Xinjiang imports"),
]


@pytest.mark.parametrize(("question", "value", "words"), IN_MANY_WORDS)
def test_what_is_left_is_worked_out(question: str, value: str, words: str, desk: Desk) -> None:
    holds(desk.ask(question), "answered", value, words)


LIKE_ANY_OTHER = [
    # turns, first figure's value or bounds, unit, what the reply says
    (["what share of trade is with countries outside the Belt and Road"], "12.96", "PT", "(137.66"),
    (["non-BRI share of Xinjiang trade YTD"], "12.96", "PT", "÷ 137.66 billion yuan"),
    (["growth of trade outside the BRI YTD"], "-25.0", "PT", "137.66 billion yuan ÷ (1 − 1.3%)"),
    (["how much did non-BRI trade fall"], "-25.0", "PT", "down about 25% on a year earlier"),
    (["trade outside the BRI Jan-Nov 2020"], "238", "CNY", "(23.69–23.96, computed)"),
    (["trend of trade outside the BRI"], "178", "CNY", "January–August 2021: about 11.9 billion"),
    (["average trade outside the BRI a month YTD"], "162", "CNY", "÷ 11"),
    (["was non-BRI trade Jan-Nov 2021 a record"], "178", "CNY", "January–November 2020 was 23.7–24"),
    (["BRI trade vs non-BRI trade YTD"], "1198", "CNY", "101.96 billion yuan more than trade with"),
    (["BRI and non-BRI trade YTD"], "1198", "CNY", "countries outside the Belt and Road: about 17.85"),
    (["BRI trade vs the rest of the world YTD"], "1198", "CNY", "Belt and Road: about 17.85 billion"),
    (["Xinjiang trade vs the rest of China Nov 2021"], "1603", "CNY", "China (excluding Xinjiang)"),
    (["Xinjiang trade YTD", "and excluding Kazakhstan?"], "753", "CNY", "54.72%"),
    (["BRI trade YTD", "and excluding Kazakhstan?"], "574", "CNY", "119.81 billion yuan − 62.33"),
    (["trade with Kazakhstan YTD", "and the rest of the world?"], "753", "CNY", "but Kazakhstan"),
    (["trade with Kazakhstan YTD", "and everyone else?"], "753", "CNY", "all partners but"),
    (["BRI trade YTD", "and the rest?"], "178", "CNY", "outside the Belt and Road"),
    (["BRI share of trade YTD", "and the rest?"], "12.96", "PT", "outside the Belt and Road"),
    (["BRI growth YTD", "and the rest of the world?"], "-25.0", "PT", "outside the Belt and Road"),
    (["trade outside the BRI YTD", "vs a year earlier"], "178", "CNY", "23.69–23.96"),
    (["trade outside the BRI YTD", "share?"], "12.96", "PT", "of Xinjiang imports and exports"),
    (["trade outside the BRI YTD", "Jan-Aug"], "119", "CNY", "97.4 billion yuan − 85.5 billion yuan"),
    (["trade outside the BRI YTD", "and excluding Kazakhstan?"], "753", "CNY", "but Kazakhstan"),
    (["trade outside the BRI YTD", "and the rest?"], "1198", "CNY", "with the Belt and Road countries"),
    (["trade outside the BRI YTD", "what about Kazakhstan"], "623", "CNY", "with Kazakhstan"),
    (["trade outside the BRI YTD in dollars"], "280", "USD", "(137.66 billion yuan − 119.81"),
    (["trade outside the BRI YTD", "in dollars"], "280", "USD", "rate is that of November 2021"),
    (["China trade Nov 2021", "excluding Xinjiang?"], "370", "CNY", "China (excluding Xinjiang)"),
    (["Xinjiang trade Nov 2021", "and the rest of China?"], "370", "CNY", "− 16.03 billion yuan"),
]  # fmt: skip


@pytest.mark.parametrize(("turns", "begins", "unit", "words"), LIKE_ANY_OTHER)
def test_it_is_asked_about_like_any_other(
    turns: list[str], begins: str, unit: str, words: str, desk: Desk
) -> None:
    reply = desk.ask(turns[-1], earlier=turns[:-1])
    assert reply.status == "answered", reply.text
    figure = reply.contract["figures"][0]
    assert figure["unit"] == unit, reply.text
    assert figure["value"].startswith(begins), reply.text
    assert words in reply.text, reply.text


NOT_WORKED_OUT = [
    # question, status, what the reply says; the whole never leads, but may stand beside
    ("trade outside the EU YTD", "refused", "they are not counted on the same basis"),
    ("exports ex EU", "refused", "coverage not stated, January–November 2021: 197.9 billion"),
    ("exports to the EU excluding mechanical and electrical products YTD", "refused", "158 billion"),
    ("trade excluding BRI and Kazakhstan YTD", "refused", "Kazakhstan is a part of the Belt and Road"),
    ("trade excluding BRI and Kyrgyzstan YTD", "refused", "nothing on file says that they have noth"),
    ("trade excluding trains", "refused", "nothing on file says that the one is a part of the other"),
    ("trade outside the Belt and Road Nov 2021", "not_held", "On file: January–November 2021"),
    ("trade excluding RCEP members YTD", "not_held", "Xinjiang imports and exports, January–November"),
    ("trade excluding Kazakhstan and Russia YTD", "not_held", "nothing on file for Xinjiang trade with R"),
    ("EU trade excluding Germany YTD", "not_held", "The source gives only the direction"),
    ("China trade excluding Kazakhstan Nov 2021", "not_held", "nothing on file for China trade with"),
    ("top partners excluding Kazakhstan", "not_held", "no figures by partner"),
    ("top partners outside the Belt and Road", "not_held", "No source on file ranks"),
    ("why did trade outside the Belt and Road fall", "unsupported", "I infer none"),
    ("trade with the rest of the world YTD", "unsupported", "The rest without what?"),
    ("the rest of Xinjiang's trade", "unsupported", "The rest without what?"),
    ("trade with other countries", "unsupported", "The rest without what?"),
    ("trade excluding EU exports", "unsupported", "EU and exports"),
    ("trade excluding exports to Kazakhstan", "unsupported", "exports and Kazakhstan"),
    ("exports excluding imports", "unsupported", "I cannot tell what to leave imports out of"),
    ("trade excluding December 2021", "unknown", '"excluding December 2021"'),
    ("trade excluding", "unknown", '"excluding"'),
    ("trade excluding widgets", "unknown", "widgets"),
    ("trade YTD but Kazakhstan", "unknown", '"but"'),
]  # fmt: skip


@pytest.mark.parametrize(("question", "status", "words"), NOT_WORKED_OUT)
def test_what_cannot_be_worked_out_says_why(
    question: str, status: str, words: str, desk: Desk
) -> None:
    holds(desk.ask(question), status, None, words)


THREADS = [
    # turns, status, what the reply says
    (["China trade Nov 2021", "excluding Kazakhstan?"], "not_held", "China trade with Kazakhstan"),
    (["non-EU share of China trade Nov 2021"], "not_held", "China trade with the EU"),
    (["polysilicon exports YTD", "and the rest of the world?"], "unsupported", "without what"),
    (["Xinjiang trade YTD", "and the rest?"], "unsupported", "The rest without what?"),
    (["trade with the EU YTD", "excluding Germany?"], "not_held", "the EU (excluding Germany)"),
    (["trade outside the BRI YTD", "and exports?"], "not_held", "to the Belt and Road countries"),
]


@pytest.mark.parametrize(("turns", "status", "words"), THREADS)
def test_in_a_thread_it_is_whose_the_thread_was(
    turns: list[str], status: str, words: str, desk: Desk
) -> None:
    holds(desk.ask(turns[-1], earlier=turns[:-1]), status, None, words)


LATER = [
    (
        "trains other than westbound 2023",
        "8180",
        "eastbound China-Europe freight train trips, 2023",
    ),
    ("trains excluding eastbound and westbound 2023", "0", "17,523 trips − 8,180 trips − 9,343"),
    ("trade outside RCEP Jan-May 2022", "63100000000", "67.4 billion yuan − 4.3 billion yuan"),
    ("trade outside the Belt and Road", "24540000000", "7.61% of Xinjiang imports and exports"),
    ("trade excluding Kyrgyzstan Jan-Feb 2022", "15320000000", "all partners but Kyrgyzstan"),
]


@pytest.mark.parametrize(("question", "value", "words"), LATER)
def test_with_later_releases(question: str, value: str, words: str, desk_later: Desk) -> None:
    holds(desk_later.ask(question), "answered", value, words)


INVENTED = [
    ("births excluding Arvale 2019", "answered", "18641", "32,053 births − 13,412 births"),
    ("births outside Arvale and Brenmoor 2019", "answered", "9674", "Pellandia (excluding Arvale"),
    ("births Arvale vs the rest of Pellandia 2019", "answered", "13412", "5,229 births fewer than"),
    ("unemployed people outside Arvale", "answered", "58800", "87,300 people − 28,500 people"),
    ("unemployment rate excluding Arvale", "refused", None, "it does not add up"),
    ("house prices excluding Arvale", "refused", None, "it does not add up"),
    (
        "births excluding deaths 2019",
        "refused",
        None,
        "nothing on file says that the one is a part",
    ),
    ("inflation excluding food", "unknown", None, '"excluding food"'),
]


@pytest.mark.parametrize(("question", "status", "value", "words"), INVENTED)
def test_of_other_subjects(
    question: str, status: str, value: str | None, words: str, desk_invented: Desk
) -> None:
    holds(desk_invented.ask(question), status, value, words)


def test_it_is_marked_with_its_codes_its_bounds_and_the_sources_of_both(desk: Desk) -> None:
    figure = desk.ask("China excluding Xinjiang Nov 2021").contract["figures"][0]
    assert figure["series"]["ref_area"] == "CN_X_CN-XJ"
    assert figure["basis"] == "computed"
    assert (figure["low"], figure["high"]) == ("3698965000000", "3708975000000")
    assert figure["working"] == "3.72 trillion yuan − 16.03 billion yuan"
    assert figure["sources"] == ["people-2021-12-07", "xj-2021-11"]


PHRASES = sorted(phrase for phrase, cues in CUES.items() if {Cue.EXCEPT, Cue.LEFT_OUT} & set(cues))


@pytest.mark.parametrize("phrase", PHRASES)
def test_no_word_that_leaves_something_out_is_passed_over(phrase: str, desk: Desk) -> None:
    """Neither the whole nor the part is ever the answer."""
    words = phrase.replace(" ", "") if "\u3400" <= phrase[0] <= "\u9fff" else phrase
    for question in (f"trade {words} Kazakhstan {SPAN}", f"trade with Kazakhstan {words} {SPAN}"):
        reply = desk.ask(question)
        led = [figure["value"] for figure in reply.contract["figures"][:1]]
        assert led in ([], [WITHOUT]), f"{question!r} was answered:\n{reply.text}"


def test_each_partner_and_what_is_left_make_up_the_whole(databases: dict[str, Path]) -> None:
    found = 0
    for database in databases.values():
        with as_of(database) as catalogue:
            levels = [s for s in catalogue.every_statement() if s.series.is_level]
            for part in levels:
                subject = part.series.subject
                partner = subject.counterpart_area
                whole = level(subject.with_("counterpart_area", WORLD), part.period, catalogue)
                if partner in (WORLD, UNSTATED, NOT_APPLICABLE) or whole is None:
                    continue
                code = Remainder.without(WORLD, [partner])
                rest = level(subject.with_("counterpart_area", code), part.period, catalogue)
                if rest is None or rest.unit != part.series.unit or len(rest.sources) > 2:
                    continue
                of_both = {s.id for s in (*whole.sources, part)}
                if {s.id for s in rest.sources} == of_both and part.quantity and whole.value:
                    assert rest.value == whole.value - part.quantity.value, part
                    found += 1
    assert found > 10


# --- questions that can be asked again -----------------------------------------------------

ASKED_OF = ["Nov", "2019", "Oct 2020"]
OF = [
    "trade outside the Belt and Road",
    "trade excluding Kazakhstan",
    "Belt and Road trade excluding Kazakhstan",
    "China trade excluding Xinjiang",
]


@pytest.mark.parametrize(("subject", "period"), list(product(OF, ASKED_OF)))
def test_what_is_offered_asks_for_the_same(subject: str, period: str, desk: Desk) -> None:
    for _, question in desk.ask(f"{subject} {period}").options:
        reply = desk.ask(question)
        assert reply.status == "answered", f"{question!r} was offered:\n{reply.text}"
        (figure,) = reply.contract["figures"]
        codes = [c for c in figure["series"].values() if Remainder.of(c)]
        assert codes, f"{question!r} was offered, and lost what was left out:\n{reply.text}"


# --- other data ----------------------------------------------------------------------------


PLAIN = {"COUNTERPART_AREA": "_Z", "TRADE_FLOW": "_Z", "PRODUCT": "_Z", "COVERAGE": "_Z"}


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """Exports to the world, the EU and Germany, and a price index with a name of its own."""
    room = Newsroom(tmp_path)
    row = {"ONE": "", "MANY": ""}
    room.has(
        "indicators",
        {"CODE": "CPI", "LABEL": "consumer prices", "KIND": "index", **row},
        {"CODE": "CPI_X_FOOD", "LABEL": "CPI excluding food", "KIND": "index", **row},
        {"CODE": "SALES", "LABEL": "retail sales", "KIND": "flow", **row},
        {"CODE": "SALES_X_FUEL", "LABEL": "retail sales excluding fuel", "KIND": "flow", **row},
        {"CODE": "FUEL", "LABEL": "fuel", "KIND": "flow", **row},
        {"CODE": "TRIPS", "LABEL": "trips", "KIND": "flow", **row},
    )
    room.has("membership", {"GROUP": "EU", "MEMBER": "DE"})
    room.has("aliases", {"ALIAS": "extra-EU exports", "MEANS": "AREA=W1_X_EU TRADE_FLOW=X"})
    room.release("first", "2021-12-10")
    for partner, value in (("W1", "90"), ("EU", "40"), ("DE", "15"), ("KZ", "20"), ("KG", "5")):
        room.says("first", value, "2021-11", **exported(partner))
    for code, value in (("CPI", "105"), ("CPI_X_FOOD", "103"), ("SALES", "70"), ("FUEL", "9")):
        room.says("first", value, "2021-11", **PLAIN, INDICATOR=code)
    room.says("first", "66", "2021-11", **PLAIN, INDICATOR="SALES_X_FUEL")
    return room


def exported(partner: str) -> dict[str, str]:
    return {"TRADE_FLOW": "X", "COUNTERPART_AREA": partner}


def asked(newsroom: Newsroom, *turns: str) -> tuple[str, Any]:
    figure = newsroom.ask(*turns).contract["figures"][0]
    return figure["basis"], figure["value"]


def test_two_places_are_both_left_out(newsroom: Newsroom) -> None:
    assert asked(newsroom, "exports excluding Kazakhstan and Kyrgyzstan nov 2021") == (
        "computed",
        "65000000",
    )


def test_a_stated_figure_comes_before_one_worked_out(newsroom: Newsroom) -> None:
    question = "exports outside the EU nov 2021"
    assert asked(newsroom, question) == ("computed", "50000000")
    newsroom.says("first", "51", "2021-11", **exported("W1_X_EU"))
    assert asked(newsroom, question) == ("stated", "51000000")
    assert asked(newsroom, "extra-EU exports nov 2021") == ("stated", "51000000")


NAMES = [
    ("CPI excluding food nov 2021", "103000000"),
    ("retail sales excluding fuel nov 2021", "66000000"),
]


@pytest.mark.parametrize(("question", "value"), NAMES)
def test_a_name_that_leaves_something_out_is_a_name(
    question: str, value: str, newsroom: Newsroom
) -> None:
    assert asked(newsroom, question) == ("stated", value)


def test_a_name_in_two_halves_is_that_name(newsroom: Newsroom) -> None:
    reply = newsroom.ask("retail sales nov 2021 excluding fuel")
    holds(reply, "answered", "66000000", "Xinjiang retail sales excluding fuel, November 2021")


def test_a_measure_is_left_out_of_no_other_than_its_own(newsroom: Newsroom) -> None:
    """Nothing says that fuel is in the trips: 70 less 9 would be no figure of anybody's."""
    newsroom.says("first", "12", "2021-11", **{**PLAIN, "INDICATOR": "TRIPS"})
    reply = newsroom.ask("trips nov 2021 excluding fuel")
    holds(reply, "refused", None, "I do not take fuel from trips")


def test_partners_are_ranked_without_those_left_out(newsroom: Newsroom) -> None:
    reply = newsroom.ask("top export markets excluding Germany nov 2021")
    partners = [f["series"]["counterpart_area"] for f in reply.contract["figures"]]
    assert partners == ["KZ", "KG"], reply.text


def test_a_part_above_its_whole_leaves_nothing(newsroom: Newsroom) -> None:
    newsroom.says("first", "95", "2021-11", **exported("TR"))
    reply = newsroom.ask("exports excluding Turkey nov 2021")
    holds(reply, "refused", None, "that would leave less than nothing")
    assert "95 million yuan" in reply.text
    assert "90 million yuan" in reply.text


def test_a_balance_may_well_be_below_zero(newsroom: Newsroom) -> None:
    for partner, value in (("W1", "10"), ("KZ", "25")):
        newsroom.says("first", value, "2021-11", TRADE_FLOW="B", COUNTERPART_AREA=partner)
    assert asked(newsroom, "trade balance excluding Kazakhstan nov 2021")[1] == "-15000000"


def test_both_are_of_one_publisher_where_two_differ(newsroom: Newsroom) -> None:
    """The ministry's total and the customs' partner are not counted alike."""
    newsroom.release("ministry", "2021-12-12", "Trade Ministry")
    newsroom.says("ministry", "93.25", "2021-11", **exported("W1"))
    figure = newsroom.ask("exports excluding Kazakhstan nov 2021").contract["figures"][0]
    assert (figure["value"], figure["sources"]) == ("70000000", ["first"])


def test_two_units_are_not_put_together(newsroom: Newsroom) -> None:
    newsroom.says("first", "7", "2021-11", **exported("TR"), UNIT_MEASURE="USD")
    holds(newsroom.ask("exports excluding Turkey nov 2021"), "refused", None, "the units differ")
