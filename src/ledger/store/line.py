"""A way to a database that is looked for again where it was lost: many ledgers go by it, one after the other."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Self, TypeVar

from ledger.errors import LedgerError, MachineError
from ledger.store import server
from ledger.store.server import Address, Connection

T = TypeVar("T")


class Line:
    """A connection, and another one where that is lost; for as long as `with` lasts."""

    def __init__(self, place: Address, pause: Callable[[float], None] = time.sleep) -> None:
        """Raises as `server.connected`."""
        self._place, self._pause = place, pause
        self._connection = server.connected(place)
        self._given_up: LedgerError | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def ready(self) -> None:
        """Look for the server again where it was lost, for some ten seconds, and only once. Raises MachineError."""
        if self._given_up is not None:
            raise self._given_up
        pauses = server.waits()
        while self._connection.closed:
            try:
                self._connection = server.connected(self._place)
            except LedgerError as error:
                seconds = next(pauses, None)
                if seconds is None:
                    self._given_up = error
                    raise
                self._pause(seconds)

    def transact(self, work: Callable[[Connection], T]) -> T:
        """Do a piece of work in one transaction. A connection that was lost meanwhile, as idle ones are, is made anew
        and the work done once more, if the server answers at once. Raises as `server.transact`.
        """
        self.ready()
        try:
            return self._once(work)
        except MachineError as error:
            if not self._connection.closed or not self._is_back():
                raise
            try:
                return self._once(work)
            except MachineError:
                raise error from None

    def _once(self, work: Callable[[Connection], T]) -> T:
        return server.transact(self._connection, partial(work, self._connection), self._pause)

    def _is_back(self) -> bool:
        try:
            self._connection = server.connected(self._place)
        except LedgerError:
            return False
        return True
