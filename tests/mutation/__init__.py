"""The power of the checks, measured as that of a test suite is: by mutation.

One printed figure of one release is changed at a time, as people and typesetters
change them, and ``figures check`` is run again. A mutant is caught where the check
reports something that it did not report before. How often it cries wolf is measured on
releases made up from true figures, printed as the release prints its own.
"""
