"""Words to question: folding, words, periods, names, and what is asked.

Nothing here knows what is on file. A question is a value that says what the
reporter typed; ``bot.answers`` looks for the figures that it could mean.
"""
