"""How much of the truth a reading found: issues found, missed, invented; labelled fields right and wrong.

Texts are compared by their words: width, blanks and punctuation don't count, so that `责任单位：` and `责任单位:` are
one; a lost word, or a page number left in a sentence, counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ledger.model.item import Indicator, Item, Measure
from plan_truth import ROLES, Promise, Step, Text, Truth, letters

_MISREAD = str.maketrans("lIO", "110")
_OPENING_WORDS = 12
_TORN = re.compile(r"[^。；;！？\s][ \t]*\n")
_IN_PARENTHESES = re.compile(r"[(（][^()（）]*[)）][。.；;]?$")


@dataclass(slots=True)
class Score:
    """Counts that add up over documents."""

    issues: int = 0
    found: int = 0
    invented: int = 0
    fields: int = 0
    right: int = 0
    claimed: int = 0
    """Fields that the reading filled, right or wrong."""
    wrong: list[tuple[str, str, str]] = field(default_factory=list)
    """Number of the issue, field (or `missed`, `invented`), and what was expected and found."""

    def add(self, other: Score) -> None:
        for name in ("issues", "found", "invented", "fields", "right", "claimed"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.wrong.extend(other.wrong)

    @property
    def recall(self) -> float:
        return self.found / self.issues if self.issues else 1.0

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.invented) if self.found + self.invented else 1.0

    @property
    def field_recall(self) -> float:
        return self.right / self.fields if self.fields else 1.0

    @property
    def field_precision(self) -> float:
        return self.right / self.claimed if self.claimed else 1.0

    def __str__(self) -> str:
        return (
            f"issues {self.found}/{self.issues} invented {self.invented} "
            f"fields {self.right}/{self.fields} = {self.field_recall:.4f}, precision {self.field_precision:.4f}"
        )


def score(truths: Sequence[Truth], items: Sequence[Item], permitted: Iterable[tuple[str, str]] = ()) -> Score:
    """Compares. `permitted`: number and first words of items that may be there or not."""
    result = Score(issues=len(truths))
    left = list(items)
    for truth in truths:
        item = _taken(truth, left)
        if item is None:
            result.wrong.append((truth.number, "missed", truth.finding.begins[:60]))
            result.fields += sum(1 for _ in _expected(truth))
            continue
        left.remove(item)
        result.found += 1
        _compare(truth, item, result)
    for number, begins in permitted:
        left = [one for one in left if not (one.number == number and _starts(one.finding, begins))]
    result.invented = len(left)
    result.wrong.extend((item.number, "invented", item.finding[:60]) for item in left)
    return result


def _starts(text: str, begins: str) -> bool:
    return letters(text).startswith(letters(begins)[:_OPENING_WORDS])


def _taken(truth: Truth, left: Sequence[Item]) -> Item | None:
    """The item that is this issue: by the finding's first words, the number deciding between equals."""
    alike = [item for item in left if _starts(item.finding, truth.finding.begins)]
    numbered = [item for item in alike if _same_number(truth, item)]
    if alike:
        return (numbered or alike)[0]
    inside = letters(truth.finding.begins)[:_OPENING_WORDS]
    torn = [item for item in left if _same_number(truth, item) and inside in letters(item.finding)]
    return torn[0] if torn else None


def _expected(truth: Truth) -> Iterator[tuple[str, object]]:
    """Every labelled field that the document has for an issue."""
    yield "number", truth.number
    yield "finding", truth.finding
    for name in ("goal", "deadline", "persons", "progress", "status"):
        if (value := getattr(truth, name)) is not None:
            yield name, value
    for role in ROLES:
        if truth.units.get(role):
            yield role, truth.units[role]
    if truth.measures:
        yield "measures", truth.measures
    if truth.indicators:
        yield "indicators", truth.indicators


def _compare(truth: Truth, item: Item, result: Score) -> None:
    expected = dict(_expected(truth))
    for name, is_right in _RIGHT.items():
        wanted, claimed = name in expected, bool(_shown(item, name))
        if not wanted and name in {"status", "indicators"}:
            continue  # read out of the words of the progress and the goal: no labelled fields of their own
        result.fields += wanted
        result.claimed += claimed
        right = wanted and is_right(truth, item)
        result.right += right
        if not right and (wanted or claimed):
            told = f"expected {_brief(expected.get(name))}, found {_brief(_shown(item, name))}"
            result.wrong.append((truth.number, name, told))


