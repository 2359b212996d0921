"""Every digit of a reply accounted for, from its JSON and the statements on file alone.

A number in a reply is one of four things: words of the question said again; a period, a date,
or part of a name; a number that a publisher printed, digit for digit as on file; or one that
the printed working gives, rounded as house style says. Nothing here asks the code that words
replies: the statements are read with SQL, the workings are parsed and reckoned anew, and the
rounding is written down a second time.

    calendar   periods and days named in a text
    numbers    the other numbers of a text, with scale, sign and percent
    texts      what is done to a text before
    filed      what is on file, read with SQL
    formula    a printed working, reckoned by hand
    house      how many digits a computed number shows
    entries    a figure of the JSON, proved, and whether a number of the text is it
    relations, counts, supposed, sources    comparisons, counts, slips, source lines
    account    one reply, number by number
    making, odd    questions, and figures of every odd form
    asking     questions asked, and what came of them
    spoiling   ways of spoiling the desk, each of which is noticed

``tests/test_digits.py`` asks a few thousand questions in the suite; ``make digits`` asks more.
"""
