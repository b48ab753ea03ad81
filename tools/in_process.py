"""A pytest plugin for `make mutants`: which tests are tried on a fault, and in which order.

Those that start the program stay away, as it runs no fault of theirs; the file that says the most comes first
(`MUTANTS_FIRST`), as the first failure ends it.
"""

from __future__ import annotations

import os

import pytest

_STARTS = "environment"
"""The fixture that every other process of a test is started with."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests that stay in this process, the telling ones in front."""
    away = [one for one in items if _STARTS in getattr(one, "fixturenames", ())]
    first = os.environ.get("MUTANTS_FIRST", "")
    items[:] = sorted((one for one in items if one not in away), key=lambda one: one.path.name != first)
    config.hook.pytest_deselected(items=away)
