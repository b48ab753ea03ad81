"""The formats of a check by name. A format's module is loaded only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import cast

from ledger.errors import Said
from ledger.model.finding import Checked

Writer = Callable[[Checked, Callable[[Said], str]], str]
"""A report as text, from a check and a way to say what was found in the reader's language."""

WRITERS: Mapping[str, str] = {
    name: f"ledger.formats.findings.{name}" for name in ("markdown", "github", "gitlab", "junit", "sarif", "csv")
}
"""Name → module; the module's `write` is the format."""


def writer(name: str) -> Writer:
    """The format of this name. Raises KeyError for any other."""
    return cast("Writer", import_module(WRITERS[name]).write)
