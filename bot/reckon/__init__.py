"""Arithmetic on figures: expressions with exact bounds, derivation, comparison, checks.

Everything computed is an expression over printed numbers, so its value, its
bounds, its working and its sources all come from one object.
"""
