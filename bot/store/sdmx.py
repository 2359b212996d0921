"""The formats of SDMX messages, told from how a file begins.

``sdmx_grid`` reads them, with a module for each format.
"""

from __future__ import annotations

import gzip
import re
import zlib
from pathlib import Path

__all__ = ["CSV", "DATAFLOW", "FORMATS", "JSON", "ML", "content", "delimiter", "format_of"]

CSV, ML, JSON = "sdmx-csv", "sdmx-ml", "sdmx-json"
FORMATS = (CSV, ML, JSON)
"""As ``format`` of a resource names them."""

DATAFLOW = "DATAFLOW"
"""The column that says which data set a row is of, in the table that a message becomes."""

_BEGINNING = 4096  # bytes: as far as a format is looked for
_GZIP = b"\x1f\x8b"
_FIRST = re.compile(r'"?(?:DATAFLOW|STRUCTURE(?:\[.?\])?)"?(?P<sign>[,;\t|])')


def content(file: Path, size: int = -1) -> bytes:
    """What is in a file, or in the one that it packs; nothing where that cannot be unpacked."""
    with file.open("rb") as stream:
        packed = stream.read(len(_GZIP)) == _GZIP
        stream.seek(0)
        if not packed:
            return stream.read(size)
        try:
            return gzip.GzipFile(fileobj=stream).read(size)
        except (EOFError, gzip.BadGzipFile, zlib.error):
            return b""


def format_of(file: Path) -> str | None:
    """The format of an SDMX message; None of a file that is none."""
    begins = content(file, _BEGINNING)
    bare = begins.removeprefix(b"\xef\xbb\xbf").lstrip()
    if bare.startswith(b"<") and b"sdmx" in begins.lower():
        return ML
    if bare.startswith(b"{") and b'"dataSets"' in content(file):
        return JSON
    return CSV if delimiter(file) else None


def delimiter(file: Path) -> str | None:
    """The sign between the columns of SDMX-CSV, which stands after the name of the first."""
    begins = content(file, _BEGINNING).decode("utf-8-sig", errors="replace")
    found = _FIRST.match(begins)
    return found["sign"] if found else None
