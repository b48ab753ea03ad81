"""The output formats by name. A format's module, and the library behind it, is loaded only when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import cast

from ledger.errors import UsageError, say
from ledger.formats.base import Writer

WRITERS: Mapping[str, str] = {
    "xlsx": "ledger.formats.xlsx.book",
}
"""Name → module; the module's `WRITER` is the format."""


def writer(name: str) -> Writer:
    """The format called `name`. Raises UsageError with the names that exist."""
    module = WRITERS.get(name)
    if module is None:
        raise UsageError(say("export.unknown-format", name=name, known=tuple(WRITERS)))
    return cast("Writer", import_module(module).WRITER)
