"""Bytes changed as chance has it, with a liking for what hurts a reader."""

from __future__ import annotations

import random
from collections.abc import Sequence


def mutated(content: bytes, thrown: random.Random, tokens: Sequence[bytes], most: int) -> bytes:
    """The bytes with up to `most` places changed, left out, doubled, or replaced by one of the tokens."""
    changed = bytearray(content)
    for _ in range(thrown.randint(1, most)):
        at, length = thrown.randrange(len(changed) + 1), thrown.randint(0, 12)
        match thrown.randrange(4):
            case 0:
                changed[at : at + length] = thrown.choice(tokens)
            case 1:
                del changed[at : at + length]
            case 2:
                changed[at:at] = changed[at : at + 10 * length]
            case _:
                changed[at : at + 1] = bytes([thrown.randrange(256)])
    return bytes(changed)
