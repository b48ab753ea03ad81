"""How the text of a file becomes a typed value, and what is said when it doesn't.

A ledger file gives nothing but text (`store.gate`), so `no`, `0012` and `1.10` arrive as they were typed
and only the schema decides what they are. Each type below reads its own text form and passes
through a value that already has the type, so that records can be made in code as well.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

FIRST_YEAR, LAST_YEAR = 2000, 2099

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")
_COUNT = re.compile(r"[0-9]{1,9}")
_SIZE = re.compile(r"[0-9]{1,15}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})")
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]')
_DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}
LONGEST_NAME = 120
PARTS_AT_LEAST = 3
_FLAGS = {"true": True, "false": False, "是": True, "否": False}


class Record(BaseModel):
    """Frozen, complete in its list of keys, and equal by content."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def read_day(value: object) -> date:
    """A calendar day written `2026-05-31`, in 2000–2099. Raises a pydantic error `not_a_day` or `no_such_day`."""
    if isinstance(value, str):
        if not _DAY.fullmatch(value):
            raise PydanticCustomError("not_a_day", "not a day")
        try:
            value = date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("no_such_day", "no such day") from None
    elif isinstance(value, datetime) or not isinstance(value, date):
        raise PydanticCustomError("not_a_day", "not a day")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise PydanticCustomError("no_such_day", "outside 2000-2099")
    return value


def _read_moment(value: object) -> datetime:
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("not_a_moment", "not a moment") from None
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise PydanticCustomError("not_a_moment", "not a moment")
    return value


def read_number(value: object) -> Decimal:
    """A decimal number without exponent. Raises a pydantic error `not_a_number`."""
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        raise PydanticCustomError("not_a_number", "not a number")
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    if not _NUMBER.fullmatch(text):
        raise PydanticCustomError("not_a_number", "not a number")
    return Decimal(text)


def _read_count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, (str, int)) or not _COUNT.fullmatch(str(value)):
        raise PydanticCustomError("not_a_count", "not a whole number")
    return int(value)


def _read_size(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, (str, int)) or not _SIZE.fullmatch(str(value)):
        raise PydanticCustomError("not_a_count", "not a whole number")
    return int(value)


def _read_flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value in _FLAGS:
        return _FLAGS[value]
    raise PydanticCustomError("not_a_flag", "neither true nor false")


def is_file_name(name: str) -> bool:
    """Whether every system can keep a file under this name: no separators, no control or invisible characters,
    no Windows device name, composed (NFC), at most 120 bytes.
    """
    return bool(
        name not in {"", ".", ".."}
        and not _UNFIT.search(name)
        and (name.isascii() or unicodedata.is_normalized("NFC", name))
        and len(name.encode()) <= LONGEST_NAME
        and not name.endswith((".", " "))
        and name.partition(".")[0].upper() not in _DEVICES
    )


def read_evidence_path(value: str) -> str:
    """A relative path below `evidence/<编号>/`, each part fit for every system. Raises a pydantic error `bad_path`."""
    parts = value.split("/")
    if len(parts) < PARTS_AT_LEAST or parts[0] != "evidence" or not all(map(is_file_name, parts)):
        raise PydanticCustomError("bad_path", "not a path below evidence/<id>/")
    return value


