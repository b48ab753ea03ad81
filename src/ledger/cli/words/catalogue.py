"""The catalogue: every sentence the program says, in both languages, and how its blanks are filled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from ledger.cli.words import (
    checking,
    ci,
    deadlines,
    dispatching,
    documents,
    duties,
    escalation,
    exporting,
    extracting,
    figures,
    findings,
    guarding,
    helps,
    importing,
    intake,
    labels,
    layouts,
    lookback,
    merging,
    notifying,
    pacing,
    petitions,
    phases,
    plans,
    procedure,
    publicity,
    reading,
    refusals,
    renumbering,
    results,
    ruling,
    sealing,
    since,
    sites,
    snapshots,
    tables,
    today,
    trail,
    values,
    workbooks,
    writing,
)
from ledger.errors import Said
from ledger.model.naming import title_of

Language = Literal["zh", "en"]
Entry = tuple[str, str]
"""A sentence in Chinese and in English, with the same `{blanks}`; in English `{days:day|days}` takes a word along."""


def _collect() -> dict[str, Entry]:
    merged: dict[str, Entry] = {}
    for module in (
        reading,
        checking,
        ci,
        deadlines,
        dispatching,
        documents,
        exporting,
        extracting,
        figures,
        findings,
        importing,
        intake,
        labels,
        layouts,
        lookback,
        merging,
        notifying,
        pacing,
        petitions,
        helps,
        phases,
        plans,
        renumbering,
        results,
        refusals,
        guarding,
        duties,
        publicity,
        escalation,
        ruling,
        sealing,
        since,
        sites,
        snapshots,
        today,
        tables,
        trail,
        values,
        workbooks,
        procedure,
        writing,
    ):
        merged.update(module.WORDS)
    return merged


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
        self._entries = _collect() if entries is None else entries
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
