"""Checking: where the figures on file disagree, or are hard to believe.

``run`` goes through the figures: ``relations`` sets each printed number beside what
others make of it, ``slips`` looks for what would explain a contradiction, and
``wholes``, ``ratios``, ``growths`` and ``claims`` are checks that no formula is. The
findings are kept with the load that brought the figures, and told with every reply
that stands on them.
"""
