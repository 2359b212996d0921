"""From a question to an answer: the readings it allows, and the figures they find.

What is on file comes through the door in ``catalogue.py``; the result is the
value in ``answer.py``, without a word of English in it: ``bot.reply`` words it.
"""
