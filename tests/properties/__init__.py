"""True series, published as publishers print, and what the desk makes of what is printed.

``make properties`` judges a hundred thousand numbers so; ``test_properties.py`` a few hundred.
"""
