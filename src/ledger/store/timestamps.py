"""Time stamps of RFC 3161: somebody outside says that these bytes existed at that moment. `openssl ts` does the work.

An authority sees a digest and nothing else. A machine without a way out writes the question to a file, and takes the
answer in from one. Everything is checked without a network.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from ledger.errors import MachineError, UnreadableError, UsageError, say
from ledger.store.signing import NoToolError

SECONDS = 30
"""How long an authority is waited for."""
LIMIT = 1 << 20
"""Bytes of an answer; they have a few thousand."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_REASON = 5
_PROGRAM = ("openssl", "ts")
_TIME = re.compile(r"^Time stamp: (.+)$", re.MULTILINE)
_ALGORITHM = re.compile(r"^Hash Algorithm: (\S+)$", re.MULTILINE)
_IMPRINT = re.compile(r"^ +[0-9a-f]{4} - ((?:[0-9a-f]{2}[ -]){1,16})", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an answer says: the moment, and the SHA-256 of what it is about, in hex."""

    time: datetime
    sha256: str


def query(data: bytes) -> bytes:
    """The question about some bytes: their SHA-256, a number that the answer must repeat, "send your certificate".

    Raises MachineError.
    """
    with tempfile.TemporaryDirectory() as folder:
        asked, about = Path(folder, "query"), Path(folder, "data")
        about.write_bytes(data)
        try:
            answer = _run("-query", "-data", str(about), "-sha256", "-cert", "-out", str(asked))
        except NoToolError as error:
            raise MachineError(say("seal.no-tool", tool="openssl")) from error
        if answer.returncode:
            raise MachineError(say("seal.no-query", reason=_said(answer)))
        return asked.read_bytes()


def check_address(url: str) -> None:
    """Refuse what is no address of an authority. Raises UsageError: also for a password in it, because the words of a
    call are kept by shells and seen by everybody on the machine.
    """
    parts = urlsplit(url)
    if parts.username or parts.password:
        raise UsageError(say("seal.password-in-address", host=parts.hostname or ""))
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UsageError(say("seal.bad-address", url=url))


def ask(url: str, question: bytes) -> bytes:
    """The answer of an authority. Raises MachineError where it can't be had."""
    import urllib.error
    import urllib.request

    check_address(url)
    request = urllib.request.Request(  # noqa: S310 - http and https only, checked above
        url, data=question, headers={"Content-Type": "application/timestamp-query"}
    )
    host = urlsplit(url).hostname or ""
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - as above
            return bytes(answer.read(LIMIT))
    except urllib.error.HTTPError as error:
        raise MachineError(say("seal.no-answer", host=host, reason=f"HTTP {error.code}")) from error
    except (OSError, ValueError) as error:  # refused, unknown, too slow, cut off
        reason = getattr(error, "reason", error)
        raise MachineError(say("seal.no-answer", host=host, reason=str(reason))) from error


def stamp(reply: bytes) -> Stamp | None:
    """What an answer says of itself, unproven; None for one that grants nothing, or is none. Raises NoToolError."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "reply")
        file.write_bytes(reply)
        answer = _run("-reply", "-in", str(file), "-text")
    text = answer.stdout.decode("utf-8", "replace")
    moment, algorithm = _TIME.search(text), _ALGORITHM.search(text)
    if answer.returncode or "Status: Granted" not in text or moment is None or algorithm is None:
        return None
    imprint = re.sub(r"[^0-9a-f]", "", "".join(_IMPRINT.findall(text)))
    time = _moment(moment[1])
    if algorithm[1].lower() != "sha256" or len(imprint) != hashlib.sha256().digest_size * 2 or time is None:
        return None
    return Stamp(time, imprint)


def _moment(text: str) -> datetime | None:
    """`Nov 21 23:14:35 2026 GMT`, as openssl prints it; whole seconds, in UTC."""
    found = re.fullmatch(
        r"([A-Z][a-z]{2}) +([0-9]{1,2}) ([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)? ([0-9]{4}) GMT", text
    )
    if found is None:
        return None
    month = _MONTHS.index(found[1]) + 1
    day, hour, minute, second, year = map(int, found.group(2, 3, 4, 5, 6))
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


def granted(reply: bytes, data: bytes) -> Stamp:
    """What an answer says, where it is about these bytes. Raises UnreadableError for any other, MachineError."""
    try:
        found = stamp(reply)
    except NoToolError as error:
        raise MachineError(say("seal.no-tool", tool="openssl")) from error
    if found is None:
        raise UnreadableError(say("seal.not-granted"))
    if found.sha256 != hashlib.sha256(data).hexdigest():
        raise UnreadableError(say("seal.other-imprint"))
    return found


def proven(reply: bytes, data: bytes, found: Stamp, authority: Path) -> str | None:
    """Why an answer does not prove that these bytes existed then, to somebody who trusts the certificates in the file
    `authority`; None where it does. Certificates are judged as of the stamp's moment: they run out, proofs don't.

    Raises NoToolError.
    """
    with tempfile.TemporaryDirectory() as folder:
        file, about = Path(folder, "reply"), Path(folder, "data")
        file.write_bytes(reply)
        about.write_bytes(data)
        when = str(int(found.time.timestamp()))
        answer = _run("-verify", "-data", str(about), "-in", str(file), "-CAfile", str(authority), "-attime", when)
    return None if answer.returncode == 0 and b"Verification: OK" in answer.stdout + answer.stderr else _said(answer)


def _run(*words: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - a fixed program; what it is told are files of ours
            [*_PROGRAM, *words], capture_output=True, check=False, stdin=subprocess.DEVNULL
        )
    except OSError as error:
        raise NoToolError("openssl") from error


def _said(answer: subprocess.CompletedProcess[bytes]) -> str:
    """What openssl's library complained of at last: `thread:error:code:library:function:reason:file:line:data`."""
    lines = [line for line in answer.stderr.decode("utf-8", "replace").splitlines() if ":error:" in line]
    parts = lines[-1].split(":", _REASON + 1) if lines else []
    return parts[_REASON] if len(parts) > _REASON else f"openssl ts: {answer.returncode}"
