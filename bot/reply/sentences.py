"""Sentences: everything the desk says besides figures, as one table of templates.

A template has slots and optional parts:

    {period}         the value of that name, worded by its type
    {period:name}    the same in another form, see ``_FORMS``
    {words:or}, {words:list}   several joined by "or", or by semicolons
    [… {slot} …]     left out where a slot in it has no value

Values are worded by type: a Period as it stands in a sentence, a Subject by its
name, a Figure or Statement by its number, a Code by its label, a date as a day, a
Note by its own sentence, a tuple as "a, b and c".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from bot.answers.answer import Code, Comparison, Count, Figure, Note
from bot.answers.catalogue import Source
from bot.answers.findings import Meant
from bot.answers.making import from_statement
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.reply import phrases
from bot.reply.english import joined, upper_first
from bot.reply.labels import Voice
from bot.reply.working import named

__all__ = ["SENTENCES", "sentence", "values_said"]

READING = {
    "reading": "{subject:whole}[, {periods}][, {first} to {last}]",
    "reading_places": (
        "{subject:what} by place[, {subject:basis}][, {periods}][, {first} to {last}]"
    ),
    "reading_several": "{readings:list}",
    "reading_listing": "what is on file, one figure of each period[, {shown} of {count} shown]",
    "reading_newest": "the newest of each measure on file[, {shown} of {count} figures shown]",
    "reading_series": "the newest of each measure on file, {shown} of {count} measures shown",
}

ASSUMPTIONS = {
    "home_area": "{area}, as no area was named",
    "only_area": "{area}, the only area with such figures on file",
    "other_area": "{area}, as there is no such figure for {home}",
    "name_taken": '"{name}" as {meaning}',
    "latest_of_name": "the latest[ {period:name}] on file",
    "latest_ytd": "the latest cumulative figure on file",
    "some_held": "on file for {held} of the {asked} periods[, not {missing:or}]",
    "unplaced": "no figure on file for {words:quoted}",
    "no_to_date": "nothing for {words:quoted}, as this does not add up over time",
    "gaps": "not every period between has a figure on file",
    "none_by": "none on file by the {each}",
    "cumulative_too": "cumulative figures are on file for {periods}",
    "no_figure_for": "no figure on file for {periods}",
    "newest": "the newest period on file",
    "newest_of_length": "the newest {period:length} on file",
    "counted_back": "counted back from the newest {period:length} on file",
    "newest_taken": "the newest period on file, as none was named",
    "last_year_taken": "last year[ taken as {year}]",
    "this_year_taken": "this year[ taken as {year}]",
    "year_taken": "the year[ taken as {year}]",
    "length_taken": "the {period:length} of {asked}",
    "since_taken": "{year}[ taken as {base}]",
    "year_before": "a year earlier[ is {period}]",
    "period_before": "the period before[ is {period}]",
    "coverage_unstated": "the source does not say on which basis it counts",
    "flow_taken": "{subject:flow}, as nothing else was named",
    "corrected": 'read "{typed}" as {read}',
    "newest_of_them": "the newest {count} of them",
    "best_taken": '"best" taken as the highest',
    "newest_only": "the newest {count} looked at, and not those before",
    "left_after": "what is left after {held}",
    "compound_rate": "the same rate in each year, compounded",
    "newest_of_both": "the newest period that both have, as none was named",
    "newest_of_these": "the newest period with such figures, as none was named",
    "newest_ranked": "the newest period with a stated rank, as none was named",
    "vintage": "as published by {published}",
    "revised_which": "revisions are told of a single figure that a publisher printed, not of this",
    "smallest_first": "of the {count} on file, the smallest first",
    "lacking": "no figure for {whom}",
    "some_lacking": "no figure for {count} others",
    "largest_rise_first": "in the order of the changes on file, the largest rise first",
    "order_of_held": "in the order of the figures on file, as no rank is stated",
}

MISSES = {
    "not_held": "I have no figure for {subject}[, {period}]: none is on file and none follows.",
    "none_published": "{publisher} published no figure for {subject}, {period}.",
    "no_level": "No level is on file for {subject}. What is on file:",
    "no_level_then": "No level is on file for {subject}, {period}, and none follows.",
    "held_without_level": "On file are only changes, shares or ranks, for {periods}.",
    "not_held_gap": (
        "I have no figure for {subject}, {period}: none is on file, and none can be added up "
        "without {missing}."
    ),
    "not_held_ytd_only": (
        "I have no figure for {period} alone. What is on file is cumulative: {figure:line}."
    ),
    "only_forecast": "What is on file is a forecast, no measured figure: {figure:line}.",
    "only_forecasts": (
        "I have no measured figure for {subject}. On file are forecasts, for {periods}."
    ),
    "direction_only": (
        "I have no figure for {subject}. The source gives only the direction: "
        "in {statement:period} it {statement:moved}."
    ),
    "words_only": (
        "I have no figure for {subject}. The source gives only words: "
        "in {statement:period} it {statement:moved}."
    ),
    "no_such_period": "I have no figure of that length for {subject}.",
    "no_fiscal_year": (
        'I cannot tell which months "{words}" is: when the financial year begins is not on file. '
        "Name its months[, as in {example}]."
    ),
    "name_months": (
        'I cannot read "{words}", which has no fixed beginning and end: name the months that you '
        'mean, as in "June to August".'
    ),
    "none_since": "I have no figure for {subject} since {since}.",
    "none_until": "I have no figure for {subject} up to {until}.",
    "none_from_to": "I have no figure for {subject} from {since} to {until}.",
    "none_within": "I have no figures of that length for {subject} within {period}.",
    "last_by_then": "The last by then: {figure:line}.",
    "held_periods": "On file: {periods}[; {more} more][; at least {most} more].",
    "only_one_on_file": "Only {figure:period} is on file: there is no other to set it against.",
    "only_one_of_length": (
        "Only {figure:period} is on file of such periods: there is no other to set it against."
    ),
    "beyond_on_file": (
        "Not to be told: of {count} single periods on file this is the one, "
        "but the figure for {beyond:period} goes further."
    ),
    "highest_or_lowest": "The highest or the lowest? Either can be the best or the worst.",
    "change_or_to_date": "Which change? Both can be meant.",
    "of_which_year": "Of which year? Both can be meant.",
    "both_ends": (
        "On file, the highest: {highest:period}, {highest:said}; "
        "the lowest: {lowest:period}, {lowest:said}."
    ),
    "no_sign": (
        "I cannot tell deficits from surpluses of {subject}: nothing on file says which of the "
        "two a number above zero is."
    ),
    "no_rates": (
        "I look for a record among rates of change only where sources state several: "
        "of {subject} they do not."
    ),
    "which_way": "Rises or falls? Ask for one of the two.",
    "no_changes": "No source on file states a change of {subject} over such periods.",
    "no_count": "I count rises and falls of levels, as sources state them, and nothing else.",
    "no_record_units": "I set none of these against another: their units differ.",
    "no_record_lengths": "I set none of these against another: the periods differ in length.",
    "nothing_on": "I have nothing on file for {subject}[, nor for {other}].",
    "nothing_on_flow": "I have no {what} of {subject} on file.",
    "nothing_on_basis": "I have nothing on file for {subject:whole}.",
    "nothing_so_adjusted": (
        "I have no figures for {subject:core} that are {what}[: those on file are {held}]."
    ),
    "left_takes_both": ("What is left takes a figure for the whole and one for what is left out."),
    "left_in_no_period": "No period on file has a figure for each of them:",
    "left_of_releases": "These are not of one release, and I do not take one from the other:",
    "leave_out_of_what": (
        "I cannot tell what to leave {names} out of. I leave out partners of trade, places within "
        "another, a product, or parts of a measure: one of these at a time."
    ),
    "rest_of_what": (
        'The rest without what? Name what is to be left out, such as "trade outside the EU".'
    ),
    "nothing_listed": "I have nothing on file for that.",
    "unknown_word": 'I cannot read "{word}".[ Did you mean {suggestions:or}?]',
    "one_publication_day": (
        "One day of publication holds for the whole question: ask for each day on its own, or "
        "whether the figure has been revised."
    ),
    "first_of_one": (
        "Only a single figure that a publisher printed was first published on a day: ask for one."
    ),
    "publication_year": 'Say the year too, as in "as published by 30 June 2021".',
    "told_today": "As of today, and no longer as published by {published}:",
    "revised_why": "I have no reason for a revision on file.",
    "others_revised": (
        "Of other periods, revised since first published: {periods}[, and {more}]. Name the "
        "period to be told how."
    ),
    "too_long": "That is too long to read as one question. Ask for one figure at a time.",
    "no_against": "I have nothing to compare with: no figure for {subject}[, {period}].",
    "no_growth": (
        "I have no change {against}[ {base}] for {subject}, {period}: "
        "none is stated and none follows."
    ),
    "no_share": (
        "I have no share of {whole:core} for {subject}, {period}: none is stated and none follows."
    ),
    "no_share_change": "I have no change in the share of {subject}, {period}.",
    "no_contribution": (
        "I cannot tell what {subject:core} contributed to the growth of {whole:core}: "
        "no figure for {lacking}, {period}, is on file and none follows."
    ),
    "share_of_change": (
        "{part:core} {part:by}, {whole:core} {whole:by}: {figure:range} of the {way}."
    ),
    "more_than_change": (
        "{part:core} {part:by}, {whole:core} {whole:by}: more than all of the {way}."
    ),
    "no_whole_grown": (
        "I cannot tell to the growth of what {subject:core} contributed. Name the whole."
    ),
    "share_or_growth": "A share of the level, or what it contributed to the growth?",
    "no_range": "I have no two figures for {subject}, {period}, to give a range of.",
    "needs_all": ("I have nothing on file for {period}: it needs as much as {target} came to."),
    "needed_more_left": "I cannot tell for {asked} alone: what is left is {left}.",
    "no_unit_for_that": (
        "I give a change, share, average, rank or record only in the unit it was printed in."
    ),
    "two_measures": "I have no figure that is both {first} and {second}: name one of the two.",
    "no_nth_record": "I look for the highest or the lowest, not for the second or the third.",
    "levels_only": (
        "I look for records among levels, and among rates of change that a source states, "
        "but for no largest rise or fall."
    ),
    "no_average": "I cannot average {subject}, {period}: name several periods that are on file.",
    "no_each": "I have no figure a {each} for {subject}, {period}.",
    "one_figure": (
        "I hold one figure for that, which is no average: {figure:line}. "
        "Ask for it a month, or name several periods."
    ),
    "no_mean": "I do not average {subject} over these periods: not all of them are on file.",
    "no_mean_units": "I do not average {subject} over these periods: the units differ.",
    "no_mean_lengths": "I do not average {subject} over these periods: they differ in length.",
    "no_rank": "No source on file ranks {subject}, {period}.",
    "no_partners": "I have no figures by partner for {subject}, {period}.",
    "none_of_kind": "I know no {kinds:or} among the places on file.",
    "no_areas": "I have no figures by place for {subject}, {period}.",
    "no_order": "I have nothing to rank for {subject}, {period}.",
    "only_one_ranked": (
        "Only {whom} is on file for {period}: there is no other to rank it against."
    ),
    "no_changes_of_each": (
        "I have no change of {subject:what}, {period}, for any of them: none is stated and none "
        "follows. Leave out the change to have the figures themselves."
    ),
    "only_one_changed": "Only one has such a change on file for {period}: {whom}.",
    "only_one_listed": "Only one is on file for {period}: {whom}.",
    "only_one_deficit": "Of the {count} on file for {period}, only {whom} shows a deficit.",
    "only_one_surplus": "Of the {count} on file for {period}, only {whom} shows a surplus.",
    "fewer_ranked": "Only {count} are on file for {period}.",
    "field_incomplete": (
        "I give no rank for {period}: I have no figure for {whom}, which may stand before or after."
    ),
    "field_incomplete_by": (
        "I give no rank for {period}: I have no figure for {count} of the others, which may stand "
        "before or after."
    ),
    "place_on_file": "Number {place} of the {count} on file, the largest first.",
    "too_few_ranked": "No number {place} can be told: {count} on file.",
    "no_such_place": (
        "Which is number {place} of the {count} on file cannot be told: the figures are too rough."
    ),
    "place_from_below": "Number {place} of the {count} on file, the smallest first.",
    "place_between": (
        "Between number {best} and {worst} of the {count} on file, the largest first: "
        "the figures are too rough to say which."
    ),
    "beside_amount": 'The figure to set beside "{amount}":',
    "highest_of_these": "The highest of these: {subject}[, {in}].",
    "largest_side_of_these": "The largest {side} of these: {subject}[, {in}].",
    "smallest_side_of_these": "The smallest {side} of these: {subject}[, {in}].",
    "larger_side": "The larger {side}: {subject}[, {in}].",
    "lowest_of_these": "The lowest of these: {subject}[, {in}].",
    "no_rate": "I cannot convert {subject}, {period}, into {unit}: {why}.",
    "no_rate_given": "no source on file gives a rate for it",
    "counted_no_money": "{counted} are counted, and are not money",
    "no_money": "that is no amount of money",
    "not_final": "The figure on file is provisional or an estimate: there is no final one yet.",
    "not_provisional": (
        'The figure on file is not provisional.[ For what stood before it, add "as of {day}".]'
    ),
    "rate_not_count": (
        "That is a rate, and I know of no count that goes with it. "
        "Ask for the number of people by what it is called, if it is on file."
    ),
    "no_rate_for_that": (
        "I cannot convert {subject}, {period}, into {unit}: it is worked out from other figures, "
        "and I convert what a source printed for the period, or the sum or balance of that."
    ),
    "no_whole": "I cannot tell what {subject} is to be a share of. Name the whole.",
    "no_longer_whole": (
        "I cannot tell of which longer period {subject}, {period}, is to be a share. Name it."
    ),
    "whose_flow": "Whose? I hold none of that place's own. Do you mean this?",
    "several_titles": "Several series have these words in their titles: choose one, or add a word.",
    "titles_not_held": (
        "Several series have these words in their titles, and the nearest have no figure for "
        "{period}. On file of them:"
    ),
    "several_questions": "That is more than one question. I answer one at a time.",
    "many_questions": "That is more than one question. I answer one at a time: here the first.",
    "several_readings": "That can be read in more than one way, and the numbers differ.",
    "which_two": 'Between which two figures? Name both, such as "exports vs imports".',
    "which_figure": 'Which figure? Name a measure, an area or a partner, such as "trade Nov".',
}

REFUSALS = {
    "refused_share_above_whole": (
        "I give no such share: {part:name} is more than {whole:name}, "
        "so the one cannot be a part of the other."
    ),
    "refused_coverage": (
        "I do not divide or compare {figure:name} and {against:name}: "
        "they are not counted on the same basis."
    ),
    "refused_not_part": (
        "I give no such share: nothing on file says that {part:name} is a part of {whole:name}."
    ),
    "refused_across_zero": (
        "I give no percentage on a base of zero or less, nor across zero: the levels say more."
    ),
    "widened": "The {side} widened on {base} by {gap:size}, computed.",
    "narrowed": "The {side} narrowed on {base} by {gap:size}, computed.",
    "swung": "It swung from a {before} in {base} to a {side}, by {gap:size}, computed.",
    "moved_by": "It differs from {base} by {gap:size}, computed.",
    "refused_zero_base": "I give no percentage on a base of zero: {against:line}.",
    "refused_units": ("I do not put {figure:unit} and {against:unit} together: the units differ."),
    "refused_rates": (
        "I give no share or ratio of rates: {figure:line}, and {against:line}. "
        "They differ by points."
    ),
    "refused_balance": "I give no share of a balance: it has parts above and below zero.",
    "refused_kind": "I give no share of {what}: it does not add up.",
    "refused_kind_contributing": "I give no contribution of {what}: it does not add up.",
    "refused_not_contributing": (
        "I give no such contribution: nothing on file says that {part:name} is a part of "
        "{whole:name}."
    ),
    "refused_share_of_change": (
        "I give no such share, as they did not both go the same way for sure: "
        "{part:core} {part:by}, {whole:core} {whole:by}."
    ),
    "refused_contribution_of_balance": (
        "I give no contribution of or to a balance: it has parts above and below zero."
    ),
    "refused_rate_growth": (
        "I give no growth rate of rates: {figure:line}, and {against:line}. They differ by points."
    ),
    "refused_years": (
        "I give growth a year on average only between two periods of one kind that are two or "
        "more whole years apart: {figure:line}, and {against:line}."
    ),
    "refused_needed": (
        "I do not work out what is needed: {what} does not add up from month to month."
    ),
    "refused_needed_below_zero": (
        "I do not work out what is needed where a figure is below zero: the two levels say more."
    ),
    "refused_sum_of": "I add nothing up here: {what} has no sum.",
    "refused_words_only": "I cannot compute with words: the source gives no number.",
    "refused_spans": (
        "I do not compare periods of different lengths: {figure:line}, and {against:line}."
    ),
    "refused_forecast": ("I do not compute with forecasts: {figure:line}, and {against:line}."),
    "one_for_both": (
        "{words:quoted} and {other_words:quoted} both come to {period} on file. "
        "Name the two periods."
    ),
    "refused_same": "Both are one and the same figure: {figure:line}.",
    "refused_sum": (
        "I do not add these up: a sum takes levels of one measure and unit "
        "that have nothing in common, such as exports and imports of one place and period."
    ),
    "refused_no_part": (
        "I do not take {part} from {whole}: nothing on file says that the one is a part of the "
        "other."
    ),
    "refused_part_of_other": "I leave out only one of the two: {part} is a part of {whole}.",
    "refused_overlap": (
        "I do not leave out both {first} and {second}: "
        "nothing on file says that they have nothing in common."
    ),
    "refused_left_of_basis": (
        "I do not take {part:name} from {whole:name}: they are not counted on the same basis."
    ),
    "refused_left_of_kind": "I do not work out what is left of {what}: it does not add up.",
    "refused_parts_above_whole": (
        "I do not take {parts:name} from {whole:name}: "
        "that would leave less than nothing, so they are not counted alike."
    ),
    "refused_mean": "I do not average {what}: rates and shares have no mean.",
    "refused_per": "I know no sound ratio of {subject}[ per {per}].",
}

UNSUPPORTED = {
    "unsupported_forecast": "I report published figures and make no forecasts.",
    "unsupported_opinion": "I report published figures and have no opinion on them.",
    "unsupported_talk": 'I answer questions about the figures on file. Try "help".',
    "several_against": (
        "I set one period at a time against {base}. Ask for one of these: {periods}."
    ),
    "one_against": "I set that against one other period at a time. Name one of them.",
    "record_against": (
        "I set no highest, lowest or rank against another period. "
        "Ask for it alone, or for the figures of the two periods."
    ),
    "goes_on_from_unread": (
        "I could not read the question before this one, so I do not know what this is about. "
        "Name the measure too."
    ),
    "goes_on_from_nothing": (
        "That goes on from a question for which there was nothing: to go on from the figure "
        "before it, ask for that again."
    ),
    "one_period": "I answer that for one period at a time: name one.",
    "one_at_a_time": "I do not work these out together: ask for one of them at a time.",
    "which_years": ('Growth a year on average since when? Name two years, such as "2017 to 2021".'),
    "needed_what": 'Needed to equal what? Name the period, such as "2020".',
    "needed_amount": (
        "I work out what is needed to equal a figure on file, not an amount. On file so far:"
    ),
    "which_part": 'I work out what one part contributed. Name it, such as "exports".',
    "range_of_these": (
        "I give the range of one figure over several periods. Ask who is the largest, or the "
        "smallest."
    ),
    "needed_within": "I cannot tell what {period} needs to equal {target}: it is no part of it.",
    "why_what": "Why what? Name the figure, and I say what its source gives as the cause.",
    "why_no_claim": "No source on file gives a cause[ for {subject}][, {period}]. I infer none.",
    "why_no_rise": (
        "No source on file gives a cause of a rise in {subject}[, {period}]. I infer none."
    ),
    "why_no_fall": (
        "No source on file gives a cause of a fall in {subject}[, {period}]. I infer none."
    ),
    "why_on_file": "On file are causes of {what}[, {period}].",
    "why_claims": "What the source's speaker names as the causes, paraphrased. I add none:",
}

RECORDS = {
    "range_on_file": (
        "Of the {count}[ {lengths}][ {alike:name} figures] on file[, of {any}], the highest is "
        "{highest:period} and the lowest {lowest:period}."
    ),
    "range_listed": "The highest of these is {highest:period}, the lowest {lowest:period}.",
    "highest_of_several": "Which was the highest cannot be decided: {periods:or}.",
    "lowest_of_several": "Which was the lowest cannot be decided: {periods:or}.",
    "published_by": (
        "As published by {published}[, when it was first {first}]"
        "[; revised since to {now}, on {revised}][; {kept}]:"
    ),
    "revised": (
        "{figure:title}, revised; as published, the newest first: {lines:list}."
        "[ Since first published {all_moved:change}][ or {all_moved_rate:size}]"
        "[, {all_moved:basis}.]"
    ),
    "published_again": (
        "{figure:title}, not revised, but published again, the newest first: {lines:list}."
    ),
    "vintage_line": (
        "{figure}[, {state},] on {published}[, {moved:change}][ or {moved_rate:size}]"
        "[, {moved:basis}]"
    ),
    "not_revised_then": (
        "No revision of {figure:title} was on file by then: it is as it was published on "
        "{published}."
    ),
    "not_revised": (
        "No revision is on file of {figure:title}: it is as it was published on "
        "{published}[, {but}]."
    ),
    "changes_up": (
        "[{yes}: ]of the {all} changes on {against}[, over {any},] that sources state, "
        "rises: {count}."
    ),
    "changes_down": (
        "[{yes}: ]of the {all} changes on {against}[, over {any},] that sources state, "
        "falls: {count}."
    ),
    "record_passed": "It has been passed since: {figure:period} was {figure:range}.",
    "was_surplus": "{figure:period} was a surplus, not a deficit.",
    "was_deficit": "{figure:period} was a deficit, not a surplus.",
    "was_surplus_asked": "{figure:period} was a surplus.",
    "was_deficit_asked": "{figure:period} was a deficit.",
}


_ENDS = {
    "highest": ("highest", "", ""),
    "lowest": ("lowest", "", ""),
    "largest_deficit": ("largest", "deficit", "deficits"),
    "smallest_deficit": ("smallest", "deficit", "deficits"),
    "largest_surplus": ("largest", "surplus", "surpluses"),
    "smallest_surplus": ("smallest", "surplus", "surpluses"),
}
"""What a record is of: which end, and on one side of zero of what, one and many."""

for _end, (_which, _one, _many) in _ENDS.items():
    _beyond = "lower" if _which == "lowest" else "higher"
    _it = f"the {_which} {_one}".strip()
    _counted = f"{{count}} {_many}" if _many else "{count}[ {lengths}][ {alike:name} figures]"
    RECORDS |= {
        f"{_end}_on_file": (
            f"The {_which} of the {_counted} on file[, of {{any}}]: {{figure:period}}."
        ),
        f"{_end}_listed": f"The {_which} of these: {{figure:period}}.",
        f"{_end}_but": (
            f"The {_which} on file: {{beyond:period}}. Of the {_counted}, {{figure:period}}."
        ),
        f"{_end}_joint": (
            f"The {_which} of the {_counted} on file, equal as printed[: {{periods}}]."
        ),
        f"{_end}_joint_listed": f"The {_which} of these, equal as printed[: {{periods}}].",
        f"{_end}_undecided": f"Which was {_it} cannot be decided: these may each be.",
        f"record_{_end}_holds": (
            f"[{{yes}}, on file: ]{{figure:period}} was {_it} of the {{all}}[ {{lengths}}]"
            "[ since {since}] to that time."
        ),
        f"record_{_end}_alike": (
            f"[{{yes}}, on file: ]{{figure:period}} was {_it} of the {{all}} {{alike:name}} figures"
            "[ since {since}][ {to_then}]."
        ),
        f"record_{_end}_undecided_alike": (
            "That cannot be decided on file: {count:none} other {alike:name} figures can be told"
            "[, and {against:period} was {against:range}]."
        ),
        f"record_{_end}_undecided": (
            "That cannot be decided on file: {count:none} before {figure:period} can be told"
            "[, and {against:period} was {against:range}]."
        ),
        f"{_end}_beyond_on_file": (
            f"{_it[0].upper()}{_it[1:]} of the {{count}} on file is {{figure:period}}. But over "
            "{beyond:period} the average was {beyond:range}{beyond:each}, "
            f"so one that is not on file was {_beyond}."
        ),
        f"record_{_end}_by_average": (
            f"[{{yes}}: ]{{figure:period}} was not {_it} on file[ since {{since}}]. "
            "Over {against:period} the average was {against:range}{against:each}, "
            f"so at least once it was {_beyond}."
        ),
        f"record_{_end}_contradicted": (
            f"[{{yes}}: ]{{figure:period}} was not {_it} on file[ since {{since}}]"
            "[. {against:period} was {against:range}]."
        ),
    }
    if _one:
        RECORDS |= {
            f"only_{_one}": f"The only {_one} among the {{all}} on file: {{figure:period}}.",
            f"none_{_one}": f"Of the {{count}} figures on file for {{subject}}, none is a {_one}.",
        }

RECORDS["record_nothing_between"] = (
    "That cannot be decided on file: no figure after {since} and before {figure:period} is known."
)

CAUTIONS = {
    "record_contradicted": (
        "The source calls {period}[ ({of:core})] a record. "
        "On file, {against_period} was {against:range}[ ({against:working})], "
        "so it is not an all-time record."
    ),
    "record_outdone": (
        "The source calls {period}[ ({of:core})] a record. Over {against:period} the average was "
        "{against:range}{against:each}, so it was passed at least once, and is no all-time record."
    ),
    "part_exceeds_whole": (
        "{part:line}. That is more than the whole: {whole:line}. "
        "The two are not counted on the same basis, and no share may be computed."
    ),
    "implausible_ratio": (
        "These figures make {figure} {per}[, while in {area}, {period}, it was {other}]. "
        "Implausible: a unit or a scale may be wrong, and which is not decided"
        "[; with {meant} the two would be alike]."
    ),
    "contradicts_itself": (
        "{figure:line}. Other figures of the same release make it {implied:range} "
        "({implied:working}): they cannot all be so."
    ),
    "slip": (
        "{figure:title}, is printed as {figure}, but other figures of the same release make it "
        "{implied:range} ({implied:working}). It would fit as {meant}."
    ),
    "worked_otherwise": (
        "Worked out another way, the figure for {period}[ ({of:core})] would be {other:range} "
        "({other:working}): one of those it stands on has been revised, or is wrong."
    ),
    "limit_taken": 'Worked out from "{statement}", taken as right to the last digit printed.',
    "part_above_whole": (
        "{part:line}. That is more than what it is part of: {whole:line}. Both cannot be so."
    ),
    "less_than_part_of_it": (
        "{longer:line}. A shorter period in it has more: {shorter:line}. Both cannot be so."
    ),
    "implausible_rest": (
        "{longer:line}, after {shorter:line}. The rest would be at more than five times that rate. "
        "Implausible: a scale may be wrong, and which is not decided."
    ),
    "growth_outside_parts": (
        "{figure:line}. That lies outside the growth of its parts, {parts}: they cannot all be so."
    ),
    "ratio_moved": (
        "{above:line}; {below:line}. What there is {per} would have moved by more than a fifth. "
        "Implausible: a decimal point may be wrong, and which is not decided."
    ),
    "share_far": (
        "This makes a share of {here} in {here:period}; in {there:period} it was {there}. "
        "Implausible: a scale may be wrong, and which is not decided."
    ),
    "rate_far": (
        "The source's conversion for {period} comes to {figure} for one of {unit}, "
        "while in {against_period} another release had {other}. "
        "Implausible: one of the two amounts may be wrong."
    ),
    "implausible_size": (
        "{figure:line}. That is more than twice the rate of the area around it: {other:line}. "
        "Implausible: a unit or a scale may be wrong."
    ),
    "below_zero": (
        "{figure:line}. Nothing else on file of this is below zero: the sign may be wrong."
    ),
    "implausible_change": ("{figure:line}. Implausible for a total: a decimal point may be wrong."),
    "rank_contradicted": (
        "{rank:line}. The figures on file rule that out: {own:line}; {other:line}."
    ),
    "not_whole": (
        "{figure:line}. A count or a rank can only be a whole number, and a rank no less than 1."
    ),
    "revised_base": (
        "Later releases imply {implied:range} for {figure:title}, first printed as {figure}: "
        "the base has been revised since."
    ),
    "outdated": (
        "The stated {statement:signed}[ for {among}] was on the figures before their revision"
        "[; on those shown here it is {anew}]."
    ),
    "revised_part": (
        "The figure for {period}[ ({of:core})] was printed before the revision of {parts}"
        "[, from {then} to {now}]. With the revision it would be {computed}."
    ),
    "coverage_unknown": "The source does not say on which basis it counts {subject:what}.",
    "other_publisher": "{publisher} gives another figure for {period}[ ({of:core})]: {other}.",
    "mixed_publishers": (
        "This puts together figures of {publishers}, which differ where both have one."
    ),
    "different_units": "These are in different units: they cannot be set against each other.",
    "different_periods": (
        "These are not like for like: their periods or their kinds of change differ."
    ),
    "not_seasonally_adjusted": "Not seasonally adjusted: months differ in length and holidays.",
    "rate_of_month": (
        "The source's rate is that of {rate}, not of {period}: take the conversion as rough"
        "[. At the rate for {other_rate} on file it would be {other}]."
    ),
    "provisional": "The figure for {period}[ ({of:core})] is provisional and may be revised.",
    "forecast": "The publisher's forecast, not a measured figure[: {among}].",
    "estimated": "The figure for {period}[ ({of:core})] is an estimate.",
    "low_reliability": "The source's figure for {period}[ ({of:core})] is of low reliability.",
    "break_in_series": (
        "There is a break in the series[ of {of:core}] at {period}: "
        "figures from before it are not strictly comparable."
    ),
}

HELP = {
    "help": "I answer questions about official figures, with the change, working and source.",
    "help_ask": "Name a measure, a place and a period, in any order: {examples:quoted}.",
    "help_kinds": (
        "Ask how much it was, how it compares with another period or place, its share, rank, "
        "record, range or average, its growth a year on average, what a part contributed to "
        "growth, or what is needed to equal another year."
    ),
    "help_follow": (
        'Then go on in the same thread: "the year before?", "vs last year", "highest?", "why?". '
        'A direct message goes on from your last one: write "start over" to begin anew.'
    ),
    "help_listing": (
        'Ask "what do you have on …" with a place or a measure for what is on file, and '
        '"sources" for where it is from.'
    ),
    "help_shortcuts": (
        'In Slack there are two shortcuts as well: "Look up a figure" has lists of what is on '
        'file, and "Look up figures here", of any message, the figures that it mentions.'
    ),
    "releases": (
        "The figures on file come from {count} releases[, of which the newest {shown} are named "
        "here]."
    ),
    "releases_in": (
        "Releases of {period} on file: {count}[, of which the newest {shown} are named here]."
    ),
    "none_in": "No release of {period} is on file.",
    "releases_ask": "Each answer names its own. Ask, for example, {examples:quoted}.",
    "forgotten": "Forgotten. The next question stands on its own.",
}

OPTIONS = {
    "ask": "{subject}[, {period}][, {extra}]",
    "ask_of_longer": "{subject}, {period}, as a share of {whole}",
    "ask_held": "{subject}: [{oldest} to ]{period}",
    "ask_change": "{period} on {against_period}",
    "ask_needed": "What {period} needs to equal {target}",
    "ask_year_earlier": "{period} on a year earlier",
    "ask_text": "{text}",
    "ask_same": "{period}[, {extra}]",  # where the reply has named the subject
}

SENTENCES: dict[str, str] = {
    **READING,
    **ASSUMPTIONS,
    **MISSES,
    **REFUSALS,
    **UNSUPPORTED,
    **RECORDS,
    **CAUTIONS,
    **HELP,
    **OPTIONS,
}

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)(?::([^}]*))?\}")
_STOPS = (". ", "? ")  # what a sentence begins after
_JOINS = ("or", "list")  # forms of a tuple, not of what it holds
_DIMENSIONS = {
    "area": "ref_area",
    **{name: name for name in Subject.dimensions()},
}


def sentence(note: Note, voice: Voice) -> str:
    """The note in English. Raises KeyError for a key without a sentence, a slot without a value."""
    template = _OPTIONAL.sub(lambda part: _kept(part[1], note.values, voice), SENTENCES[note.key])

    def filled(slot: re.Match[str]) -> str:
        text = _worded(note.values[slot[1]], slot[2] or "", voice)
        return upper_first(text) if template.endswith(_STOPS, 0, slot.start()) else text

    return _SLOT.sub(filled, template)


def values_said(note: Note) -> Iterator[object]:
    """The values that the note's sentence may say, those of the notes in it too."""
    for slot in dict.fromkeys(name for name, _ in _SLOT.findall(SENTENCES[note.key])):
        value = note.values.get(slot)
        several = value if isinstance(value, tuple) and not isinstance(value, Code) else (value,)
        for one in several:
            if isinstance(one, Note):
                yield from values_said(one)
            else:
                yield one


