"""What people fill into the cells of a sheet, read as the field wants it: one text for every way of writing a value.

Two texts mean the same when their readings are equal, so `2026.5.31`, `2026年5月31日` and the number 46173 in a
column of dates are no edits of 2026-05-31. What can't be read as the field's kind is refused, never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from ledger.errors import Said, say
from ledger.model.acts import STATUSES
from ledger.model.attribute import ATTRIBUTES
from ledger.model.grid import Cell
from ledger.model.office import Office
from ledger.model.petition import CATEGORIES, SETTLED, VERDICTS, VISITS
from ledger.model.phrases.text import make_even
from ledger.model.report import STATUS_WORDS
from ledger.model.units import split_units
from ledger.model.values import read_day

CLEARED = frozenset({"—", "——", "清空", "（清空）", "(清空)"})
"""What a cell must say to have its value taken away; an empty one says nothing (ecosystem.md 1.7)."""
NEVER_CLEARED = frozenset({"title", "status", "progress", "measure.quantity.done"})
"""What an issue always has, or what is only ever added to."""

DAY_ZERO = date(1899, 12, 30)
"""The day from which Excel counts days."""
FIRST_SERIAL, LAST_SERIAL = 36526, 73050
"""2000-01-01 and 2099-12-31 as Excel counts them: the days that a record may hold."""

_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})[日号]?(?:T00:00(?::00)?)?")
_RUN_TOGETHER = re.compile(r"(20\d{2})(\d{2})(\d{2})")
_NUMBER = re.compile(r"\d{1,15}(\.\d{1,9})?")
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_WORDS = re.compile(r"[、，,;；\s]+")
_MONTH = re.compile(r"[【\[]\s*(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?\s*[】\]]\s*")
_ROLE = re.compile(r"[（(](以上)?(?:均?为)?(牵头|配合|协办|督导|验收|主办|责任|实施)(?:单位|部门)?[）)]$")
_LEADS = "牵头"


class UnfitError(Exception):
    """A cell that can't be what its column wants; `said` tells why."""

    def __init__(self, said: Said) -> None:
        super().__init__(said)
        self.said = said


def even(text: str) -> str:
    """A text as a cell gives it back: its line ends and the blanks around it say nothing."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def said_in(cell: Cell) -> str:
    """What somebody wrote into a cell. Raises UnfitError for what nobody wrote as it stands there: a formula, a
    picture, and a number of more digits than Excel keeps.
    """
    if cell.kind in {"formula", "error", "picture", "flag"}:
        raise UnfitError(say(f"import.{cell.kind}"))
    if cell.is_cut_off:
        raise UnfitError(say("import.cut-off"))
    return even(cell.text)


def read(field: str, cell: Cell, office: Office) -> str:
    """What a cell of the column for `field` says, in the field's normal form; empty where it takes the value away.

    Raises UnfitError.
    """
    text = said_in(cell)
    if text in CLEARED:
        if field in NEVER_CLEARED:
            raise UnfitError(say("import.not-cleared"))
        return ""
    reader = _reader(field, office)
    if reader is _day and cell.kind == "number":
        return _from_serial(text)
    return reader(text, office)


def day_in(cell: Cell) -> str:
    """The day that a cell says, as ISO; empty where it takes the value away. Raises UnfitError."""
    text = said_in(cell)
    if text in CLEARED:
        return ""
    return _from_serial(text) if cell.kind == "number" else _in_words(text)


def _reader(field: str, office: Office) -> Callable[[str, Office], str]:
    """How the text of a cell of the column for `field` is read; a field of a book by its kind."""
    place, _, name = field.partition(".")
    own = office.attribute(name) if place == ATTRIBUTES else None
    return {"number": _number, "day": _day}.get(own.kind, _text) if own else _READERS.get(field, _text)


def normal(field: str, text: str, office: Office) -> str:
    """A value that was exported, in its field's normal form; what can't be read stays as it is."""
    try:
        return _reader(field, office)(even(text), office) if even(text) else ""
    except UnfitError:
        return even(text)


def of_kind(kind: str, text: str) -> str:
    """A number or a day that somebody typed in whatever way, as a record has it; anything else stays as it is."""
    reader = {"number": _digits, "day": _in_words}.get(kind)
    try:
        return reader(even(text)) if reader else text
    except UnfitError:
        return text


def same(field: str, one: str, other: str) -> bool:
    """Whether two normal forms mean the same. A report without its month is the same report."""
    if one == other or field != "progress":
        return one == other
    (month, text), (other_month, other_text) = in_month(one), in_month(other)
    return text == other_text and not (month and other_month)


def in_month(text: str) -> tuple[str | None, str]:
    """A cell of 最新进展 as its month, if it names one, and what was reported. Raises UnfitError for no month."""
    found = _MONTH.match(text)
    if found is None:
        return None, text
    year, month = int(found[1]), int(found[2])
    if not (2000 <= year <= 2099 and 1 <= month <= 12):  # noqa: PLR2004 - years that a record may hold, months
        raise UnfitError(say("import.no-month", found=found[0].strip()))
    return f"{year}-{month:02d}", text[found.end() :]


def units_in(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A cell of 责任单位 as the units that lead and the others, without the words for what they do.

    Raises UnfitError for a part that this column doesn't hold, and for one said of several units at once.
    """
    leading: list[str] = []
    others: list[str] = []
    for name in split_units(text):
        role = _ROLE.search(name)
        if role and (role[1] or role[2] in {"配合", "协办", "督导", "验收"}):
            raise UnfitError(say("import.other-role", unit=name))
        bare = name[: role.start()].strip() if role else name
        (leading if role and role[2] == _LEADS else others).append(bare)
    return tuple(dict.fromkeys(leading)), tuple(one for one in dict.fromkeys(others) if one not in leading)


