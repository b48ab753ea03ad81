"""`.ledger/notified.json`: what each channel has been told, so that nobody is told the same every night.

It is a memory and no record: without it, or with one that can't be read, less is told for one night, and nothing that
is wrong.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ledger.model.news import Memory, Told
from ledger.store import files

NAME = "notified.json"
_FORMAT = "ledger-notified-v1"


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is known of earlier runs."""

    channels: Mapping[str, Memory]
    known: bool
    """Whether there is a memory at all."""
    broken: bool = False
    """Whether there is a file that is none."""

    def of(self, channel: str) -> Memory | None:
        """What a channel was told; nothing yet for a new one; None where nothing is known of earlier runs."""
        return self.channels.get(channel, {}) if self.known else None


def load(path: Path) -> Remembered:
    """The memory. Raises MachineError where the file can't be read at all."""
    try:
        return Remembered(_read(path.read_bytes()), known=True)
    except FileNotFoundError:
        return Remembered({}, known=False)
    except OSError as error:
        raise files.fault(error, path) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Remembered({}, known=False, broken=True)


def _read(data: bytes) -> Mapping[str, Memory]:
    tree = json.loads(data)
    if tree["format"] != _FORMAT:
        raise ValueError(tree["format"])
    channels: Mapping[str, Mapping[str, Mapping[str, object]]] = tree["channels"]
    return {channel: {name: _told(one) for name, one in told.items()} for channel, told in channels.items()}


def _told(one: Mapping[str, object]) -> Told:
    due, days, on = one["due"], one["days"], one["on"]
    if not isinstance(days, int) or not isinstance(on, str):
        raise TypeError
    return Told(date.fromisoformat(str(due)) if due else None, days, date.fromisoformat(on))


def save(path: Path, channel: str, memory: Memory) -> None:
    """Remember what one channel has been told, beside what others have. The file is the whole new one or the old one.

    Raises MachineError.
    """
    channels = {**load(path).channels, channel: memory}
    tree = {
        "format": _FORMAT,
        "channels": {name: {key: _written(one) for key, one in told.items()} for name, told in channels.items()},
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        files.write_atomically(path, f"{json.dumps(tree, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode())
    except OSError as error:
        raise files.fault(error, path) from error


def _written(one: Told) -> dict[str, object]:
    return {"due": one.due.isoformat() if one.due else None, "days": one.days, "on": one.on.isoformat()}
