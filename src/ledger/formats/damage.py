"""What reading a damaged zip archive may raise, whichever format the archive holds."""

from __future__ import annotations

import struct
import zlib
from zipfile import BadZipFile

BROKEN = (
    BadZipFile, zlib.error, struct.error, EOFError, OSError, OverflowError,
    NotImplementedError, RuntimeError, ValueError, KeyError, IndexError,
)  # fmt: skip
"""Whatever `zipfile` lets through on damaged bytes; found by mutation. It says `NotImplementedError` of a kind of
compression that it doesn't know, and `RuntimeError` of a member under a password.
"""
