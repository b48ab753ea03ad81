"""What a fuzzer found once is tried for ever; and the fuzzer's targets do see what they are there to see."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import targets

from ledger.errors import say

FOUND = Path(__file__).parent / "data" / "fuzz"
KEPT = sorted(FOUND.glob("*/*"))


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: f"{kept.parent.name}-{kept.name}")
def test_an_input_that_was_found_is_answered_in_time(kept: Path) -> None:
    began = time.process_time()

    targets.TARGETS[kept.parent.name].run(kept.read_bytes())

    assert time.process_time() - began < 1


@pytest.mark.parametrize("target", targets.TARGETS)
def test_every_target_takes_nothing_and_nonsense(target: str) -> None:
    for data in (b"", b"\x00\xff\xfe", b"PK\x03\x04", "整改".encode(), b"P" + bytes(40)):
        targets.TARGETS[target].run(data)


def test_a_message_of_two_lines_is_a_find() -> None:
    with pytest.raises(AssertionError):
        targets.spoken(say("read.hash-comment", rest="一\n二"))


def test_decisions_make_the_same_branches_again() -> None:
    throws = [targets.Drawn(b"\x10\x20\x30\x40").randrange(100) for _ in range(2)]

    assert throws[0] == throws[1]
    assert targets.Drawn(b"").random() == 0
