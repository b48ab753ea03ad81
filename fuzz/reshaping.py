"""Inputs changed by their own form: one part of an archive, one of three texts. Blind changes only break a zip.

A reshaper takes an input, the most bytes it may become, and two tools: dice, and the fuzzer's own way to change
bytes. What isn't of its form it leaves to the fuzzer.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Mapping

from targets import SIDES_END

Mutate = Callable[[bytes, int], bytes]
Reshaper = Callable[[bytes, int, random.Random, Mutate], bytes]

_BLIND = 0.1
"""How often the bytes of the archive itself are changed: its headers are read too."""
_MOST_PARTS = 40
_MOST_OF_A_PART = 32 * 1024
_TOKENS = (
    b'r="', b't="s"', b"-1", b"9999999999", b"XFD1048576", b"&#0;", b"&#xD800;", b"<!DOCTYPE x>", b"<![CDATA[", b"]]>",
    b"<!--", b"1E999", b"_x000D_", b"../", b"<w:tbl><w:tr><w:tc>", b"<w:p/>", b'w:gridSpan w:val="99"', b"<w:vMerge/>",
    b"<w:r><w:t>", b"</w:t></w:r>", b"</w:p>", b"<w:br/>", b"<w:txbxContent>", b'w:ilvl w:val="9"', b"mc:Choice",
)  # fmt: skip


def archive(data: bytes, most: int, dice: random.Random, mutate: Mutate) -> bytes:
    """A zip with one of its parts changed."""
    parts = _unpacked(data)
    if not parts or dice.random() < _BLIND:
        return mutate(data, most)
    name = dice.choice(sorted(parts))
    match dice.randrange(8):
        case 0:
            del parts[name]
        case 1:
            parts[name] = parts[dice.choice(sorted(parts))]
        case 2 | 3:
            parts[name] = _with_token(parts[name], dice)
        case _:
            parts[name] = mutate(parts[name], min(most, _MOST_OF_A_PART))
    packed = _packed(parts)
    return packed if len(packed) <= most else mutate(data, most)


def plan(data: bytes, most: int, dice: random.Random, mutate: Mutate) -> bytes:
    """A plan: the archive of a Word document, or the text behind the byte that names its kind."""
    head, rest = data[:1], data[1:]
    if rest.startswith(b"PK"):
        return head + archive(rest, most - 1, dice, mutate)
    return head + mutate(rest, most - 1)


def texts(data: bytes, most: int, dice: random.Random, mutate: Mutate) -> bytes:
    """Three versions: one of them changed, or given some of another's lines."""
    sides = data.split(SIDES_END, 2)
    if data[:1] == b"P" or len(sides) < len(("base", "ours", "theirs")):
        return data[:1] + mutate(data[1:], most - 1)
    at = dice.randrange(3)
    if dice.random() < 1 / 4:
        lines, others = (side.splitlines(keepends=True) for side in (sides[at], dice.choice(sides)))
        begin, length = dice.randrange(len(others) + 1), dice.randint(0, 6)
        here = dice.randrange(len(lines) + 1)
        lines[here : here + dice.randint(0, 6)] = others[begin : begin + length]
        sides[at] = b"".join(lines)
    else:
        sides[at] = mutate(sides[at], most // 3)
    return SIDES_END.join(sides)[:most]


def _unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of an archive that is whole and small; none of any other."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            listed = opened.infolist()
            if len(listed) > _MOST_PARTS or any(one.file_size > _MOST_OF_A_PART for one in listed):
                return {}
            return {one.filename: opened.read(one) for one in listed}
    except Exception:  # noqa: BLE001 - a damaged archive raises a dozen things, and any of them means: not of this form
        return {}


def _packed(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as made:
        for name, content in parts.items():
            made.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def _with_token(content: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(content) + 1)
    return content[:at] + dice.choice(_TOKENS) + content[at + dice.randint(0, 8) :]


RESHAPERS: Mapping[str, Reshaper] = {"workbook": archive, "plan": plan, "merge": texts}
"""By target; the others are plain text, which the fuzzer changes well enough."""
