"""Names for files that the program writes: whatever a title or a unit is called, every system can keep it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from ledger.model.values import LONGEST_NAME, is_file_name

_UNFIT = re.compile(r'[\\/:*?"<>|\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+')


def fitted(text: str, suffix: str, taken: Collection[str] = ()) -> str:
    """`text` and `suffix` as the name of one file: signs that some system can't keep become `-`, a long text is cut
    before its suffix, and a name that is in use (`taken`, big and small letters alike) gets a number.
    """
    stem = _UNFIT.sub("-", unicodedata.normalize("NFC", text)).strip("-. ") or "ledger"
    used = {name.casefold() for name in taken}
    number, name = 1, _named(stem, suffix)
    while name.casefold() in used or not is_file_name(name):
        number += 1
        name = _named(stem, f"({number}){suffix}")
    return name


def _named(stem: str, suffix: str) -> str:
    room = LONGEST_NAME - len(suffix.encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip("-. ") + suffix
