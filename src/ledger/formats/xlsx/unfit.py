"""Why a file is not taken as a workbook. `reading.read` puts the name of the file before it."""

from __future__ import annotations

from ledger.errors import Said

_SHOWN = 60
"""Characters that are shown of a text out of a file."""


class UnfitError(Exception):
    """The file, or a part of it, is not what it should be or more than is read; `why` is the sentence for it."""

    def __init__(self, why: Said) -> None:
        super().__init__(why)
        self.why = on_one_line(why)


def on_one_line(said: Said) -> Said:
    """The message with every text in it fit for a line of a terminal: what a damaged file says may be anything."""
    return Said(said.key, {blank: _fit(value) for blank, value in said.fill.items()})


def _fit(value: object) -> object:
    match value:
        case Said():
            return on_one_line(value)
        case tuple():
            return tuple(map(_fit, value))
        case str():
            text = "".join(character if character.isprintable() else " " for character in value)
            return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        case _:
            return value
