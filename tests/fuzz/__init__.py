"""Questions by the million: made by a grammar, mutated from real ones, and random characters.

``make fuzz`` asks them of the desk; ``test_fuzz.py`` asks a few thousand in the suite.
"""
