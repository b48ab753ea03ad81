"""The families by their letters, and what the program makes of one generated document."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from plan_makers import elsewhere, grids, labelled, notices, petitions, told
from plan_makers.files import PROSE, TABLES
from plan_makers.pages import Printed

FAMILIES: Mapping[str, Callable[[int], Printed]] = {
    "A": labelled.label_per_line,
    "B": labelled.run_on,
    "C": told.quoted_progress,
    "D": notices.headed_notice,
    "E": grids.vertical_table,
    "F": grids.horizontal_table,
    "G": told.completed_narrative,
    "H": told.titled_measures,
    "P": petitions.petition_batch,
    "T": petitions.petitions_told,
    "N": elsewhere.no_list,
}
"""Domain 4; P, T: petition rounds as tables and in text; N: no list."""


def file_of(made: Printed) -> tuple[bytes, str]:
    """The document as a file of a format that goes round with the seed, and the file's name."""
    writers = TABLES if made.family in {"E", "F", "P"} else PROSE
    names = list(writers)
    ending = names[made.seed % len(names)]
    return writers[ending](made), f"{made.family}{made.seed}.{ending}"
