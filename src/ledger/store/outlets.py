"""Where a digest goes: the channels that somebody has set up, from the environment or from the user's own settings.

Addresses of robots are secrets, as passwords are: they never stand in `ledger.toml`, which everybody who has the ledger
reads, nor in the words of a call, which shells keep; and nothing here ever says one.
"""

from __future__ import annotations

import os
import stat
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast
from urllib.parse import SplitResult, urlsplit

from ledger.errors import UsageError, say
from ledger.store import files

RobotName = Literal["wecom", "dingtalk", "feishu", "webhook"]
Channel = Literal["wecom", "dingtalk", "feishu", "email", "webhook"]
CHANNELS: tuple[Channel, ...] = ("wecom", "dingtalk", "feishu", "email", "webhook")
PREFIX = "LEDGER_"
_ROBOTS: Mapping[RobotName, str | None] = {
    "wecom": None,
    "dingtalk": "dingtalk_secret",
    "feishu": "feishu_secret",
    "webhook": "webhook_token",
}
"""The robots, and what the secret beside the address is called."""
_MAIL = ("smtp_url", "smtp_from", "smtp_to", "smtp_user", "smtp_password")
_ADDRESSES = (*(f"{name}_url" for name in _ROBOTS), "smtp_url", "smtp_from", "smtp_to")
"""Those that are looked at more closely."""
SETTINGS = (*(f"{name}_url" for name in _ROBOTS), *filter(None, _ROBOTS.values()), *_MAIL)
"""Every setting as the user's file has it; in the environment each is in capitals behind `LEDGER_`."""
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_PORTS: Mapping[str, int] = {"smtps": 465, "smtp": 587, "smtp+plain": 25}
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class Robot:
    """Something that takes a message by HTTP."""

    channel: RobotName
    url: str = field(repr=False)
    secret: str = field(default="", repr=False)

    @property
    def host(self) -> str:
        """What may be said of the address."""
        return urlsplit(self.url).netloc

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be said, whoever says it."""
        parts = urlsplit(self.url)
        values = (one.partition("=")[2] for one in parts.query.split("&"))
        told = (self.url, f"{parts.path}?{parts.query}", parts.query, *values, parts.path.rpartition("/")[2])
        return tuple(one for one in (*told, self.secret) if len(one) >= _SHORTEST)


_SHORTEST = 6
"""Characters of what is worth hiding: `send`, the end of a path, says nothing."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A server that takes letters, and for whom."""

    host: str
    port: int
    security: Literal["smtps", "smtp", "smtp+plain"]
    """TLS from the first byte, TLS by STARTTLS or not at all, none (on this machine only)."""
    sender: str
    to: tuple[str, ...]
    user: str = ""
    password: str = field(default="", repr=False)
    channel: Literal["email"] = "email"

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be said."""
        return (self.password,) if self.password else ()


Outlet = Robot | Mailbox


def load(environment: Mapping[str, str], file: Path | None) -> tuple[Outlet, ...]:
    """Every channel that is set up; the environment goes before the file.

    Raises UsageError for a file that others may read, or that has other keys; for an address that isn't safe.
    """
    own = _own(file) if file else {}
    given = {name: environment.get(PREFIX + name.upper(), "").strip() or own.get(name, "") for name in SETTINGS}
    for name, value in given.items():
        # A line break would begin another header; what isn't ASCII can't be in a login, and the error would show it.
        if not (value.isascii() and value.isprintable()) and name not in _ADDRESSES:
            raise UsageError(say("notify.bad-characters", name=PREFIX + name.upper()))
    robots = (
        Robot(name, _robot_address(f"{name}_url", given[f"{name}_url"]), given[key] if key else "")
        for name, key in _ROBOTS.items()
        if given[f"{name}_url"]
    )
    found: dict[Channel, Outlet] = {one.channel: one for one in robots}
    if any(given[name] for name in _MAIL):
        found["email"] = _mailbox(given)
    return tuple(found[name] for name in CHANNELS if name in found)


def _own(file: Path) -> Mapping[str, str]:
    """The user's settings; none where there is no file."""
    try:
        with file.open("rb") as opened:
            mode = os.fstat(opened.fileno()).st_mode
            if sys.platform != "win32" and mode & _OTHERS:
                raise UsageError(say("notify.settings-open", file=str(file)))
            read = tomllib.load(opened)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise files.fault(error, file) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise UsageError(say("notify.settings-broken", file=str(file))) from None  # its words may hold the secret
    if wrong := [name for name, value in read.items() if name not in SETTINGS or not isinstance(value, str)]:
        raise UsageError(say("notify.settings-key", file=str(file), key=wrong[0], known=SETTINGS))
    return cast("Mapping[str, str]", read)


def _robot_address(name: str, url: str) -> str:
    parts = _split(name, url)
    if parts.scheme not in {"http", "https"}:
        raise UsageError(say("notify.bad-address", name=PREFIX + name.upper()))
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise UsageError(say("notify.not-https", name=PREFIX + name.upper()))
    return url


def _split(name: str, url: str) -> SplitResult:
    """The parts of an address that is one. Raises UsageError that doesn't repeat it."""
    try:
        parts = urlsplit(url)
        fine = bool(parts.hostname) and (parts.port or 1) > 0 and "@" not in parts.netloc
    except ValueError:
        fine = False
    if not fine or not url.isascii() or not url.isprintable() or " " in url or "#" in url:
        raise UsageError(say("notify.bad-address", name=PREFIX + name.upper())) from None
    return parts


def _mailbox(given: Mapping[str, str]) -> Mailbox:
    if missing := tuple(PREFIX + name.upper() for name in _MAIL[:3] if not given[name]):
        raise UsageError(say("notify.mail-incomplete", names=missing))
    parts = _split("smtp_url", given["smtp_url"])
    if parts.scheme not in _PORTS or parts.path.strip("/"):
        raise UsageError(say("notify.bad-smtp"))
    if parts.scheme == "smtp+plain" and parts.hostname not in LOOPBACK:
        raise UsageError(say("notify.plain-smtp"))
    if bool(given["smtp_user"]) != bool(given["smtp_password"]):
        raise UsageError(say("notify.mail-incomplete", names=("LEDGER_SMTP_USER", "LEDGER_SMTP_PASSWORD")))
    return Mailbox(
        host=parts.hostname or "",
        port=parts.port or _PORTS[parts.scheme],
        security=cast("Literal['smtps', 'smtp', 'smtp+plain']", parts.scheme),
        sender=_address("smtp_from", given["smtp_from"]),
        to=tuple(_address("smtp_to", one) for one in given["smtp_to"].replace(";", ",").split(",") if one.strip()),
        user=given["smtp_user"],
        password=given["smtp_password"],
    )


def _address(name: str, text: str) -> str:
    from email.headerregistry import Address

    try:
        if text.isascii():
            return Address(addr_spec=text.strip()).addr_spec
    except (ValueError, IndexError):  # the standard library's parser raises either
        pass
    raise UsageError(say("notify.bad-mail-address", name=PREFIX + name.upper(), found=text.strip()))
