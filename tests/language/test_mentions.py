"""What sentences of stories mention: the figure that is meant, or the word that is not read."""

from __future__ import annotations

import pytest

from bot.answers.answer import Status
from bot.desk import Desk

NOV, TO_NOV = "November 2021", "January–November 2021"

TOLD = {
    # what a wire writes: how the reply to it begins
    "Xinjiang's exports and imports set a record high in November": f"imports and exports, {NOV}",
    "Foreign trade of northwest China's Xinjiang hit a new high in November, rising 48 percent "
    "from October to 16.03 billion yuan ($2.52 billion), customs data showed.": f"exports, {NOV}",
    "According to Urumqi Customs, Xinjiang's trade stood at 137.66 billion yuan between January "
    "and November, equal to 93 percent of last year's total.": f"exports, {TO_NOV}",
    "In the first 11 months this year, Xinjiang's trade with Belt and Road countries reached "
    "119.81 billion yuan, an increase of 3.6 percent.": f"Belt and Road countries, {TO_NOV}",
    "Kazakhstan remained the region's top partner, with imports and exports totalling 62.33 "
    "billion yuan.": "trade with Kazakhstan",
    "Xinjiang recorded some 261.8 billion yuan in trade with the European Union (EU) economies "
    "in the first 11 months this year, up 30 percent.": "Xinjiang trade with the EU",
    "Xinjiang's exports to the EU jumped sharply in Jan-Nov": "197.9 billion yuan",
    "Imports from the EU rose by 37.6 percent to reach 63.9 billion yuan.": "63.9 billion yuan",
    "From January to November, a total of 11,156 China-Europe freight train trips were recorded "
    "by land ports in Xinjiang, a year-on-year increase of 26.8 percent.": "11,156 trips",
    "11,156 China-Europe freight trains passed, nearly a third more.": "11,156 trips",
    "The total freight volume hit 1.1 million tons, up 30.2 percent compared with the same "
    "period last year.": "1.1 million tonnes",
    "An official credited booming China-Europe freight train services via Xinjiang.": "11,156",
    "Xinjiang's foreign trade grew strongly in November, analysts said on Monday.": NOV,
    "Xinjiang trade in November 2021 rose more than expected": f"imports and exports, {NOV}",
    "China's foreign trade rose sharply in November 2021, the customs said.": "3.72 trillion",
    "Xinjiang's trade fell 1.3% in the January-November period": f"exports, {TO_NOV}",
    "Xinjiang's trade, excluding Kazakhstan, was 75 billion yuan in Jan-Nov 2021": "75.33",
    "Kazakhstan's share of Xinjiang trade in Jan-Nov 2021 was 45 percent, up a lot": "45.28%",
    "Urumqi Customs says Xinjiang's trade with Kazakhstan reached 62bn in Jan-Nov 2021": "62.33",
    "Trade fell in November 2021, in Xinjiang, despite the trains": f"imports and exports, {NOV}",
    "Trade fell in November 2021, led by Germany": f"Xinjiang imports and exports, {NOV}",
    "A source told us trade rose in November 2021": f"Xinjiang imports and exports, {NOV}",
    "Xinjiang's net exports in January-August 2021 hit a new high": "55.63 billion yuan",
    "Hi team - can someone confirm trade w/ Kazakhstan is $9.8bn ytd? thx": "62.33 billion yuan",
    "Xinjiang's trade, Urumqi Customs said, came to 16.03 billion yuan in November 2021": NOV,
}

