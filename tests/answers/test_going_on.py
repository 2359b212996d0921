"""What a turn goes on from: all the periods, places or sides that the reply before it was of.

Each row is a thread, what the last reply has to say, and what it must not. A refusal that names
what cannot be told is as good as a figure; a period or a side dropped in silence is not.
"""

from __future__ import annotations

import pytest

from bot.desk import Desk

BIRTHS = "births 2019 and 2020"
PLACES = "births in Arvale and Brenmoor 2020"

INVENTED = [
    # Several periods.
    ([BIRTHS, "total"], ["2019–2020: 63,417 births"], []),
    (
        [BIRTHS, "per day"],
        ["2019: an average of about 87.82", "2020: an average of about 85.69"],
        [],
    ),
    (["births 2019 and 2020 per day"], ["about 87.82", "about 85.69"], ["a year"]),
    (["births 2019 to 2020 per day"], ["85.69 births a day", "87.82 births a day"], ["a year"]),
    ([BIRTHS, "deaths?"], ["2020: 33,192 deaths", "2019: 30,694 deaths"], []),
    ([BIRTHS, "and Arvale?"], ["2020: 13,191", "2019: 13,412"], []),
    ([BIRTHS, "growth"], ["births, 2019: none is stated", "2020: down about 2.1%"], []),
    ([BIRTHS, "share of Arvale"], ["2019: about 41.84%", "2020: about 42.06%"], ["not like"]),
    ([BIRTHS, "average"], ["an average of 31,708.5 births a year"], []),
    ([BIRTHS, "difference"], ["Down 689 births on 2019"], []),
    ([BIRTHS, "vs 2021"], ["2019: about 1.9% higher than in 2021", "2020: about 0.3% lower"], []),
    ([BIRTHS, "record?"], ["for one period at a time", "births, 2019", "births, 2020"], ["No:"]),
    ([BIRTHS, "which is the highest?"], ["The highest of these: 2019."], []),
    ([BIRTHS, "and 2021?", "deaths?"], ["deaths, 2021"], ["2019"]),
    (["births 2019, 2020 and 2021", "difference"], ["Between which two figures?"], []),
    (["births 2018 to 2020", "deaths?"], ["2020: 33,192 deaths", "2019: 30,694 deaths"], []),
    (["average births 2019 and 2020", "deaths?"], ["2020: 33,192", "2019: 30,694"], []),
    (["total births 2019 and 2020", "deaths?"], ["2019–2020: 63,886 deaths"], []),
    # Two places or measures side by side.
    ([PLACES, "per day"], ["Arvale births: an average", "Brenmoor births: an average"], []),
    ([PLACES, "share"], ["Arvale births: about 42.06%", "Brenmoor births: about 27.75%"], []),
    ([PLACES, "together"], ["births, 2020: 21,893 births"], []),
    ([PLACES, "total"], ["births, 2020: 21,893 births"], []),
    (["births and deaths 2020", "total"], ["I do not add these up", "31,364", "33,192"], []),
    ([PLACES, "and 2021?"], ["2021", "Arvale births: 13,288", "Brenmoor births: 8,815"], []),
    ([PLACES, "deaths?"], ["2020", "Arvale deaths: 12,944", "Brenmoor deaths: 8,961"], []),
    ([PLACES, "difference"], ["Arvale: 4,489 births more than Brenmoor"], []),
    ([PLACES, "which had more?"], ["The highest of these: Arvale births."], []),
    ([PLACES, "which was lower in 2021?"], ["The lowest of these: Brenmoor births.", "8,815"], []),
    (
        ["births 2021", "deaths", "which is higher?"],
        ["The highest of these: Pellandia deaths."],
        [],
    ),
    (
        ["births in Arvale 2021", "and Brenmoor?", "which had more?"],
        ["The highest of these: Arvale births.", "13,288", "8,815"],
        [],
    ),
    (["births 2021", "2020", "which is higher?"], ["The highest of these: 2021."], []),
    (["which is bigger, exports or imports Nov 2021"], ["The highest of these: Pellandia im"], []),
    (["which was lower, exports or imports Nov 2021"], ["The lowest of these: Pellandia ex"], []),
    (["exports and imports Nov 2021", "which is bigger?"], ["none before November 2021"], ["0 b"]),
    ([PLACES, "and Pellandia?"], ["Pellandia births, 2020: 31,364"], ["Arvale"]),
    ([PLACES, "Pellandia deaths 2020", "difference"], ["Between which two figures?"], []),
    (["births and deaths 2020", "and 2019?"], ["births: 32,053", "deaths: 30,694"], []),
    # The total, the difference, the change of what stood there.
    (["exports to quorland 2019, 2020 and 2021", "total"], ["about 29.23 billion"], ["51.1"]),
    (["imports 2019, 2020, 2021", "total"], ["imports, 2019–2021: about 100.92 billion"], []),
    (["exports to norvia and saltrea 2021", "total"], ["about 11.16 billion"], ["26.99"]),
    (["exports Nov 2021", "imports", "total"], ["imports and exports, November 2021"], []),
    (["births arvale 2021", "and brenmoor", "combined"], ["2021: 22,103 births"], []),
    (["exports to norvia 2021", "vs 2019", "by how much"], ["2021: up about 10.1% on 2019"], []),
    (["exports to norvia 2021", "vs 2019", "difference"], ["Up about 10.1% on 2019"], []),
    (["nights aug 2021", "vs aug 2019", "change"], ["down about 8.36% on August 2019"], []),
    (["inflation dec 2021", "a year earlier", "difference"], ["4.7 percentage points"], ["108.8"]),
    # Periods of a length.
    (["nights 2021 by month", "2020"], ["December 2020: 40,900", "January 2020"], ["2019"]),
    (["exports by year"], ["2021: 35.89", "2020: 28.46", "2019: 31.92"], ["December"]),
    (["nights yoy by month 2021"], ["December 2021: up about 274%"], ["152,900"]),
    (["which year had most deaths"], ["The highest of the 3 years on file: 2020."], ["Arvale"]),
    (["biggest monthly borrowing"], ["borrowing, May 2020: 861 million"], []),
    (["which regions have more deaths than births"], ["one of them at a time"], ["highest"]),
    # Of the year named behind it, or of the next: asked, where both are on file.
    (
        ["nights q1 vs q4 2020"],
        ["The first quarter of 2021 on the fourth", "The first quarter of 2020 on the fourth"],
        ["nights in"],
    ),
    (["imports Nov 2021", "exports vs imports Oct 2021"], ["exports: 3.18", "imports: 3.22"], []),
    (["births Arvale 2021", "vs Brenmoor 2019"], ["13,288", "8,967"], []),
    # What is put to the desk stands beside the figure, whatever it is said in.
    (["was unemployment below 6% in q4 2021"], ['beside "6%"', "5.8%"], []),
    (["did inflation hit 5 percent in Dec 2021"], ['beside "5 percent"', "up 5.2%"], ["share"]),
    (["did births fall by half in 2021"], ['beside "by half"', "up about 0.3%"], []),
    (["exports up by half in 2021"], ['beside "half"', "up about 26.1%"], []),
    (["exports up a third in 2021"], ['beside "a third"', "about 26.1%"], []),
    (["did births fall by 2% in 2021"], ['beside "2%"', "up about 0.3%"], []),
    (["did exports more than double in 2021"], ['beside "more than double"', "about 26.1%"], []),
    (["did deaths double in 2020"], ['beside "double"', "deaths, 2020: up about 8.1%"], []),
    (["have exports halved"], ['beside "halved"', "December 2021: up 1.2"], []),
    (["inflation doubled?"], ['beside "doubled"', "up 5.2%"], []),
    (["did exports double imports in 2021"], ["equal to about 96.3% of imports"], []),
    # A place behind "vs" is set against the place in hand, also where none was named.
    (["house prices", "vs Dunhollow"], ["Pellandia: about 82,700 pellars more"], []),
    (["unemployment", "compared to Arvale"], ["Pellandia: 1.2 percentage points higher"], []),
    (["births 2021 vs Arvale"], ["Pellandia births: 31,449", "Arvale births: 13,288"], []),
    # What the question names decides what "going to", "ratio to" and "most … year" ask.
    (["share of exports going to Norvia"], ["about 19.36% of Pellandia exports"], ["forecast"]),
    (["percentage of exports going to Quorland 2020"], ["30.8% of Pellandia exports"], []),
    (["where are exports going"], ["exports to Quorland: 10.62", "exports to Norvia: 6.95"], []),
    (["are exports to Norvia going to rise"], ["make no forecasts"], ["6.95"]),
    (["most deaths year"], ["The highest of the 3 years on file: 2020."], ["Arvale"]),
    (["nights August ratio to December 2021"], ["About 3.6 times as many as in December"], []),
    (["births to deaths ratio 2020"], ["equal to about 94.49% of deaths"], []),
    (["are exports at a record high"], ["Yes, on file: December 2021"], ["read"]),
    (["exports in the last quarter"], ["fourth quarter of 2021: about 9.71 billion"], []),
    (["exports CAGR 2019 2021"], ["up about 6.04% a year on average since 2019"], []),
    (["nights recovered to 2019 level?"], ["on December 2019"], ["no change"]),
    (
        ["have nights recovered to the 2019 level in August 2021"],
        ["August 2021: 556,100", "Down about 8.36% on August 2019"],
        ["December"],
    ),
    (["did the government borrow less in 2021"], ["2021: down about 55.7%", 'read "borrow"'], []),
    (["where did births fall in 2021"], ["Brenmoor births: up", "Costerra births: down"], []),
    (["births 2021", "where did they fall?"], ["Costerra births: down about 1.2%"], []),
    (["where did births fall in Arvale"], ["Arvale births, 2021: up about 0.7%"], ["Costerra"]),
    (
        ["who is the biggest trading partner"],
        ["1. Pellandia imports from Norvia, 2021", "2. Pellandia exports to Quorland, 2021"],
        ["births", "balance"],
    ),
    (["nights growth since 2020"], ["2020 taken as December 2020"], []),
    # Of so many it is the level that is judged, of so much percent the change.
    (["did births fall below 31,000 in 2021"], ["2021: 31,449 births"], []),
    (["did births fall in Arvale below 12,000 in 2021"], ["2021: 13,288 births"], []),
    (["did imports rise to 37 billion in 2021"], ["2021: 37.27 billion pellars"], []),
    (["did nights fall under 40,000 in january 2021"], ["January 2021: 36,200 nights"], []),
    (["did house prices rise above 240,000"], ["of 2021: 241,300 pellars"], []),
    (["did unemployment fall below 6%"], ["fourth quarter of 2021: 5.8%"], []),
    (["did births fall by 2% in 2021"], ["2021: up about 0.3%"], []),
    (["did exports grow above 30% in 2021"], ["exports, 2021: up about 26.1%"], []),
    (["is unemployment over 90,000 people"], ['beside "90,000"', "87,300 people"], ["5.8%"]),
    (["were exports up 30% in 2021"], ['beside "30%"', "exports, 2021: up about 26.1%"], []),
    (["births in Costerra 2021 vs 2020 percent"], ["2021: down about 1.2%"], ["beside"]),
    # A small number is an amount where somebody asks whether it was passed, and counts nothing.
    (["is inflation above 5"], ['beside "5"', "up 5.2%"], []),
    (["is unemployment below 6"], ['beside "6"', "5.8%"], []),
    (["is the policy rate above 1"], ['beside "1"', "1.25%"], []),
    (["exports above 5"], ["cannot read"], ["beside"]),
    (["births nearly doubled in 2021"], ['beside "nearly doubled"', "up about 0.3%"], []),
    (["did exports rise fivefold in 2021"], ['beside "fivefold"', "about 26.1%"], []),
    (["were births nearly 32,000 in 2021"], ['beside "32,000"', "31,449 births"], []),
    (["were births nearly as high as in 2019"], ["Down about 1.9% on 2019"], ["read"]),
    (["exports up in third quarter 2021"], ["third quarter of 2021: about 8.86"], ["beside"]),
    # A rate is no number of people; the count that goes with it is.
    (["unemployment rate q4 2021", "how many people is that?"], ["87,300 people"], ["5.8%"]),
    (["unemployment Arvale q4 2021", "people?"], ["Arvale unemployed people", "28,500"], []),
    (["number of people unemployment rate q4 2021"], ["87,300 people"], []),
    (["policy rate", "how many people"], ["That is a rate, and I know of no count"], []),
    (["births 2021", "how many people is that"], ["31,449 births"], ["rate"]),
    # A length that the period in hand lies in.
    (
        ["imports Dec 2021", "exports", "balance", "annual"],
        ["trade balance, 2021: −1.38 billion", "the year of December 2021"],
        ["no figure"],
    ),
    (["imports Dec 2021", "yearly"], ["imports, 2021: 37.27 billion"], ["no figure"]),
    (["imports yearly Dec 2021"], ["imports, 2021: 37.27 billion"], ["no figure"]),
    (["imports Dec 2021", "quarterly"], ["fourth quarter of 2021: about 10.00 billion"], []),
    (["imports Dec 2021", "by year"], ["2021: 37.27", "2020: 30.17", "2019: 33.48"], []),
    (
        ["cpi Dec 2021", "annual"],
        ["no figure for Pellandia consumer price index, 2021"],
        ["length"],
    ),
    # Each of two with its own period.
    (
        ["which is bigger, births 2019 or deaths 2020"],
        ["The highest of these: Pellandia deaths, 2020.", "births, 2019: 32,053"],
        ["31,364"],
    ),
    (
        ["which is lower, 2019 births or 2020 deaths"],
        ["these: Pellandia births, 2019."],
        ["31,364"],
    ),
    (["which was higher, exports Nov 2021 or imports Oct 2021"], ["exports, November 2021."], []),
    (["which is bigger, births in Arvale 2019 or Brenmoor 2020"], ["Arvale births, 2019."], []),
    (["which is bigger, exports Nov 2021 or imports 2020"], ["like for like"], ["of these"]),
    (["which is bigger, births or deaths 2020"], ["The highest of these: Pellandia deaths."], []),
    # Fewer and less ask how it changed; against what, where that is named.
    (["fewer births in 2021?"], ["births, 2021: up about 0.3% on a year earlier"], []),
    (["less borrowing in June 2021"], ["June 2021: down about 60.3% on a year earlier"], []),
    (["are there fewer people unemployed q4 2021"], ["down about 6.2% on the third quarter"], []),
    (["were there fewer births in 2021 than in 2019"], ["Down about 1.9% on 2019"], ["read"]),
    (["fewer births than deaths 2021"], ["Births: 1,471 fewer than deaths"], []),
    (["less trade in 2021 than in 2019"], ["Up about 11.87% on 2019"], ["leave"]),
    (["trade less exports 2021"], ["about 37.27 billion pellars more than exports"], []),
    # A name with two meanings is of the measure in hand.
    (["borrowing July 2021", "surplus"], ["July 2021 was a surplus.", "borrowing"], ["balance"]),
    (["exports July 2021", "surplus?"], ["was a deficit, not a surplus", "balance"], ["borrowing"]),
    (["exports q1 vs q4 2021"], ["first quarter of 2021: about 8.33 billion pellars"], []),
    (["inflation jan vs dec 2021"], ["January 2021: 4.4 percentage points lower"], []),
    (
        ["unemployment this quarter last year"],
        ["fourth quarter of 2020: 7.4%", "counted back from the newest quarter on file"],
        ["5.8%"],
    ),
    (["nights last month"], ["the newest month on file"], ["newest period"]),
    (["deaths by region 2020 vs 2019"], ["2020: 12,944", "2019: 11,873"], ["like for like"]),
    (["nights this month last year"], ["December 2020: 40,900 nights"], ["2.703"]),
    (
        ["nights june and july 2021 vs june and july 2019"],
        ["June 2021: down about 26.13% on June 2019", "July 2021: down about 11.5% on July 2019"],
        ["on July 2019 (47", "June 2021: down about 47"],
    ),
    (["exports to norvia vs total 2021"], ["Between which two figures?"], ["one and the same"]),
    (["arvale share of births 2019-2021"], ["2019: about 41.84%", "2021: about 42.25%"], []),
    (["norvia share of imports over time"], ["ask for one of them at a time"], ["%"]),
    # Rates of then.
    (["inflation a year ago"], ["December 2020: up 0.5%"], ["5.2%"]),
    (["inflation two years ago"], ["December 2019: up 1.9%"], ["5.2%"]),
    (["inflation on a year earlier"], ["December 2021: up 5.2%"], []),
    # One against the other.
    (["Arvale vs Brenmoor births 2020", "deaths?"], ["Arvale: 3,983 deaths more"], []),
    (["Arvale vs Brenmoor births 2019 and 2020", "deaths?"], ["11,873", "8,354", "12,944"], []),
    (
        ["Arvale births 2020 vs Brenmoor births 2019", "deaths?"],
        ["2020: 12,944", "2019: 8,354"],
        [],
    ),
    (["Arvale vs Brenmoor births 2020", "together"], ["births, 2020: 21,893 births"], []),
    (["Arvale vs Brenmoor births 2020", "share of Pellandia"], ["42.06%", "27.75%"], []),
    (["Arvale births vs Brenmoor deaths 2020", "and 2021?"], ["13,288", "deaths: 9,027"], []),
    (["Arvale vs Brenmoor births 2020", "vs 2019"], ["Arvale: down about", "Brenmoor: down"], []),
    # A period of the very length that is named beside it.
    (["Pellandia's monthly borrowing in May 2021"], ["borrowing, May 2021: 332"], ["December"]),
    (["quarterly unemployment Q3 2021"], ["third quarter of 2021: 6.2%"], ["Fourth quarter"]),
    (["annual births 2020"], ["births, 2020: 31,364"], ["31,449"]),
    (["quarterly unemployment 2021"], ["Fourth quarter", "First quarter"], []),
]

