"""From an answer to what a reporter reads: words, JSON, Block Kit, a terminal.

All English for reporters is here and nowhere below: numbers in house style
(``style``), names (``labels``), formulas (``working``), figures (``phrases``),
comparisons (``comparisons``), sentences (``sentences``). ``words`` puts them in
the order of the reply; ``contract``, ``blocks`` and ``terminal`` lay it out.
"""