_WRITTEN_DAY = "^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_DECIMALS = r"(\.[0-9]{1,9})?"
_MINUS_NOTHING = "(-(?=[0.]+$))?"
Day = Annotated[
    date,
    BeforeValidator(read_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": _WRITTEN_DAY}),
]
"""A calendar day in the ledger's time zone."""
Moment = Annotated[datetime, BeforeValidator(_read_moment), WithJsonSchema({"type": "string", "format": "date-time"})]
"""An instant with its offset, as a clock gave it."""
# A number is written with or without quotation marks: what bounds it is said twice, for `150` and for `"150"`.
Number = Annotated[
    Decimal,
    BeforeValidator(read_number),
    WithJsonSchema({"type": ["number", "string"], "pattern": f"^-?[0-9]{{1,15}}{_DECIMALS}$"}),
]
"""A decimal number without exponent; `1.10` keeps its zero."""
Amount = Annotated[
    Decimal,
    BeforeValidator(read_number),
    Field(ge=0),
    WithJsonSchema(
        {"type": ["number", "string"], "minimum": 0, "pattern": f"^{_MINUS_NOTHING}[0-9]{{1,15}}{_DECIMALS}$"}
    ),
]
"""A `Number`, not negative."""
Percent = Annotated[
    Decimal,
    BeforeValidator(read_number),
    Field(ge=0, le=100),
    WithJsonSchema(
        {
            "type": ["number", "string"],
            "minimum": 0,
            "maximum": 100,
            "pattern": rf"^{_MINUS_NOTHING}(0{{0,13}}[0-9]{{1,2}}{_DECIMALS}|0{{0,12}}100(\.0{{1,9}})?)$",
        }
    ),
]
"""A `Number` from 0 to 100."""
Count = Annotated[
    int,
    BeforeValidator(_read_count),
    WithJsonSchema({"type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]{1,9}$"}),
]
"""A whole number, not negative."""
Size = Annotated[
    int,
    BeforeValidator(_read_size),
    WithJsonSchema({"type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]{1,15}$"}),
]
"""How many bytes a file has: a film has more than a `Count` counts."""
Ordinal = Annotated[
    int,
    BeforeValidator(_read_count),
    Field(ge=1),
    WithJsonSchema({"type": ["integer", "string"], "minimum": 1, "pattern": "^(?=0*[1-9])[0-9]{1,9}$"}),
]
"""A whole number from 1."""
Term = Annotated[
    int,
    BeforeValidator(_read_count),
    Field(ge=1, le=999),
    WithJsonSchema(
        {
            "type": ["integer", "string"],
            "minimum": 1,
            "maximum": 999,
            "pattern": "^(?=0*[1-9])0{0,6}[0-9]{1,3}$",
        }
    ),
]
"""How many days something lasts, counted one by one: from 1 to 999."""
Year = Annotated[
    int,
    BeforeValidator(_read_count),
    Field(ge=FIRST_YEAR, le=LAST_YEAR),
    WithJsonSchema(
        {"type": ["integer", "string"], "minimum": FIRST_YEAR, "maximum": LAST_YEAR, "pattern": "^0{0,5}20[0-9]{2}$"}
    ),
]
"""A year in which a `Day` can be."""
Flag = Annotated[
    bool,
    BeforeValidator(_read_flag),
    WithJsonSchema({"type": ["boolean", "string"], "pattern": f"^({'|'.join(_FLAGS)})$"}),
]
"""`true` or `false` (是, 否 are read too)."""
Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
"""Any text with something in it; never stripped, because findings are kept word for word."""
Texts = tuple[Text, ...]


def is_name(value: str) -> bool:
    """Whether something can be found by this, and its file be called so."""
    return is_file_name(value) and not value.startswith(".") and value == value.strip()


def _read_name(value: str) -> str:
    if not is_name(value):
        raise PydanticCustomError("bad_name", "not fit to be the name of a file")
    return value


Name = Annotated[
    Text,
    AfterValidator(_read_name),
    WithJsonSchema({"type": "string", "pattern": r"^[^.\s\/\\:*?\"<>|]([^\/\\:*?\"<>|]*[^.\s\/\\:*?\"<>|])?$"}),
]
"""By what a record is found, and its file is called: `红旗河`, `WB-001`."""
Label = Annotated[Text, WithJsonSchema({"type": ["string", "number"], "minLength": 1, "pattern": r"\S"})]
"""A text that is often a number, `1` or `1.10`: it stays what was typed, and an editor must not ask for quotes."""
EvidencePath = Annotated[
    Text,
    AfterValidator(read_evidence_path),
    WithJsonSchema({"type": "string", "pattern": r"^evidence(/[^\/:*?\"<>|\\]+){2,}$"}),
]
"""Where a piece of evidence lies, from the ledger's folder: `evidence/ISSUE-014/照片.jpg`."""
Digest = Annotated[str, StringConstraints(pattern=r"^(sha256|sm3):[0-9a-f]{64}$")]
"""A digest with the name of its algorithm: `sha256:…`."""
Month = Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]
"""A month written `2026-05`."""