TRADE = "Xinjiang trade Jan-Nov 2021, 2022 and 2023"
FLOWS = "Xinjiang exports vs imports Jan-Aug 2022"
TRAINS = "Horgos and Alashankou trains Jan-Apr 2023"

LATER = [
    (
        [TRADE, "in dollars"],
        ["2023: converted: $45.19", "2021: converted", "November 2022, into"],
        [],
    ),
    ([TRADE, "and exports?"], ["on file for 1 of the 3 periods"], []),
    (["Xinjiang vs China trade Nov 2021", "per day"], ["534.3 million", "124.0 billion"], []),
    (["Xinjiang and China trade Nov 2021", "per day"], ["534.3 million", "124.0 billion"], []),
    (["Xinjiang vs China trade Nov 2021", "and 2020?"], ["China imports and exports: 32.16"], []),
    ([TRAINS, "together?"], ["January–April 2023: 4,610 trips"], []),
    ([TRAINS, "tonnes per train"], ["January–April 2023"], ["trips with"]),
    ([FLOWS, "and 2021?"], ["exports: 76.51", "imports: more than 20.88", "more than imports"], []),
    ([FLOWS, "in dollars"], ["convert Xinjiang exports", "convert Xinjiang imports"], []),
    ([FLOWS, "in dollars", "difference"], ["Xinjiang exports", "Xinjiang imports"], ["2023"]),
    ([FLOWS, "difference"], ["96.3 billion yuan more than imports"], []),
    ([FLOWS, "total"], ["Xinjiang imports and exports, January–August 2022"], []),
    (["Xinjiang monthly trade Nov 2021"], ["November 2021: 16.03"], ["August 2020"]),
    (["monthly Xinjiang imports May 2024"], ["no figure for Xinjiang imports, May 2024"], []),
]


