"""Where a database is, by its address, and what of an address may be said.

A password never stands in one: shells keep what was called, and lists of processes show it. libpq takes it from the
environment (`PGPASSWORD`), from `~/.pgpass` or from a service file; nothing here ever asks it back. How libpq reads an
address is told at https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS; here less is
allowed, so that no part of a password is ever taken for a port, a database or a fragment, and printed as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import unquote

from ledger.errors import UsageError, say

_SCHEME = re.compile(r"postgres(?:ql)?://")
_HOST = r"(?:\[[0-9A-Fa-f:.]+(?:%25\w+)?\]|[^\[\]:/?#,]*)(?::[0-9]{0,5})?"
_PLACE = re.compile(rf"(?P<hosts>{_HOST}(?:,{_HOST})*)(?:/(?P<base>[^/?#]*))?(?:\?(?P<query>[^#]*))?")
_NO_NAME = frozenset("=:@/?#\\")
"""Signs that neither a user nor a database is called by, and without which nothing looks like an address or a list of
settings.
"""
_PLACES = frozenset({"host", "hostaddr", "port", "service"})
_A_PLACE = re.compile(r"[\w./,\- ]+")
_ANY_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*://).*", re.DOTALL)
_QUOTED = re.compile(r"(postgres(?:ql)?:/+)(?=[^@]*[:?%#][^@]*@|.*passw|.*user=).*", re.DOTALL | re.IGNORECASE)
_SETTING = re.compile(r"(\w*passw\w*\s*=\s*).*", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Address:
    """Where a database is. `shown` is what may be said of it."""

    url: str
    shown: str


def address(word: str) -> Address:
    """The database that a word means. Raises UsageError for another word, and for one that has a password in it."""
    scheme = _SCHEME.match(word)
    if scheme is None:
        other = _ANY_SCHEME.match(word) and not word.startswith("git+")  # of a ledger, named without a database
        raise UsageError(say("publish.bad-address" if other else "publish.no-address"))
    user, _, place = word[scheme.end() :].rpartition("@")
    user = unquote(user)
    found = _PLACE.fullmatch(place)
    if ":" in user or _is_secret(found["query"] if found else place):
        raise UsageError(say("publish.password-in-address"))
    base = found["base"] or "" if found else ""
    if found is None or not word.isprintable() or " " in word or _NO_NAME & {*user, *unquote(base)}:
        raise UsageError(say("publish.bad-address"))
    told = "" if found["hosts"] else _where(found["query"])
    return Address(word, f"{scheme[0]}{found['hosts']}{f'/{base}' if found['base'] is not None else ''}{told}")


def _where(query: str | None) -> str:
    """What settings say of where the database is, as far as they look like a place; nothing else of them is said."""
    pairs = [tuple(map(unquote, one.split("=", 1))) for one in (query or "").split("&") if "=" in one]
    told = "&".join(f"{name}={value}" for name, value in pairs if name in _PLACES and _A_PLACE.fullmatch(value))
    return f"?{told}" if told else ""


def _is_secret(query: str | None) -> bool:
    """Whether a setting gives a password, or hides one: in another address, or as a part of a user's name."""
    for one in (query or "").split("&"):
        name, _, value = map(unquote, one.partition("="))
        if "passw" in name.casefold() or "://" in value or _SETTING.search(value):
            return True
        if name.casefold() == "user" and ":" in value:
            return True
    return False


def _is_sound(word: str) -> bool:
    try:
        address(word)
    except UsageError:
        return False
    return True


def masked(word: str) -> str:
    """A word of a call as it may be said: of an address only of which kind it is, of settings no password."""
    return _SETTING.sub(r"\1…", _ANY_SCHEME.sub(r"\1…", word))


def cut_off(text: str) -> str:
    """A text that quotes an address in a way that nobody foresaw, up to the address: where it ends, nobody knows."""
    return _SETTING.sub(r"\1…", _QUOTED.sub(r"\1…", text))


def within(call: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every way in which a program may quote a word of a call that is a database's address, and how it may be said.
    What would be taken for an address holds no password.
    """
    for word in call:
        if (found := _SCHEME.search(word)) is not None:
            if _is_sound(word[found.start() :]):
                continue
            for one in (word, word[found.start() :]):
                for quoted in {one, repr(one)[1:-1], str(PurePath(one))}:
                    yield quoted, masked(one)
        elif masked(word) != word and "://" not in word:
            yield from ((one, masked(word)) for one in {word, repr(word)[1:-1]})