UNREAD = {
    # what says that another thing is meant: the word that is not read
    "Drug trade grows in China November 2021": "Drug",
    "Arms trade in Xinjiang November 2021": "Arms",
    "Xinjiang passenger train trips Jan-Nov 2021": "passenger",
    "Kashgar trade in November 2021 grew": "Kashgar",
    "Global trade in November 2021 hit a record": "Global",
    "Xinjiang oil imports Jan-Aug 2021": "oil",
    "Solar panel exports from Xinjiang in January-August 2021 rose": "panel",
    "Xinjiang cotton and tomato exports Jan-Aug 2021 were weak": "cotton",
    "Xinjiang's per capita trade in November 2021 is low": "capita",
    "Xinjiang services trade in November 2021": "services",
    "Xinjiang border trade in November 2021 fell": "border",
    "Small-scale cross-border e-commerce trade of Xinjiang in Jan-Nov 2021": "border",
    "Xinjiang private firms' imports and exports in November 2021 rose 20%": "private firms",
    "The trade of private firms rose in Xinjiang": "private firms",
    "Xinjiang exports of machinery Jan-Aug 2021": "machinery",
    "Exports in November of solar panels fell": "panels",
    "Trade in November 2021 with Atlantis grew": "Atlantis",
    "Trade with Kazakhstan in coal rose in 2021": "coal",
    "Xinjiang's trade, excluding oil, fell in November 2021": "excluding oil",
    "trade war escalates": "war",
    "Xinjiang trade talks were held in November 2021": "talks",
    "Xinjiang export prices rose in August 2021": "prices",
    "High-tech exports of Xinjiang fell in Jan-Aug 2021": "tech",
    "The country's exports rose in August 2021": "country",
    "Government imports of Xinjiang rose in August 2021": "Government",
    "Trade and border trade in Xinjiang rose": "border",
    "Xinjiang Production and Construction Corps trade in Jan-Nov 2021 was 20bn": "Production",
    "Xinjiang exports (cotton) Jan-Aug 2021": "cotton",
    "Xinjiang passenger trips rose (Xinhua)": "passenger",
    "Xinjiang customs seized 3 tonnes of drugs in November 2021": "drugs",
    "French wine exports rose 4% in November 2021, says Paris.": "wine",
}

UNREAD_ELSEWHERE = {
    # the same of an invented country, and of China
    "New house prices in Brenmoor in Q1 2021": "New",
    "New hospital admissions in Arvale in Q3 2021": "New",
    "New unemployed in Pellandia in Q3 2021": "New",
    "Old house prices in Brenmoor in Q1 2021": "Old",
    "Pellandia's new borrowing rose in May 2021": "new",
    "Last births in 2020 in Arvale": "Last",
    "Double the deaths in Pellandia in 2020": "Double",
    "Half the births in Pellandia in 2020": "Half",
}

UNREAD_LATER = {
    "Chinese exports of new energy vehicles in Jan-Nov 2022": "energy",
    "Exports of new cars from China in Jan-Nov 2022": "new cars",
    "China's exports of high-end chips in Jan-Nov 2022": "high end chips",
    "China's exports of 3 million new cars in Jan-Nov 2022": "new cars",
    "China's exports of strong steel in Jan-Nov 2022": "strong steel",
}

ASKED_ELSEWHERE = {
    "House price growth in Arvale": "up about 5.6% on a year earlier",
    "The growth of births in Pellandia in 2020 slowed": "down about 2.1% on a year earlier",
    "Births hit a new low in Pellandia in 2020": "2020: 31,364 births",
    "Another record low for births in Pellandia in 2020": "2020: 31,364 births",
    "Sharp rise in deaths in Pellandia in 2020": "2020: 33,192 deaths",
    "Births in Pellandia fell in 2020": "2020: 31,364 births",
}

NO_FIGURE = [
    "Fair trade in Xinjiang grew in November 2021",
    "UBS forecasts Xinjiang trade will fall in 2022",
    "Weekly exports of Xinjiang rose in January-August 2021",
    "Average monthly trade of Xinjiang in 2021 fell",
    "Guangdong's trade boomed in November 2021",
    "Xinjiang's trade in November 2031 soared",
    "Freight trains in Europe carried 1.1 million tonnes",
    "Exports of Hunan to the EU in 2021 rose steeply",
]

PASSED = {
    "Xinjiang trade fell in November 2021, hurt by floods and strikes": "hurt, floods, strikes",
    "Exports to the EU were mainly of coal": "coal",
    "Xinjiang trade fell in November 2021, led by Kazakhstan": "Kazakhstan",
    "Trade fell in November 2021, led by Kazakhstan": "Kazakhstan",
    "In Urumqi, Xinjiang trade hit 16bn in November, up 48 percent from October": "",
    "Xinjiang's foreign trade grew strongly in November, analysts said on Monday.": "",
}


