"""What stands beside the bar of a long command."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "phase.issues": ("读取问题", "issues"),
    "phase.rules": ("逐项检查", "rules"),
    "phase.places": ("查找位置", "places"),
    "phase.judging": ("计算进度", "standings"),
    "phase.evidence": ("重算佐证", "evidence"),
    "phase.evidence-files": ("核对佐证", "evidence"),
    "phase.checkpoints": ("核对存证点", "checkpoints"),
    "phase.sheet": ("写工作表", "sheet"),
    "phase.rows": ("读取表格", "rows"),
    "phase.pages": ("读取文件", "pages"),
    "phase.likeness": ("与台账比对", "likenesses"),
    "phase.bytes": ("计算校验码", "digests"),
    "phase.copying": ("复制佐证", "copying"),
    "phase.packing": ("打包", "packing"),
    "phase.edits": ("核对改动", "edits"),
    "phase.writing": ("改写文件", "rewriting"),
    "phase.answering": ("查询", "answering"),
    "phase.staging": ("写入文件", "writing"),
}
