"""Checking: where the figures on file disagree, for the data editor who answers for them.

``disagree`` finds the disagreements and what may explain each, ``report`` words them.
"""
