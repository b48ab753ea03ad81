"""A roll of very many things, of which each is made anew whenever it is called: only where it is kept is held."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar, overload

T = TypeVar("T")


class Roll(Sequence[T], Generic[T]):
    """What `make` makes of each of `places`, in their order. Eight bytes each, however much is made of them."""

    def __init__(self, places: Iterable[int], make: Callable[[int], T]) -> None:
        self._places = array("Q", places)
        self._make = make

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[T]:
        return map(self._make, self._places)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Roll[T]: ...
    def __getitem__(self, at: int | slice) -> T | Roll[T]:
        if isinstance(at, slice):
            return Roll(self._places[at], self._make)
        return self._make(self._places[at])

    def pick(self, numbers: Iterable[int]) -> Roll[T]:
        """Those with these numbers, counted from 0."""
        return Roll(map(self._places.__getitem__, numbers), self._make)


def picked(every: Sequence[T], numbers: Iterable[int]) -> Sequence[T]:
    """Those with these numbers, counted from 0: on a roll where all are on one."""
    return every.pick(numbers) if isinstance(every, Roll) else tuple(map(every.__getitem__, numbers))
