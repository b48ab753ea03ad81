"""Whether something that must not be published stands in a page all the same, by whatever way it came there.

There may be hundreds of thousands of such texts and ten thousand pages. So a page is not asked for each of them: its
pieces of 2, 4 and 8 signs are compared with how the texts begin, and only the few that could be there are looked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ledger.model.public import Secret

_WORD = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.@+-]*[A-Za-z0-9])?")
_SPACES = re.compile(r"\s+")
_BETWEEN = re.compile(r"[\s·・]+")
_AROUND = 12


@dataclass(frozen=True, slots=True)
class Leak:
    """A secret where everybody would read it."""

    page: str
    secret: Secret
    around: str
    """The words around it."""


class Seeker:
    """Looks for the same secrets in one page after another."""

    def __init__(self, secrets: Iterable[Secret], allowed: Iterable[str] = ()) -> None:
        """`allowed` are texts that somebody has looked at and found fit to be read; one that is firm never is."""
        fit = {_joined(text) for text in allowed}
        self._words: dict[str, Secret] = {}
        self._begins: dict[int, dict[str, list[tuple[str, Secret]]]] = {8: {}, 4: {}, 2: {}}
        for one in secrets:
            text = _joined(one.text)
            if text in fit and not one.firm:
                continue
            if one.kind != "number" and _WORD.fullmatch(word := _plain(one.text)):
                self._words[word] = one
                continue
            size = next((size for size in self._begins if len(text) >= size), None)
            if size is not None:
                self._begins[size].setdefault(text[:size], []).append((text, one))

    @staticmethod
    def count(text: str, secret: Secret) -> int:
        """How often a secret stands in a text."""
        return _joined(text).count(_joined(secret.text))

    def leaks(self, page: str, text: str) -> Iterator[Leak]:
        """Every secret that stands in the text of a page, each once. Words of Latin letters are found whole: the id
        `li` is not in `list`.
        """
        text = _plain(text)
        words = {hit[0]: hit.start() for hit in _WORD.finditer(text)} if self._words else {}
        for word in words.keys() & self._words.keys():
            yield Leak(page, self._words[word], _near(text, words[word], len(word)))
        whole = _BETWEEN.sub("", text)
        for size, begins in self._begins.items():
            if not begins:
                continue
            pieces = {whole[at : at + size] for at in range(len(whole) - size + 1)}
            for piece in sorted(pieces & begins.keys()):
                for sought, secret in begins[piece]:
                    if (at := whole.find(sought)) >= 0:
                        yield Leak(page, secret, _near(whole, at, len(sought)))


def _plain(text: str) -> str:
    """A text in one width and case: Ｚｈａｎｇ is zhang, and a note is the same note with other commas."""
    return unicodedata.normalize("NFKC", text).casefold()


def _joined(text: str) -> str:
    """A text, plain, without its spaces and line breaks, which a page may set otherwise, and without dots in names."""
    return _BETWEEN.sub("", _plain(text))


def _near(text: str, at: int, length: int) -> str:
    return _SPACES.sub(" ", text[max(0, at - _AROUND) : at + min(length, 40) + _AROUND]).strip()
