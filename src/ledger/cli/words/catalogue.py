"""The catalogue: every sentence the program says, in both languages, and how its blanks are filled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib import import_module
from typing import Literal

from ledger.errors import Said
from ledger.model.naming import title_of

Language = Literal["zh", "en"]
Entry = tuple[str, str]
"""A sentence in Chinese and in English, with the same `{blanks}`; in English `{days:day|days}` takes a word along."""

FAMILIES = (
    *("helps", "labels", "results", "values", "procedure", "guarding", "trail", "reading", "deadlines", "refusals"),
    *("checking", "duties", "findings", "tables", "figures", "publicity", "ruling", "sealing", "merging"),
    *("exporting", "importing", "intake", "since", "ci", "documents", "escalation", "extracting", "layouts"),
    *("lookback", "notifying", "petitions", "plans", "renumbering", "workbooks"),
    *("pacing", "phases", "sites", "snapshots", "today", "writing", "dispatching", "rolling"),
    *(
        "drawers",
        "shelving",
        "objects",
        "schemes",
        "books",
        "indicators",
        "meetings",
        "checklists",
        "oversight",
        "scores",
    ),
    "publishing",
)
"""The modules that the sentences stand in; those that most commands say something of come first."""


class _Entries(dict[str, Entry]):
    """Every sentence by its key; a family is loaded when those before it have not what is to be said."""

    def __init__(self) -> None:
        super().__init__()
        self._unread = iter(FAMILIES)

    def __missing__(self, key: str) -> Entry:
        for family in self._unread:
            self.update(import_module(f"ledger.cli.words.{family}").WORDS)
            if key in self:
                return self[key]
        raise KeyError(key)


class _Filling(str):
    """What fills a blank; one that takes a word along has it in the singular for 1, else in the plural."""

    __slots__ = ()

    def __format__(self, nouns: str) -> str:
        one, sign, many = nouns.partition("|")
        return f"{self} {one if self == '1' else many}" if sign else super().__format__(nouns)


class Catalogue:
    """Says messages in one language."""

    def __init__(self, language: Language, entries: Mapping[str, Entry] | None = None) -> None:
        self.language = language
        self._entries = _Entries() if entries is None else entries
        self._column = 0 if language == "zh" else 1

    def __call__(self, message: Said | str, /, **fill: object) -> str:
        """The sentence for a message, or for a key and its blanks. Raises KeyError for an unknown key."""
        key, blanks = (message.key, message.fill) if isinstance(message, Said) else (message, fill)
        if key == "field":
            path = str(blanks["path"])
            return str(blanks.get("title") or title_of(path)) if self.language == "zh" else path
        template = self._entries[key][self._column]
        return template.format(**{name: _Filling(self._word(value)) for name, value in blanks.items()})

    def _word(self, value: object) -> str:
        if isinstance(value, Said):
            return self(value)
        if isinstance(value, bool):
            return self("yes" if value else "no")
        if isinstance(value, tuple):
            return ("、" if self.language == "zh" else ", ").join(map(self._word, value))
        if isinstance(value, date):
            return value.isoformat()
        return "" if value is None else str(value)
