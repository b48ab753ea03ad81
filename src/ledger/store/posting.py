"""Sending bytes by HTTP to somebody outside, with a bound on everything: time, answer, tries.

The standard library does it (docs/decisions/0018); it is loaded only when something is sent.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO
from urllib.parse import urlsplit

from ledger.errors import MachineError, Said, say
from ledger.store.outlets import LOOPBACK

LIMIT = 1 << 16
"""Bytes of an answer; robots give about fifty."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long somebody outside is waited for."""

    seconds: float = 10.0
    pause: float = 1.0
    """Before the second try, which there is only where the first reached nobody: what may have arrived is never sent
    again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: bytes


def post(url: str, body: bytes, headers: Mapping[str, str], patience: Patience) -> Answer:
    """The answer to a POST, whatever its status; a redirection is an answer and is not followed. The environment's
    proxy is used, except for this machine itself.

    Raises MachineError where no answer can be had; it names the host and nothing else of the address.
    """
    try:
        return _once(url, body, headers, patience)
    except OSError as error:
        if not reached_nobody(error):
            raise _fault(url, error, patience) from None
    time.sleep(patience.pause)
    try:
        return _once(url, body, headers, patience)
    except OSError as error:
        raise _fault(url, error, patience) from None


def _once(url: str, body: bytes, headers: Mapping[str, str], patience: Patience) -> Answer:
    """One try. Raises OSError."""
    import http.client
    import urllib.error
    import urllib.request

    class Unfollowed(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            return None

    handlers: list[urllib.request.BaseHandler] = [Unfollowed()]
    if urlsplit(url).hostname in LOOPBACK:
        handlers.append(urllib.request.ProxyHandler({}))
    request = urllib.request.Request(  # noqa: S310 - https, or http on this machine: store.outlets saw to it
        url, data=body, headers={"User-Agent": "ledger", **headers}, method="POST"
    )
    until = time.monotonic() + patience.seconds
    try:
        with urllib.request.build_opener(*handlers).open(request, timeout=patience.seconds) as answer:
            return Answer(answer.status, _read(answer, until))
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, _read(error, until))
    except urllib.error.URLError as error:
        raise error.reason if isinstance(error.reason, OSError) else OSError(str(error.reason)) from None
    except http.client.HTTPException as error:  # an answer that isn't HTTP, or one that was cut off
        raise OSError(type(error).__name__) from None


def _read(answer: IO[bytes], until: float) -> bytes:
    """The answer as far as it comes in time: one that drips would keep us for ever."""
    read = getattr(answer, "read1", answer.read)
    parts: list[bytes] = []
    while sum(map(len, parts)) < LIMIT and (part := read(LIMIT)):
        parts.append(part)
        if time.monotonic() > until:
            raise TimeoutError
    return b"".join(parts)


def reached_nobody(error: OSError) -> bool:
    """Whether a try certainly ended before anybody was there to take the message."""
    return isinstance(error, (ConnectionRefusedError, socket.gaierror))


def _fault(url: str, error: OSError, patience: Patience) -> MachineError:
    return MachineError(unreached(urlsplit(url).netloc, error, patience))


def unreached(host: str, error: OSError, patience: Patience) -> Said:
    """The sentence for a connection that failed."""
    import ssl

    if isinstance(error, ssl.SSLCertVerificationError):
        return say("notify.bad-certificate", host=host, reason=error.verify_message)
    if isinstance(error, TimeoutError):
        return say("notify.timeout", host=host, seconds=f"{patience.seconds:g}")
    if isinstance(error, ConnectionRefusedError):
        return say("notify.nobody-there", host=host)
    if isinstance(error, socket.gaierror):
        return say("notify.unknown-host", host=host)
    return say("notify.no-connection", host=host, reason=error.strerror or str(error) or type(error).__name__)
