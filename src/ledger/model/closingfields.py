"""What a column may show of how an issue was accepted, made public and struck off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from ledger.model.acts import Publicity, Verification
from ledger.model.columns import Value
from ledger.model.lines import IssueLine


def _verified(read: Callable[[Verification], Value]) -> Callable[[IssueLine], Value]:
    """Something of the last acceptance of the present cycle."""
    return lambda line: read(one) if (one := line.issue.verification()) else None


def _published(read: Callable[[Publicity], Value]) -> Callable[[IssueLine], Value]:
    """Something of the last public notice of the present cycle."""

    def value(line: IssueLine) -> Value:
        own = [one for one in line.issue.publicity if one.cycle == line.issue.cycle]
        return read(own[-1]) if own else None

    return value


def _closed(line: IssueLine) -> date | None:
    closure = line.issue.closure() if line.issue.status == "closed" else None
    return closure.date if closure else None


def _closing(read: Callable[[IssueLine], Value]) -> Callable[[IssueLine], Value]:
    """Something of the closing, while the issue is closed."""
    return lambda line: read(line) if _closed(line) else None


def _closure_words(line: IssueLine, name: str) -> str | None:
    closure = line.issue.closure()
    return {"unit": closure.unit, "document": closure.document}[name] if closure else None


CLOSING: Mapping[str, Callable[[IssueLine], Value]] = {
    "verification.date": _verified(lambda one: one.date),
    "verification.unit": _verified(lambda one: "、".join(one.units)),
    "verification.result": _verified(lambda one: one.result),
    "verification.opinion": _verified(lambda one: one.opinion),
    "publicity": _published(lambda one: f"{one.start} 至 {one.end}"),
    "publicity.medium": _published(lambda one: one.medium),
    "closures.date": _closed,
    "closures.unit": _closing(lambda line: _closure_words(line, "unit")),
    "closures.document": _closing(lambda line: _closure_words(line, "document")),
}
