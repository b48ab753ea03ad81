"""What a column may show of a petition."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ledger.model.caseload import is_petition, settled
from ledger.model.columns import Value
from ledger.model.lines import IssueLine
from ledger.model.petition import Petition


def _of_petition(read: Callable[[Petition], Value]) -> Callable[[IssueLine], Value]:
    """Something that only a petition has."""
    return lambda line: read(line.issue.petition) if line.issue.petition else None


def _number(line: IssueLine) -> str | None:
    """受理编号; of a petition that was written down without, the original number, which should be that."""
    petition = line.issue.petition
    return petition.number if petition else line.issue.source.item if is_petition(line.issue) else None


PETITION: Mapping[str, Callable[[IssueLine], Value]] = {
    "petition.number": _number,
    "petition.channel": _of_petition(lambda one: one.channel),
    "petition.category": _of_petition(lambda one: one.category),
    "petition.visit": _of_petition(lambda one: "重复" if one.comes_again else one.visit),
    "petition.bypassed": _of_petition(lambda one: "是" if one.bypassed else "否"),
    "petition.level": _of_petition(lambda one: one.level),
    "petition.key": _of_petition(lambda one: "是" if one.key else "否"),
    "petition.investigation": _of_petition(lambda one: one.investigation),
    "petition.verdict": _of_petition(lambda one: one.verdict),
    "petition.settled": lambda line: settled(line.entry) if is_petition(line.issue) else None,
    "petition.duplicate_of": _of_petition(lambda one: one.duplicate_of),
    "petition.satisfaction": _of_petition(lambda one: one.satisfaction),
}