def _check(turns: list[str], said: list[str], unsaid: list[str], desk: Desk) -> None:
    reply = desk.ask(turns[-1], earlier=turns[:-1])
    text = " ".join((reply.text, *(option.question for option in reply.answer.options)))
    assert [words for words in said if words not in text] == [], reply.text
    assert [words for words in unsaid if words in reply.text] == [], reply.text


@pytest.mark.parametrize(("turns", "said", "unsaid"), INVENTED)
def test_a_turn_goes_on_from_all_there_was(
    turns: list[str], said: list[str], unsaid: list[str], desk_invented: Desk
) -> None:
    _check(turns, said, unsaid, desk_invented)


@pytest.mark.parametrize(("turns", "said", "unsaid"), LATER)
def test_a_turn_goes_on_from_all_the_trade_there_was(
    turns: list[str], said: list[str], unsaid: list[str], desk_later: Desk
) -> None:
    _check(turns, said, unsaid, desk_later)


def test_the_way_back_from_nothing_is_offered(desk: Desk) -> None:
    thread = ["Xinjiang trade with Kazakhstan", "and China?"]
    reply = desk.ask("same for 2020", earlier=thread)
    assert "goes on from a question for which there was nothing" in reply.text
    assert "1. Xinjiang trade with Kazakhstan, January–November 2021" in reply.text


def test_units_that_differ_are_cautioned_of(desk_later: Desk) -> None:
    reply = desk_later.ask("Xinjiang trade H1 2017 and H1 2023")
    for place in (reply.text, reply.copy or ""):
        assert "$9 billion" in place
        assert "149.62 billion yuan" in place
        assert "These are in different units" in place
