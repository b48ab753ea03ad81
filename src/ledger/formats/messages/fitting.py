"""Cutting a page to what a channel takes: whole entries are left out and counted, never a character torn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ledger.formats.messages.page import Line, Page

Size = Callable[[Sequence[Line]], int]
"""Bytes that lines take as the channel counts them."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The lines that fit, and how many of the page's entries are among them."""

    lines: tuple[Line, ...]
    taken: int


def fit(page: Page, limit: int, size: Size) -> Fitted:
    """As many entries as fit into `limit`; all of them where they do."""
    if size(whole := page.lines(page.count)) <= limit:
        return Fitted(whole, page.count)
    fits, too_many = -1, page.count
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if size(page.lines(middle)) <= limit:
            fits = middle
        else:
            too_many = middle
    return Fitted(page.lines(fits), fits) if fits >= 0 else Fitted(_cut(page.lines(0), limit, size), 0)


def _cut(lines: tuple[Line, ...], limit: int, size: Size) -> tuple[Line, ...]:
    """As many lines as fit, and as much as fits of the next."""
    kept = 0
    while kept < len(lines) and size(lines[: kept + 1]) <= limit:
        kept += 1
    last = lines[kept]._replace(role="text", url="")
    fits, too_many = -1, len(last.text) + 1
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if size((*lines[:kept], last._replace(text=f"{last.text[:middle]}…"))) <= limit:
            fits = middle
        else:
            too_many = middle
    return (*lines[:kept], last._replace(text=f"{last.text[:fits]}…")) if fits >= 0 else lines[:kept]
