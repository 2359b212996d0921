"""Figures: a desk that answers questions about official figures."""

__version__ = "0.1.0"
