"""Many hands on one ledger, by command, by hand and by git: nothing is lost (`bench/states.py` goes on for longer)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from faulted import Server
from hands_machine import Hands


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with Server(tmp_path / "home") as started:
        yield started


def test_whatever_is_tried_the_ledger_says_what_was_done(server: Server) -> None:
    Hands.server = server
    run_state_machine_as_test(Hands, settings=settings(max_examples=8, stateful_step_count=25, deadline=None))
