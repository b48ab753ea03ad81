"""The Merkle tree of RFC 6962, section 2.1: one digest that commits to a list, its order and its length.

A leaf and a node begin with different bytes, so that no list of two can pass for a leaf; a list that is no power of
two is split at the largest one below its length, so that nothing has to be made up to fill it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

LEAF, NODE = b"\x00", b"\x01"


def root(leaves: Iterable[bytes]) -> bytes:
    """The 32 bytes of the root; of no leaves at all, the digest of nothing.

    Whole subtrees wait, the largest first, until one of equal size stands beside them: that is the RFC's split, met
    from the left in one pass.
    """
    waiting: list[bytes] = []
    for number, leaf in enumerate(leaves, 1):
        waiting.append(hashlib.sha256(LEAF + leaf).digest())
        for _ in range((number & -number).bit_length() - 1):
            right = waiting.pop()
            waiting.append(_above(waiting.pop(), right))
    while len(waiting) > 1:
        right = waiting.pop()
        waiting.append(_above(waiting.pop(), right))
    return waiting[0] if waiting else hashlib.sha256().digest()


def _above(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(NODE + left + right).digest()
