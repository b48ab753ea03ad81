"""What is said of a month's dispatch. Columns and parts are called in Chinese as the fields of a template."""

from __future__ import annotations

from ledger.model.dispatchpage import COLUMNS, PART_WORDS

_COLUMNS = {
    "figure": "figure", "stated": "snapshot", "before": "before", "came": "more", "went": "fewer", "now": "now",
    "unit": "unit", "asked": "to report", "intime": "in time", "late": "late", "missing": "missing",
    "unreported": "issues not reported on",
    "tardy": "issues reported late", "day": "day", "id": "id", "what": "what", "by": "by", "units": "units", "title": "title",
    "was": "was", "is": "is", "where": "where", "mend": "mended by", "due": "due",
    "card": "card", "kind": "consequence", "points": "points", "reasons": "reasons", "state": "on record",
}  # fmt: skip
_PARTS = {
    "figures": "figures of the month", "missing": "not reported", "changed": "changed", "clashes": "contradictions",
    "due": "due next month", "cards": "cards proposed",
}  # fmt: skip

WORDS: dict[str, tuple[str, str]] = {
    "help.dispatch": (
        (
            "月调度：谁没有报、比上月有什么变化、哪里前后矛盾、下月什么到期、建议评什么牌。\n\n"
            "默认上个月；写一个部分的名称（未报、变化、矛盾、下月到期、建议牌、本月数字）就列全这一部分。\n\n"
            "例：ledger dispatch --month 2026-10 --xlsx 月调度表.xlsx --docx 月调度.docx"
        ),
        (
            "The dispatch of a month: who has not reported, what changed, what contradicts itself, what falls due, "
            "which cards are proposed.\n\nThe last month unless one is named; the name of a part lists all of it.\n\n"
            "Example: ledger dispatch --month 2026-10 --xlsx month.xlsx --docx month.docx"
        ),
    ),
    "option.dispatch-part": ("只看哪一部分，全部列出", "only this part, all of it"),
    "option.dispatch-month": ("调度哪个月（默认上个月）", "the month (default: the last one)"),
    "option.dispatch-xlsx": (
        "写成 Excel：月调度表和各部分清单",
        "write a workbook: the sheet of the month and a list of each part",
    ),
    "option.dispatch-docx": (
        "写成 Word（模板 templates/letters/月调度.docx）",
        "write a Word document (template templates/letters/月调度.docx)",
    ),
    "option.dispatch-md": ("写成 Markdown，可直接粘贴", "write Markdown, to be pasted"),
    "dispatch.head": ("{title}　{month} 月调度（截至 {day}）", "{title}: dispatch of {month} (as of {day})"),
    "dispatch.scope": ("范围：{selection}", "selected: {selection}"),
    "dispatch.heading": ("【{part}】{summary}", "[{part}] {summary}"),
    "dispatch.counted-by": ("口径：{basis}", "counted: {basis}"),
    "dispatch.more": (
        "还有 {count} 行，全部列出：ledger dispatch --month {month} {part}",
        "{count:more row|more rows}; list all: ledger dispatch --month {month} {part}",
    ),
    "dispatch.written": ("已写 {path}", "written: {path}"),
    "dispatch.ahead": (
        "{month} 从 {first} 才开始，今天是 {day}",
        "{month} begins on {first}, today is {day}",
    ),
    "dispatch.broken": (
        "有 {count} 个文件读不了（{files}），不出调度表：改好后再来，ledger validate 列出问题",
        "{count:file|files} can't be read ({files}), so there is no dispatch; ledger validate names what is wrong",
    ),
    "dispatch.nothing": ("{month} 月底时台账里还没有问题", "there was no issue by the end of {month}"),
    "dispatch.no-part": ("没有“{found}”这一部分，有：{known}", "there is no part “{found}”; there are: {known}"),
    "dispatch.part-or-file": (
        "写文件时总是写全部，不能只写“{part}”",
        "a file always holds everything, not “{part}” alone",
    ),
    "dispatch.running": (
        "{month} 还没有过完：数字截至 {day}，月底以后再评牌",
        "{month} is not over: the figures are as of {day}, cards are judged after it",
    ),
    "dispatch.count": ("{what} {count}", "{what} {count}"),
    "dispatch.told-figures": ("截至 {day} 共 {count} 件：{parts}", "{count:issue|issues} as of {day}: {parts}"),
    "dispatch.told-agreed": (
        "截至 {day} 共 {count} 件：{parts}；上月数字与快照 {name} 一致",
        "{count:issue|issues} as of {day}: {parts}; last month is as snapshot {name} says",
    ),
    "dispatch.told-contradicted": (
        "截至 {day} 共 {count} 件：{parts}；上月数字与快照 {name} 不符：{wrong}",
        "{count:issue|issues} as of {day}: {parts}; last month is not as snapshot {name} says: {wrong}",
    ),
    "dispatch.contradicted": (
        "{figure}快照 {stated}，现在算 {found}（{issues}）",
        "{figure} {stated} in the snapshot, {found} by the histories ({issues})",
    ),
    "dispatch.told-missing": (
        "{month} 应报（整改中）{asked} 件：按时 {intime}、迟报 {late}、未报 {missing}",
        "{asked:issue|issues} in progress to report on for {month}: {intime} in time, {late} late, {missing} missing",
    ),
    "dispatch.by-figures": (
        "上月截至 {eve}，本月截至 {day}；上月＋增加－减少＝本月，每行自成一数，各行不相加",
        "before: as of {eve}, now: as of {day}; before + more − fewer = now; each row is a figure of its own, no sum",
    ),
    "dispatch.by-missing": (
        "截至 {day}，分母为应报的 {asked} 件，应报＝按时＋迟报＋未报；{sums}{rest}",
        "as of {day}, of {asked:issue|issues} to report on: in time + late + missing; {sums}{rest}",
    ),
    "dispatch.units-left-out": (
        "；都按时的 {count} 个单位不列",
        "; {count:unit|units} with every report in time left out",
    ),
    "dispatch.units-add-up": (
        "各单位应报相加为 {sum} 件，每件只算一次",
        "those of all units add up to {sum}, each issue once",
    ),
    "dispatch.units-overlap": (
        "一件由几个单位负责的分别计入，各单位应报相加为 {sum} 件，大于应报件数",
        "an issue counts under each of its units, so those of all units add up to {sum}, which is more",
    ),
    "dispatch.by-changed": (
        "{first} 至 {day}，按项数，一件可以有几项，涉及 {count} 件；月底有问题 {total} 件",
        (
            "{first} to {day}, counted by deeds, of which an issue may have several: {count:issue|issues}; "
            "{total} at the month's end"
        ),
    ),
    "dispatch.by-clashes": (
        "截至 {day}，按处数，一件可以有几处，涉及 {count} 件，分母为问题总数 {total} 件",
        "as of {day}, counted by places, of which an issue may have several: {count} of {total:issue|issues}",
    ),
    "dispatch.by-due": (
        "截至 {day} 没有完成的（期限当天不算逾期），按个数，一件可以有几个，涉及 {count} 件，分母为问题总数 {total} 件",
        (
            "not done as of {day} (the day itself is in time), counted by dates, of which an issue may have several: "
            "{count} of {total:issue|issues}"
        ),
    ),
    "dispatch.by-cards": (
        "截至 {day}，一件至多一个牌，有牌的 {count} 件（含已登记的），分母为问题总数 {total} 件",
        "as of {day}, one card for an issue at most: {count} of {total:issue|issues}, those on record among them",
    ),
    "dispatch.listed": ("{issues}", "{issues}"),
    "dispatch.last-heard": ("{id}（上次 {day}）", "{id} (last on {day})"),
    "dispatch.never-heard": ("{id}（从未报过）", "{id} (never)"),
    "dispatch.heard": ("{id}（{day} 报）", "{id} (on {day})"),
    "dispatch.told-changed": ("{count} 项：{parts}", "{count}: {parts}"),
    "dispatch.told-clashes": ("{count} 处", "{count}"),
    "dispatch.told-due": ("{month} 底前到期 {count} 个", "{count} due by the end of {month}"),
    "dispatch.told-cards": (
        "建议 {count} 个（{parts}），已登记 {recorded} 个；登记：ledger escalate --month {month} --apply",
        "{count} proposed ({parts}), {recorded} on record; to record them: ledger escalate --month {month} --apply",
    ),
    "dispatch.told-no-cards": (
        "没有新的建议，已登记 {recorded} 个",
        "none proposed, {recorded} on record",
    ),
    "dispatch.told-no-changed": ("没有变化", "nothing"),
    "dispatch.told-no-clashes": ("没有发现前后矛盾", "none found"),
    "dispatch.told-no-due": ("{month} 底前没有到期的时限、节点和措施", "nothing falls due by the end of {month}"),
    "dispatch.told-running": ("{month} 过完后再评", "judged when {month} is over"),
    "dispatch.proposed": ("建议", "proposed"),
    "dispatch.recorded": ("已登记", "on record"),
    "dispatch.card-red": ("红灯", "red"),
    "dispatch.card-yellow": ("黄牌", "yellow"),
    "dispatch.card-blue": ("蓝签", "blue"),
    "dispatch.node-final": ("整项时限", "the final day"),
    "dispatch.node-milestone": ("节点{number}：{text}", "milestone {number}: {text}"),
    "dispatch.node-measure": ("措施{number}：{text}", "measure {number}: {text}"),
    "dispatch.node-age": ("期限：{text}", "limit: {text}"),
    "dispatch.did-arrived": ("新增交办（{source}）", "arrived ({source})"),
    "dispatch.did-started": ("启动整改", "started"),
    "dispatch.did-percent": ("完成比例 {was} → {now}", "{was} → {now} done"),
    "dispatch.did-measure": ("措施{number}完成：{text}", "measure {number} done: {text}"),
    "dispatch.did-milestone": ("节点{number}完成：{text}", "milestone {number} done: {text}"),
    "dispatch.did-finished": ("完成整改", "all done"),
    "dispatch.did-asked": ("申请延期至 {due}", "more time asked for, until {due}"),
    "dispatch.did-extended": ("批准延期至 {due}", "extended until {due}"),
    "dispatch.did-refused": ("不同意延期至 {due}", "more time refused (until {due})"),
    "dispatch.did-failed": ("验收未通过，退回重改", "not accepted, sent back"),
    "dispatch.did-accepted": ("通过验收", "accepted"),
    "dispatch.did-closed": ("销号", "closed"),
    "dispatch.did-rebound": ("回头看发现反弹", "a look-back found it undone"),
    "dispatch.did-reopened": ("重新打开", "reopened"),
    "dispatch.did-void": ("作废：{why}", "void: {why}"),
    "dispatch.dids-arrived": ("新增", "arrived"),
    "dispatch.dids-started": ("启动", "started"),
    "dispatch.dids-percent": ("进度变动", "percentages moved"),
    "dispatch.dids-measure": ("措施完成", "measures done"),
    "dispatch.dids-milestone": ("节点完成", "milestones done"),
    "dispatch.dids-finished": ("完成整改", "all done"),
    "dispatch.dids-asked": ("申请延期", "asked for more time"),
    "dispatch.dids-extended": ("批准延期", "extended"),
    "dispatch.dids-refused": ("不同意延期", "refused more time"),
    "dispatch.dids-failed": ("退回重改", "sent back"),
    "dispatch.dids-accepted": ("通过验收", "accepted"),
    "dispatch.dids-closed": ("销号", "closed"),
    "dispatch.dids-rebound": ("反弹", "rebounds"),
    "dispatch.dids-reopened": ("重新打开", "reopened"),
    "dispatch.dids-void": ("作废", "void"),
    "dispatch.percent-in": ("{month} 报完成比例 {percent}", "{percent} done, reported for {month}"),
    "dispatch.count-in": (
        "{month} 报措施{number}累计完成 {amount}",
        "measure {number}: {amount} done, reported for {month}",
    ),
    "dispatch.not-done": ("{names} 未完成", "not done: {names}"),
    "dispatch.all-done": ("措施和节点已于 {day} 全部完成", "every measure and milestone done on {day}"),
    "dispatch.measure": ("措施{number}", "measure {number}"),
    "dispatch.milestone": ("节点{number}", "milestone {number}"),
    "dispatch.baseline": ("{name} {year} 年基准 {value}", "{name}: {value} in {year}, the baseline"),
    "dispatch.reading": ("{name} {day} 读数 {value}，劣于基准", "{name}: {value} on {day}, worse than the baseline"),
    "dispatch.total": ("措施{number}任务量 {amount}", "measure {number}: {amount} to be done"),
    "dispatch.total-since": (
        "{day} 把措施{number}任务量改为 {amount}（{why}）",
        "measure {number}: {amount} to be done, changed on {day} ({why})",
    ),
    "dispatch.open-then": ("{day} 的台账里还没有完成", "not done by the ledger of {day}"),
    "dispatch.done-since": ("{written} 补记为 {day} 完成", "put down on {written} as done on {day}"),
    "dispatch.there": ("在台账里", "in the ledger"),
    "dispatch.marked-then": ("快照记：{mark} {value}", "the snapshot: {mark} {value}"),
    "dispatch.marked-now": ("办理记录：{mark} {value}", "the histories: {mark} {value}"),
    **{f"dispatch.part-{key}": (chinese, _PARTS[key]) for key, chinese in PART_WORDS.items()},
    **{f"column.dispatch-{key}": (chinese, _COLUMNS[key]) for key, chinese in COLUMNS.items()},
}