def _kept(part: str, values: Mapping[str, object], voice: Voice) -> str:
    """The optional part, where every slot in it has a value and that has words."""
    slots = [(values.get(slot[1]), slot[2] or "") for slot in _SLOT.finditer(part)]
    said = all(_given(value) and _worded(value, form, voice) for value, form in slots)
    return part if said else ""


def _given(value: object) -> bool:
    """Whether there is anything to say; a code may be empty too."""
    return value not in (None, "", ()) and not (isinstance(value, tuple) and value[-1] == "")


def _worded(value: object, form: str, voice: Voice) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple) and not isinstance(value, Code):
        texts = tuple(dict.fromkeys(_worded(v, form, voice) for v in value if _given(v)))
        if form == "list":
            return "; ".join(texts)
        return joined(texts, "or" if form == "or" else "and")
    for kind, forms in _FORMS.items():
        if isinstance(value, kind):
            return forms["" if form in _JOINS else form](value, voice)
    raise TypeError(f"a sentence has no words for {value!r}")


def _code(value: Code, voice: Voice) -> str:
    dimension, code = value
    if dimension == "unit":
        unit = voice.unit(code)
        return f"{unit.prefix} {unit.many}" if unit.many.startswith("per ") else unit.many
    if dimension == "indicator":
        return voice.catalogue.indicator(code).label
    return voice.code(_DIMENSIONS[dimension], code)


