"""The figures on file, and the bot's own memory: all SQL of the project is in here.

Two SQLite files: the figures, which a load writes in one transaction, and the
bot's state, so that a long load never holds up an acknowledgement to Slack.
Tables are made and written through sqlite-utils; questions read through plain
read-only connections, which start faster.

A value is text from the package to the answer: sqlite-utils would store a
Decimal as a float, so none is ever handed to it.
"""
