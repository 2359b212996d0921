"""Evaluation: how well the desk answers a file of questions whose answers are known.

``cases`` reads the file, ``verdict`` judges one reply, ``report`` counts the
verdicts and explains each miss. The format is described in docs/evaluation.md.
"""
