"""Questions that once drew, or could draw, a wrong number: how each must end.

Every row is a trap: unlike periods, unlike units, a word that changes the
question, a base that is not the one named. "contains" is what a reporter must
read in the reply, "never" what must not stand in it.
"""

from __future__ import annotations

import pytest

from bot.desk import Desk

TRAPS = [
    # question (turns divided by " / "), status, contains, never
    ("trade ytd 2021 vs ytd 2020", "answered", "Down 1.3%", "times as much"),
    ("trade ytd as % of 2020", "answered", "93%", "100%"),
    ("nov vs ytd", "refused", "different lengths", "88"),
    ("bri jan-aug vs jan-nov 2021", "refused", "different lengths", "28.6"),
    ("kazakhstan trade ytd vs jan-oct 2019", "refused", "different lengths", "3.5%"),
    ("exports jun-oct 2019", "answered", "61.7", "100.2 billion yuan\n"),
    ("trade nov change since nov 2019", "answered", "November 2019", "up 48% on October"),
    ("BRI trade growth since 2018", "not_held", "2018", "13.5%"),
    ("tonnes per train at horgos", "answered", "Horgos freight", "11,156"),
    ("teu per train Q1 2020", "answered", "89.6", "91.5"),
    ("kazakhstan ytd / share of bri", "answered", "52.02%", "87%"),
    ("EU trade ytd / share of xinjiang's total?", "refused", "137.66", "190"),
    ("xinjiang ytd / share of China?", "answered", "0.389", ""),
    ("gap between exports and imports jan-oct 2019", "answered", "68.9 billion", ""),
    ("smallest partner", "answered", "Kazakhstan", "largest"),
    ("was Nov 2021 a record low", "answered", "not the lowest", "highest"),
    ("was Nov 2021 trade the highest since Jan 2020", "answered", "No: ", "Yes"),
    ("was trade growth in Nov a record", "unsupported", "", "16.03"),
    ("trade nov yoy", "not_held", "November 2021", "China"),
    ("trade nov / vs last year", "not_held", "November 2020", "20.5"),
    ("exports nov", "not_held", "November 2021", "2011"),
    ("trade oct vs nov", "answered", "32.4%", "China"),
    ("trade not kazakhstan", "unknown", "not", "62.33"),
    ("trade but not exports", "unknown", "not", "76.51"),
    ("trade without BRI", "answered", "17.85", "\n119.81"),
    ("trade excluding BRI and Kazakhstan ytd", "refused", "Kazakhstan is a part of", "44."),
    ("trade excluding EU exports ytd", "unsupported", "exports", "137.66"),
    ("trade excluding exports to Kazakhstan", "unsupported", "Kazakhstan", "62.33"),
    ("trade outside the EU ytd", "refused", "not counted on the same basis", "\u2212124"),
    ("BRI trade ytd / rest of the year", "unknown", "rest of", "17.85"),
    ("trade Jan-Nov but Kazakhstan", "unknown", "but", "62.33"),
    ("partners outside the Belt and Road by size", "not_held", "", "62.33"),
    ("trade per capita", "unknown", "capita", "16.03"),
    ("adjusted trade nov", "unknown", "adjusted", "16.03"),
    ("services trade", "unknown", "services", "16.03"),
    ("xinjiang trade nov 2021 in tonnes", "not_held", "tonnes", "16.03"),
    ("EU trade in containers", "not_held", "containers", "261.8"),
    ("trade growth ytd in dollars", "not_held", "", "1.3%"),
    ("trade in the year to nov", "not_held", "", "16.03"),
    ("france and germany trade", "not_held", "France", ""),
    ("trade from kazakhstan", "not_held", "Kazakhstan", "62.33"),
    ("Urumqi trade Nov", "not_held", "Urumqi", "16.03"),
    ("trade early 2021", "unknown", "early", "137.66"),
    ("exports over Jan-Aug 2021", "answered", "76.51", "Unchanged"),
    ("trade with Turkey, Kyrgyzstan and Kazakhstan YTD", "answered", "Kyrgyzstan", ""),
    ("add kazakhstan and eu trade jan-nov 2021", "refused", "62.33", "324"),
    ("exports plus imports Aug 2020", "answered", "15.6", ""),
    ("% change in china trade from nov 2011 to nov 2021", "refused", "dollars", "1,0"),
    ("why did trade with the EU fall", "unsupported", "EU", "Sun Tao"),
    ("average of EU export growth and EU import growth ytd", "refused", "", "32"),
    ("kazakhstan share of EU trade ytd", "refused", "", "23.8%"),
    ("Xinjiang trade Jan-Nov 2021 / and just October?", "answered", "10.8 billion", ""),
    ("trade since H1", None, "", ""),
    ("trains in 2020 vs 2019 china", "answered", "Up 50%", "like for like"),
    ("imports from the EU compared to exports jan-nov 21", "answered", "134.0 billion", ""),
    ("imports from the EU YTD / and exports?", "answered", "197.9", "63.9"),
    ("exports to the EU YTD / imports", "answered", "63.9", "197.9"),
    ("trade 2020-W53", None, "", ""),
    ("trade week 53", None, "", ""),
    ("week 5 to week 9", None, "", ""),
    ("trade week 48 exports to date", None, "", ""),
    ("\u24f5 trade", None, "", ""),
    ("freight trains past 6 months", "not_held", "", "6 trips\n"),
]


@pytest.mark.parametrize(("question", "status", "contains", "never"), TRAPS)
def test_trap(question: str, status: str | None, contains: str, never: str, desk: Desk) -> None:
    turns = question.split(" / ")
    reply = desk.ask(turns[-1], earlier=turns[:-1])
    said = f"{question!r} was answered ({reply.status}):\n{reply.text}"
    assert reply.text, said
    if status is not None:
        assert reply.status == status, said
    assert contains in reply.text, said
    assert not never or never not in reply.text, said
