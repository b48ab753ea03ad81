"""A pytest plugin for `make mutants`: leaves out the tests that start the program, which run no changed code anyway."""

from __future__ import annotations

import pytest

_STARTS = frozenset({"ledger", "environment", "house", "git"})
"""Fixtures that stand for another process."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests that stay in this process."""
    away = [one for one in items if _STARTS & set(getattr(one, "fixturenames", ()))]
    items[:] = [one for one in items if one not in away]
    config.hook.pytest_deselected(items=away)