def _named(subject: Subject, voice: Voice) -> str:
    """The subject with its coverage in brackets, where two of them are told apart."""
    basis = joined(voice.basis(subject, usual=True))
    return f"{voice.core(subject)} ({basis})" if basis else voice.core(subject)


Wording = Callable[..., str]

_FIGURE: dict[str, Wording] = {
    "": lambda f, v: phrases.amount(f, v).full,
    "range": phrases.span,
    "said": phrases.said,
    "line": phrases.line,
    "signed": phrases.signed,
    "change": lambda f, v: phrases.change(f, v).amount.full,
    "by": lambda f, v: phrases.change(f, v, named=False).amount.full,
    "size": phrases.size,
    "basis": lambda f, _: str(f.basis),
    "title": phrases.title,
    "name": lambda f, v: _named(f.subject, v),
    "core": lambda f, v: v.core(f.subject),
    "period": lambda f, v: v.the(f.period),
    "each": lambda f, _: phrases.each(f),
    "unit": lambda f, v: v.unit(f.unit).many or "counts",
    "working": lambda f, v: named(f.working, v) if f.working is not None else "",
}


_LENGTHS = {"A": "year", "S": "half-year", "Q": "quarter", "M": "month", "W": "week", "D": "day"}
"""Words for how long a period is, by its grain."""