def _shown(item: Item, name: str) -> object:
    if name in {"progress", "status"}:
        return item.progress and (item.progress.text if name == "progress" else item.progress.status)
    return getattr(item, name)


def _brief(value: object) -> str:
    match value:
        case Text():
            return value.begins
        case (Step() | Measure(), *_):
            return " ‖ ".join(_line(one) for one in value)
        case _:
            return str(value)


def _line(one: Step | Measure) -> str:
    text = one.text if isinstance(one, Measure) else one.text.begins
    day = (one.deadline and one.deadline.due) if isinstance(one, Measure) else one.due
    return f"[{one.number}] {text} {'、'.join(one.units)} {day or ''}".rstrip()


def _same_number(truth: Truth, item: Item) -> bool:
    return _number(item.number) == _number(truth.number)


def _number(text: str) -> str:
    """A number keeps its points: 1.10 is not 11.0; a letter misread for a digit is that digit."""
    return "".join(unicodedata.normalize("NFKC", text).split()).translate(_MISREAD)


def _number_right(truth: Truth, item: Item) -> bool:
    return _same_number(truth, item) and (bool(item.remarks) or not truth.misread)


def _finding_right(truth: Truth, item: Item) -> bool:
    return _whole(truth.finding, item.finding)


def _goal_right(truth: Truth, item: Item) -> bool:
    return _whole(truth.goal, item.goal)


def _whole(text: Text | None, found: str | None) -> bool:
    """The very words, and no line end of the print left inside a sentence."""
    return text is not None and found is not None and text.matches(found) and not _TORN.search(found.strip())


def _deadline_right(truth: Truth, item: Item) -> bool:
    known, found = truth.deadline, item.deadline
    if known is None or found is None or letters(found.text) != letters(known.text):
        return False
    kind = (found.long_term, found.immediate, found.damaged) == (known.long_term, known.immediate, known.damaged)
    nodes = not known.milestones or tuple(node.due for node in found.milestones) == known.milestones
    return kind and nodes and (known.immediate or found.due == known.due)  # how long 立行立改 takes is the office's own


def _persons_right(truth: Truth, item: Item) -> bool:
    return letters("".join(item.persons)) == letters(truth.persons or "")


def _progress_right(truth: Truth, item: Item) -> bool:
    return truth.progress is not None and item.progress is not None and truth.progress.matches(item.progress.text)


def _status_right(truth: Truth, item: Item) -> bool:
    return letters((item.progress and item.progress.status) or "") == letters(truth.status or "")


def _units_right(role: str) -> Callable[[Truth, Item], bool]:
    return lambda truth, item: [*map(letters, getattr(item, role))] == [*map(letters, truth.units[role])]


def _measures_right(truth: Truth, item: Item) -> bool:
    steps, found = truth.measures, item.measures
    return len(steps) == len(found) and all(map(_same_measure, steps, found))


def _same_measure(step: Step, found: Measure) -> bool:
    words = step.text.matches(found.text) or _bare(step.text.begins) == _bare(found.text)
    number = not step.number or letters(found.number) == letters(step.number)
    units = not step.units or [*map(letters, found.units)] == [*map(letters, step.units)]
    day = step.due is None or (found.deadline is not None and found.deadline.due == step.due)
    work = found.quantity and f"{found.quantity.total} {found.quantity.unit}"
    return words and number and units and day and step.quantity in {None, work}


def _bare(text: str) -> str:
    """A measure without the parentheses at its end, in which its unit and day stand."""
    return letters(_IN_PARENTHESES.sub("", text.strip()))


def _indicators_right(truth: Truth, item: Item) -> bool:
    return all(any(_keeps(found, promise) for found in item.indicators) for promise in truth.indicators)


def _keeps(found: Indicator, promise: Promise) -> bool:
    number = (found.value, letters(found.unit or "")) == (promise.value, letters(promise.unit))
    return number and promise.op in {None, found.op} and promise.by in {None, found.by}


_RIGHT: Mapping[str, Callable[[Truth, Item], bool]] = {
    "number": _number_right,
    "finding": _finding_right,
    "goal": _goal_right,
    "deadline": _deadline_right,
    "persons": _persons_right,
    "progress": _progress_right,
    "status": _status_right,
    **{role: _units_right(role) for role in ROLES},
    "measures": _measures_right,
    "indicators": _indicators_right,
}
