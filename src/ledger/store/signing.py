"""Signatures of checkpoints by `ssh-keygen -Y`: the keys that people sign commits with, checked without a network.

A key counts as a person's because the register says so. A signature proves who held the key, not when: that a
time stamp does (`timestamps`).
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ledger.errors import MachineError, NotFoundError, UsageError, say
from ledger.model.people import People

NAMESPACE = "ledger-checkpoint"
"""What a signature is for: one made for a commit, or for anything else, never passes for one of a checkpoint."""
_FINGERPRINT = re.compile(rb"SHA256:[A-Za-z0-9+/]+")
_PROGRAM = ("ssh-keygen",)
_KEY = re.compile(r"((?:sk-)?(?:ssh|ecdsa)-[A-Za-z0-9@.-]+) ([A-Za-z0-9+/]+={0,2})(?:\s.*)?")


class NoToolError(Exception):
    """The program that would check a proof is not on this machine: then nothing can be said about it."""


def allowed(people: People, namespace: str = NAMESPACE) -> str:
    """The register as `ssh-keygen` reads it: who may sign in this namespace, with which keys. What is no key in
    OpenSSH's form, on one line, is left out: it could say something else here.
    """
    return "".join(
        f'{person.id} namespaces="{namespace}" {match[1]} {match[2]}\n'
        for person in people.people
        for match in _keys(person.keys)
    )


def _keys(written: Iterable[str]) -> Iterable[re.Match[str]]:
    return (match for one in written if (match := _KEY.fullmatch(one.strip())))


def sign(data: bytes, key: Path) -> bytes:
    """The signature of `data` with the private key in a file, or the public one of a key that an agent holds.

    A passphrase is asked for by ssh-keygen itself, at the terminal. Raises NotFoundError, UsageError, MachineError.
    """
    if not key.is_file():
        raise NotFoundError(say("seal.no-key", file=str(key)))
    try:
        answer = _run("-Y", "sign", "-q", "-f", str(key), "-n", NAMESPACE, data=data)
    except NoToolError as error:
        raise MachineError(say("seal.no-tool", tool="ssh-keygen")) from error
    if answer.returncode or not answer.stdout.startswith(b"-----BEGIN SSH SIGNATURE-----"):
        raise UsageError(say("seal.not-signed", file=str(key), reason=_said(answer)))
    return answer.stdout


@dataclass(frozen=True, slots=True)
class Signer:
    """Whose signature it is: somebody of the register, or a key (by its fingerprint) that nobody there has."""

    person: str | None
    key: str | None
    """None: it is no signature of these bytes at all."""


def signer(data: bytes, signature: bytes, people: People) -> Signer:
    """Who has signed `data`. Raises NoToolError."""
    with tempfile.TemporaryDirectory() as folder:
        listed, signed = Path(folder, "allowed"), Path(folder, "signature")
        listed.write_text(allowed(people), encoding="utf-8")
        signed.write_bytes(signature)
        any_ = _run("-Y", "check-novalidate", "-n", NAMESPACE, "-s", str(signed), data=data)
        key = _FINGERPRINT.search(any_.stdout)
        if any_.returncode or key is None:
            return Signer(None, None)
        found = _run("-Y", "find-principals", "-f", str(listed), "-s", str(signed))
        for person in found.stdout.decode("utf-8", "replace").split():
            asked = ("-Y", "verify", "-f", str(listed), "-I", person, "-n", NAMESPACE, "-s", str(signed))
            if _run(*asked, data=data).returncode == 0:
                return Signer(person, key[0].decode())
        return Signer(None, key[0].decode())


def _run(*words: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - a fixed program; what it is told are files of ours and a key's name
            [*_PROGRAM, *words], input=data, capture_output=True, check=False
        )
    except OSError as error:
        raise NoToolError("ssh-keygen") from error


def _said(answer: subprocess.CompletedProcess[bytes]) -> str:
    lines = answer.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else f"ssh-keygen: {answer.returncode}"