def words_in(text: str) -> tuple[str, ...]:
    """A cell with several words, each once."""
    return tuple(dict.fromkeys(part for part in _WORDS.split(text) if part))


def _text(text: str, office: Office) -> str:
    del office
    return text


def _day(text: str, office: Office) -> str:
    del office
    return _in_words(text)


def _in_words(text: str) -> str:
    plain = make_even(text).even
    found = _DAY.fullmatch(plain) or _RUN_TOGETHER.fullmatch(plain)
    if found is None:
        raise UnfitError(say("import.no-day", found=text))
    return _as_day(*found.groups(), found=text)


def _as_day(*parts: str, found: str) -> str:
    try:
        return read_day("-".join(part.zfill(2) for part in parts)).isoformat()
    except ValueError as error:
        raise UnfitError(say("import.no-day", found=found)) from error


def _from_serial(text: str) -> str:
    """A day that a cell of general format holds as Excel's number; what is typed as 20260531 is a day as well."""
    if (typed := _RUN_TOGETHER.fullmatch(text)) is not None:
        return _as_day(*typed.groups(), found=text)
    serial = int(Decimal(text))
    if not FIRST_SERIAL <= serial <= LAST_SERIAL:
        raise UnfitError(say("import.no-day", found=text))
    return (DAY_ZERO + timedelta(days=serial)).isoformat()


def _number(text: str, office: Office) -> str:
    del office
    return _digits(text)


def _digits(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = plain.replace(",", "") if _THOUSANDS.fullmatch(plain) else plain
    if not _NUMBER.fullmatch(plain):
        raise UnfitError(say("import.no-number", found=text))
    return plain.rstrip("0").rstrip(".") if "." in plain else str(int(plain))


def _several(text: str, office: Office) -> str:
    del office
    return "、".join(words_in(text))


def _responsible(text: str, office: Office) -> str:
    leading, others = units_in(text)
    leads = dict.fromkeys(map(office.units.canonical, leading))
    rest = dict.fromkeys(map(office.units.canonical, others))
    return "、".join((*(f"{name}（{_LEADS}）" for name in leads), *(name for name in rest if name not in leads)))


def _units(text: str, office: Office) -> str:
    leading, others = units_in(text)
    if leading:
        raise UnfitError(say("import.other-role", unit=leading[0]))
    return "、".join(dict.fromkeys(map(office.units.canonical, others)))


def _measure_units(text: str, office: Office) -> str:
    """Of a measure nobody leads; the mark is only there while its cell shows the units of the whole issue."""
    leading, others = units_in(text)
    return "、".join(dict.fromkeys(map(office.units.canonical, (*leading, *others))))


def _person(text: str, office: Office) -> str:
    matching = office.people.matching(text)
    if len(matching) > 1:
        raise UnfitError(say("guard.actor-ambiguous", who=text, ids=tuple(person.id for person in matching)))
    return matching[0].name if matching else text


def _status(text: str, office: Office) -> str:
    del office
    plain = "".join(text.split())
    for key in STATUSES:
        if plain in {key, STATUS_WORDS[key]}:
            return STATUS_WORDS[key]
    raise UnfitError(say("usage.bad-status", found=text, known=tuple(STATUS_WORDS.values())))


def _one_of(words: tuple[str, ...], others: Mapping[str, str]) -> Callable[[str, Office], str]:
    """A reader for a column with a closed list of words, and what else offices write for them."""

    def read_word(text: str, office: Office) -> str:
        del office
        plain = "".join(text.split())
        if (found := others.get(plain, plain)) in words:
            return found
        raise UnfitError(say("import.not-listed", found=text, known=words))

    return read_word


def _progress(text: str, office: Office) -> str:
    del office
    month, words = in_month(text)
    if not words.strip():
        raise UnfitError(say("import.only-month", month=month or text))
    return f"【{month}】{words}" if month else words


_COMES = {
    "初信": "初次",
    "初访": "初次",
    "初件": "初次",
    "重信": "重复",
    "重访": "重复",
    "重电": "重复",
    "重件": "重复",
}
"""What offices write for 初次 and 重复."""
_READERS: Mapping[str, Callable[[str, Office], str]] = {
    "fields": _several,
    "status": _status,
    "petition.category": _one_of(CATEGORIES, {"举报": "揭发控告", "投诉": "投诉请求", "建议": "建议意见"}),
    "petition.visit": _one_of(VISITS, _COMES),
    "petition.bypassed": _one_of(("是", "否"), {"越级": "是", "√": "是", "×": "否"}),
    "petition.verdict": _one_of(VERDICTS, {"查实": "属实", "查无实据": "不属实"}),
    "petition.settled": _one_of(SETTLED, {"办结": "已办结", "是": "已办结", "正在办理": "未办结", "否": "未办结"}),
    "plan.responsible_units": _responsible,
    "plan.supervisor_units": _units,
    "plan.person": _person,
    "progress": _progress,
    "measure.units": _measure_units,
    "measure.quantity.done": _number,
    "measure.funds": _number,
    "measure.done_on": _day,
}
"""How the text of a cell is read, for every field that is more than a text."""
