"""What the reports of a check say: headings of tables, totals, the notes at their ends."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "finding.between": ("；", "; "),
    "finding.looked": ("共检查 {issues} 件，以 {day} 为今天。", "{issues:issue|issues} looked at; today is {day}."),
    "finding.count": ("{kind} {count}", "{kind} {count}"),
    "finding.excused": ("已豁免 {count}", "excused {count}"),
    "finding.counts": ("其中{counts}。", "Found: {counts}."),
    "finding.selection": (
        "范围：{selection}（选中 {count} 件）。",
        "Selection: {selection} ({count:issue|issues}).",
    ),
    "finding.report": ("台账检查", "Check of the ledger"),
    "finding.total": ("合计", "total"),
    "finding.clean": ("没有要报告的。", "Nothing to report."),
    "finding.more": (
        "另有 {count} 条：-o markdown=$GITHUB_STEP_SUMMARY 写进步骤的摘要（摘要至多 1 MB，放不下的会写明几条），全部用 -o csv=文件",
        "{count} more: -o markdown=$GITHUB_STEP_SUMMARY puts them into the step's summary (1 MB at most; it counts what it leaves out), -o csv=FILE has them all",
    ),
    "finding.cut": (
        "报告过大，还有 {count} 条没有列出；全部：ledger check --format csv",
        "The report is too large: {count} more are left out; all of them: ledger check --format csv",
    ),
    "finding.column.kind": ("类别", "kind"),
    "finding.column.id": ("编号", "id"),
    "finding.column.title": ("问题", "title"),
    "finding.column.units": ("责任单位", "units"),
    "finding.column.person": ("责任人", "person"),
    "finding.column.due": ("时限", "due"),
    "finding.column.late": ("逾期或剩余", "late or left"),
    "finding.column.days-late": ("逾期天数", "days late"),
    "finding.column.working-days-late": ("逾期工作日", "working days late"),
    "finding.column.days-left": ("剩余天数", "days left"),
    "finding.column.message": ("说明", "what was found"),
    "finding.column.place": ("位置", "where"),
    "finding.column.file": ("文件", "file"),
    "finding.column.line": ("行", "line"),
    "finding.column.column": ("列", "column"),
    "finding.column.command": ("可用命令", "command"),
    "finding.column.rule": ("规则", "rule"),
    "finding.column.waived-until": ("豁免至", "excused until"),
    "finding.column.waived-by": ("批准人", "excused by"),
    "finding.column.waived-why": ("豁免理由", "reason"),
    "finding.column.fingerprint": ("指纹", "fingerprint"),
    "finding.help.integrity": (
        "已签名的记录与文件不一致。不要改回去了事：查清是谁、为什么改的（ledger audit），再按规定处理。",
        "What was signed is not what is in the file. Find out who changed it and why (ledger audit).",
    ),
    "finding.help.invalid": (
        "文件读不了，里面的时限也就没有查到。按行号改好后运行 ledger validate。",
        "The file can't be read, so nothing in it was checked. Mend the line, then run ledger validate.",
    ),
    "finding.help.fault": (
        "台账内容不合规则。ledger why 说明缘由和改法。",
        "The record breaks a rule. ledger why tells which, and what to do.",
    ),
    "finding.help.overdue": (
        "过了时限还没有完成；从时限的次日起算逾期。完成后登记进展，确需延期的按规定报批。",
        "Past its day and not done; lateness counts from the day after. Record what is done, or apply for an extension.",
    ),
    "finding.help.due-soon": (
        "快到时限。提前安排，完成后登记进展。",
        "Near its day. Plan for it, and record what is done.",
    ),
    "finding.help.stale": (
        "很久没有报进展。用 ledger progress 登记最近的情况。",
        "Nothing has been heard for long. Record the news by ledger progress.",
    ),
    "finding.help.notice": (
        "值得看一眼，不算不通过。",
        "Worth a look; it fails nothing.",
    ),
}
