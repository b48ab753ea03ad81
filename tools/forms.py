"""Makes the Word page that checklists are printed on, so that nobody has to trust a binary file.

`python tools/forms.py` writes it into `src/ledger/store/shipped/ledger/templates/checklists/` and the repository's own
`templates/checklists/`. The same script gives the same content, and a test makes it again and compares.
"""

from __future__ import annotations

import sys
from pathlib import Path

from docx.document import Document as Word
from docx.shared import Mm, Pt

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools")]

from official import Column, grid, letter, pairs, remark, title  # noqa: E402 - path set above

PLACES = (ROOT / "src/ledger/store/shipped/ledger/templates/checklists", ROOT / "templates/checklists")
NAME = "检查表"
HEAD = (
    (("检查表", "{{ 检查表 }}"), ("检查日期", "")),
    (("{{ 检查对象 }}", "{{ 检查地点 }}"), ("受检单位", "{{ 受检单位 }}")),
    (("行政区域", "{{ 行政区域 }}"), ("检查人", "")),
    (("对象编号", "{{ 对象编号 }}"), ("问题编号", "{{ 问题编号 }}")),
)
COLUMNS = (
    Column("序号", "{{ 项.序号 }}", 11),
    Column("检查内容", "{{ 项.内容 }}", 42, long=True),
    Column("检查方法", "{{ 项.方法 }}", 34, long=True),
    Column("分值", "{{ 项.分值 }}", 11),
    Column("结果", "", 16),
    Column("情况说明", "", 34, long=True),
    Column("照片（文件名）", "", 22),
)


def page(word: Word) -> None:
    """One page: where, when, who; the items; how to fill it in; who signs."""
    section = word.sections[0]
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(Mm, (20, 16, 20, 20))
    title(word, "{{ 检查表名称 }}")
    word.paragraphs[-1].paragraph_format.space_after = Pt(6)
    pairs(word, HEAD, (26, 59, 22, 63))
    remark(word, "{% if 依据 %}依据：{{ 依据 }}{% endif %}")
    grid(word, "检查项", COLUMNS, height=Mm(12))
    remark(word, "")
    pairs(word, ((("其他情况", ""),),), (26, 144), height=Mm(16))
    remark(
        word,
        "结果填 合格（√）、不合格（×）、不适用（／）；不合格须写情况说明。合格线{{ 合格线 }}%。"
        "{% if 须附照片 %}第{{ 须附照片 }}项须附照片，文件与本表放在一起。{% endif %}",
    )
    remark(word, "检查人（签字）：　　　　　　　　　　　　　　受检单位（签字）：")


def main() -> None:
    """Write the page into both places."""
    for place in PLACES:
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{NAME}.docx").write_bytes(letter(page, NAME))


if __name__ == "__main__":
    main()
