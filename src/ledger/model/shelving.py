"""Which book a number belongs to, and a word: no two books of a ledger may be taken for one another.

The prefix of its number says which book an issue is in. One that no book has, or one whose description can't be read,
leaves open what the issue is and who may see it: it is in no book, and never shown to everybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ledger.errors import Said, say
from ledger.model.book import MAIN, Book, unmarked
from ledger.model.ids import runs_into
from ledger.model.policy import Policy
from ledger.model.units import plain


@dataclass(frozen=True)
class Unkept:
    """Why issues of a prefix are in no book: there is none, or its description can't be read."""

    prefix: str
    """Empty where not even that can be read."""
    name: str = ""
    """The description that can't be read; empty where no book has the prefix."""
    title: str = ""
    key: str = ""

    @property
    def goes_by(self) -> tuple[str, ...]:
        """What users call it."""
        return tuple(one for one in (self.key, self.name, self.title, self.prefix) if one)


def prefix_of(number: str) -> str:
    """`PWK` of `PWK-001`, also where it is told with its ledger: `county-a/PWK-001`."""
    return number.rpartition("/")[2].rpartition("-")[0]


def clashes(books: Sequence[Book], house: Policy) -> Iterator[tuple[Book, str, Said]]:
    """Every book whose numbers or files would get mixed up with those of another, or that goes by a word that another
    goes by: the book, the setting to change (`prefix`, `folder`, `of`, `title`; empty for its heading), the reason.
    """
    own = house.ledger
    prefixes, folders = dict.fromkeys((own.prefix, *own.former_prefixes), own.title), dict[str, str]()
    words = {unmarked(one): own.title for one in (MAIN, own.title, own.prefix, own.book or MAIN)}
    for one in books:
        for setting, value, taken in (("prefix", one.prefix, prefixes), ("folder", plain(one.folder), folders)):
            if value in taken:
                yield one, setting, say(f"book.same-{setting}", value=getattr(one, setting), other=taken[value])
        if (near := next((it for it in prefixes if runs_into(one.prefix, it)), None)) is not None:
            told = say("book.prefix-runs-into", value=one.prefix, prefix=near, other=prefixes[near])
            yield one, "prefix", told
        called = {"of": one.name, "": one.key, "title": one.title}
        called |= {} if one.prefix in prefixes else {"prefix": one.prefix}
        found = next(((setting, word) for setting, word in called.items() if unmarked(word) in words), None)
        if found is not None:
            setting, word = found
            key = "book.same-of" if setting == "of" else "book.same-word"
            yield one, setting, say(key, value=word, other=words[unmarked(word)])
        prefixes.setdefault(one.prefix, one.title)
        folders.setdefault(plain(one.folder), one.title)
        for word in one.goes_by:
            words.setdefault(unmarked(word), one.title)
