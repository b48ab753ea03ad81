"""What each target's inputs are made of: the fuzzer puts these in, which it would take days to find by itself."""

from __future__ import annotations

from collections.abc import Mapping

from ledger.model.issue import FIELD_ORDER

_YAML = (
    "- ", ": ", "\n", "  ", "|\n", ">-\n", "'", '"', "[", "]", "{", "}", "#1", " # ", "&a", "*a", "<<: *a", "!!str",
    "---\n", "...\n", "%YAML 1.1\n", "~", "null", "：", "\t", "\r\n", "\ufeff", "\\x1b", "\\u200b", "<<<<<<< ",
    "=======\n", "? ",
    *(f"{key}: " for key in FIELD_ORDER),
)  # fmt: skip
_WHEN = (
    "年", "月", "日", "底前", "年底前", "月底", "上旬", "中旬", "下旬", "季度", "前", "以前", "之前", "内", "个月",
    "工作日", "立行立改", "立即", "长期坚持", "持续推进", "每年", "每月", "每季度", "汛期前", "其中", "（", "）",
    "、", "至", "—", "-", ".", "2026", "20_年", "２０２６", "二〇二六年", "十二月", "12", "31", "30", "2月30日",
    "半年", "明年", "本月", "次月", "已完成",
)  # fmt: skip
_PLAN = (
    "问题", "整改目标", "整改措施", "责任单位", "牵头单位", "配合单位", "责任人", "整改时限", "完成时限", "整改情况",
    "验收单位", "序号", "一、", "（一）", "1.", "1、", "①", "第1项", "：", "\n", "|", "|---|---|", "# ", "- ",
    "<table>", "<tr>", "<td>", "<td rowspan=3>", "<td colspan=9>", "<p>", "<br>", "</td>", "</tr>", "</table>",
    "&nbsp;", "\t", "共10个", "已完成3个", "县水务局", "2026年6月底前",
    *_WHEN[:12],
)  # fmt: skip
_SHEET = (
    'r="', 's="', 't="s"', 't="inlineStr"', "<c ", "<v>", "</v>", "<row ", "<mergeCell ref=", "A1:B2", "<f>", "rId1",
)  # fmt: skip
WORDS: Mapping[str, tuple[str, ...]] = {
    "gate": _YAML,
    "deadline": _WHEN,
    "workbook": _SHEET,
    "plan": _PLAN,
    "merge": (*_YAML[:8], *_YAML[-len(FIELD_ORDER) :], "\n%%%%\n"),
}
