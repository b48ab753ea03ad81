"""The event stream of a YAML parser: libyaml's in C where PyYAML has it, PyYAML's own in Python where not.

Only events are used, never `compose` or `load`: those recurse, and 200 KB of `[[[[…` kills the interpreter there.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Protocol, cast

from yaml import MarkedYAMLError
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner


class Mark(Protocol):
    """A spot in the text; all three count from 0, in characters."""

    @property
    def index(self) -> int:
        """Characters before it in the text."""

    @property
    def line(self) -> int:
        """Lines before its own."""

    @property
    def column(self) -> int:
        """Characters before it in its line."""


class Event(Protocol):
    """An event with the fields of its kind: a reader asks `type(event)` first. Document starts have `version`
    and `tags`, nodes `anchor` and `tag`, collections `flow_style`, scalars `value` and `style`.
    """

    start_mark: Mark
    end_mark: Mark
    version: tuple[int, int] | None
    tags: dict[str, str] | None
    anchor: str | None
    tag: str | None
    flow_style: bool
    value: str
    style: str | None


class EventSource(Protocol):
    """Gives the events of one text, one at a time, `None` after the last. Raises `yaml.YAMLError`."""

    def get_event(self) -> Event | None:
        """The next event."""


class _PythonParser(Reader, Scanner, Parser):
    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def get_event(self) -> Event | None:
        try:
            return cast("EventSource", super()).get_event()
        except (ValueError, OverflowError) as error:  # an escape that names no character; libyaml says it so
            context, problem = "while parsing a quoted scalar", "found invalid Unicode character escape code"
            raise MarkedYAMLError(context, None, problem, self.get_mark()) from error


def python_events(text: str) -> EventSource:
    """Events by PyYAML's parser in Python: some 20 times slower, the same answers, but no tab between words."""
    return cast("EventSource", _PythonParser(text))


events: Callable[[str], EventSource] = python_events
"""Events by the fastest parser there is."""
with contextlib.suppress(ImportError):
    from yaml._yaml import CParser  # its public home, yaml.cyaml, is typed as private

    events = cast("Callable[[str], EventSource]", CParser)

__all__ = ["Event", "EventSource", "Mark", "events", "python_events"]
