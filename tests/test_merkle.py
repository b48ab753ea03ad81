"""The tree of RFC 6962: the known vectors of Certificate Transparency, and the definition of the RFC itself."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.model.merkle import root

INPUTS = tuple(
    map(
        bytes.fromhex,
        (
            *("", "00", "10", "2021", "3031", "40414243"),
            *("5051525354555657", "606162636465666768696a6b6c6d6e6f"),
        ),
    )
)
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
"""The roots of the first 0, 1, … 8 inputs (google/certificate-transparency, merkletree/merkle_tree_test)."""

leaves = st.lists(st.binary(max_size=40), max_size=40)


def by_the_rfc(listed: list[bytes]) -> bytes:
    """Section 2.1, as it is written there."""
    if not listed:
        return hashlib.sha256(b"").digest()
    if len(listed) == 1:
        return hashlib.sha256(b"\x00" + listed[0]).digest()
    split = 1 << (len(listed) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + by_the_rfc(listed[:split]) + by_the_rfc(listed[split:])).digest()


@pytest.mark.parametrize("size", range(len(ROOTS)))
def test_the_known_vectors(size: int) -> None:
    assert root(INPUTS[:size]).hex() == ROOTS[size]


@given(leaves)
def test_it_is_the_tree_of_the_rfc(listed: list[bytes]) -> None:
    assert root(listed) == by_the_rfc(listed)


@given(leaves.filter(bool), st.data())
def test_any_leaf_changed_moved_lost_or_doubled_changes_the_root(listed: list[bytes], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(listed) - 1))
    before, here, after = listed[:at], listed[at], listed[at + 1 :]
    others = [[*before, here + b"\x00", *after], [*before, *after], [*before, here, here, *after]]
    if len(set(listed)) > 1:
        others.append([*(right for _, right in pairwise(listed)), listed[0]])
    assert all(root(other) != root(listed) for other in others if other != listed)


@given(st.binary(max_size=64), st.binary(max_size=64))
def test_a_node_never_passes_for_a_leaf(left: bytes, right: bytes) -> None:
    inner = hashlib.sha256(b"\x00" + left).digest() + hashlib.sha256(b"\x00" + right).digest()
    assert root([inner]) != root([left, right])