@pytest.mark.parametrize("sentence", TOLD)
def test_a_true_sentence_is_answered(desk: Desk, sentence: str) -> None:
    (read,) = desk.mentioned_in([sentence])
    reply = desk.ask(read.mentions[0].text)
    assert reply.status is Status.ANSWERED, f"{read.mentions[0].text}: {reply.text}"
    assert TOLD[sentence] in (reply.parts.headline or reply.text), read.mentions[0].text


@pytest.mark.parametrize("sentence", UNREAD)
def test_a_word_beside_the_measure_is_not_thrown_away(desk: Desk, sentence: str) -> None:
    (read,) = desk.mentioned_in([sentence])
    reply = desk.ask(read.mentions[0].text)
    assert reply.status is Status.UNKNOWN, f"{read.mentions[0].text}: {reply.text}"
    assert UNREAD[sentence] in reply.text


@pytest.mark.parametrize("sentence", [*UNREAD_ELSEWHERE, *UNREAD_LATER])
def test_an_adjective_may_make_it_another_thing(
    desk_invented: Desk, desk_later: Desk, sentence: str
) -> None:
    desk = desk_invented if sentence in UNREAD_ELSEWHERE else desk_later
    (read,) = desk.mentioned_in([sentence])
    reply = desk.ask(read.mentions[0].text)
    assert reply.status is Status.UNKNOWN, f"{read.mentions[0].text}: {reply.text}"
    assert (UNREAD_ELSEWHERE | UNREAD_LATER)[sentence] in reply.text


@pytest.mark.parametrize("sentence", ASKED_ELSEWHERE)
def test_growth_is_asked_where_it_is_told_and_how_it_moved_is_not(
    desk_invented: Desk, sentence: str
) -> None:
    (read,) = desk_invented.mentioned_in([sentence])
    reply = desk_invented.ask(read.mentions[0].text)
    assert reply.status is Status.ANSWERED, f"{read.mentions[0].text}: {reply.text}"
    assert ASKED_ELSEWHERE[sentence] in (reply.parts.headline or reply.text)


@pytest.mark.parametrize("sentence", NO_FIGURE)
def test_what_is_not_on_file_is_no_figure(desk: Desk, sentence: str) -> None:
    (read,) = desk.mentioned_in([sentence])
    for mentioned in read.mentions:
        reply = desk.ask(mentioned.text)
        assert reply.status is not Status.ANSWERED, f"{mentioned.text}: {reply.text}"


@pytest.mark.parametrize("sentence", PASSED)
def test_what_is_passed_over_is_known(desk: Desk, sentence: str) -> None:
    (read,) = desk.mentioned_in([sentence])
    assert ", ".join(read.mentions[0].passed) == PASSED[sentence]


def test_a_sentence_goes_on_about_whom_the_one_before_named(desk: Desk) -> None:
    story = ["Guangdong's economy boomed.", "Exports to the EU rose.", "Xinjiang trade fell."]
    _, exports, own = desk.mentioned_in(story)
    assert "Guangdong exports to the EU" in desk.ask(exports.mentions[0].text).text
    assert not exports.alone
    assert own.alone


def test_every_clause_with_a_measure_is_a_figure(desk: Desk) -> None:
    sentence = (
        "Trade of Xinjiang with the EU was 261.8 billion yuan in Jan-Nov 2021, with the exports "
        "hitting 197.9 billion yuan, while imports rose by 37.6 percent to 63.9 billion yuan."
    )
    (read,) = desk.mentioned_in([sentence])
    told = [desk.ask(each.text).parts.headline or "" for each in read.mentions]
    for number, headline in zip(("261.8", "197.9", "63.9"), told, strict=True):
        assert number in headline


@pytest.mark.parametrize("sentence", ["lunch?", "See you at ten, bring cake", "", "😀", "Kashgar"])
def test_without_a_measure_nothing_is_mentioned(desk: Desk, sentence: str) -> None:
    assert [each.mentions for each in desk.mentioned_in([sentence])] == [()]
