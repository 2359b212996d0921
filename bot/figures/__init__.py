"""What a figure is: a period, a quantity, a series, a statement by a publisher.

Everything here is a frozen value without input or output; the floors above
build on it and nothing here imports them. Codes are SDMX's throughout (see
``codes.py`` for the lists that the arithmetic depends on; every other code
list is data of a package).
"""