def _of_statement(wording: Wording) -> Wording:
    return lambda statement, voice: wording(from_statement(statement), voice)


_FORMS: dict[type, dict[str, Wording]] = {
    Period: {
        "": lambda p, v: v.the(p),
        "name": lambda p, v: v.period(p, beside=p) or v.period(p),
        "length": lambda p, _: _LENGTHS[p.grain],
    },
    Subject: {
        "": lambda s, v: v.subject(s),
        "what": lambda s, v: v.what(s),
        "core": lambda s, v: v.core(s),
        "flow": lambda s, v: v.catalogue.title(s.indicator, s.trade_flow),
        "basis": lambda s, v: joined(v.basis(s, usual=True)),
        "whole": lambda s, v: ", ".join((v.core(s), *v.basis(s, usual=True))),
    },
    Figure: _FIGURE,
    Comparison: {"": phrases.anew},
    Statement: {
        **{form: _of_statement(wording) for form, wording in _FIGURE.items()},
        "moved": lambda s, v: phrases.moved(from_statement(s), v).text,
    },
    Source: {"": lambda s, v: f"{s.publisher}, {v.day(s.published)}"},
    Meant: {"": lambda m, v: phrases.amount(from_statement(m.statement), v).full},
    Note: {"": sentence},
    date: {"": lambda d, v: v.day(d)},
    Count: {
        "": lambda count, _: f"{count.number:,}",
        "none": lambda count, _: f"{count.number:,}" if count.number else "none",
    },
    int: {"": lambda n, _: f"{n:,}", "none": lambda n, _: f"{n:,}" if n else "none"},
    str: {
        "": lambda text, _: text,
        "none": lambda text, _: text,
        "quoted": lambda text, _: f'"{text}"',
    },
    Code: {"": _code},
}
