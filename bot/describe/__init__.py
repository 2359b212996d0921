"""What an unknown table is, as far as it says so itself, and plain questions for the rest.

A file goes through ``opening`` (its bytes), ``layout`` (header, data, footer), ``columns``
(periods, areas, numbers) and ``words`` (units in titles) to ``tables``, where it becomes a
mapping; ``packages`` makes one package of many. What is looked for stands in ``rows``, so
that a new word for a unit needs no code. Nothing is guessed: what the file does not tell
is a question.
"""
