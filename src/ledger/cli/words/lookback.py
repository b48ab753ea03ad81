"""回头看: draws, results, and what comes of a rebound."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "help.lookback": ("回头看：抽查已销号的问题，记录结果。", "Look-backs: draw closed issues, record what was found."),
    "help.lookback.sample": (
        "从已销号的问题里抽查，凭种子谁都可以重抽。\n\n例：ledger lookback sample --rate 10% --seed 7",
        "Draw closed issues so that anybody can draw them again.\n\nExample: ledger lookback sample --rate 10% --seed 7",
    ),
    "help.lookback.record": (
        "记录回头看的结果；反弹的重新打开，进入新一轮。\n\n例：ledger lookback record ISSUE-014 -m 河面无黑臭 --genuine",
        "Record a look-back; what came back is reopened as a new cycle.\n\nExample: ledger lookback record ISSUE-014 -m TEXT",
    ),
    "option.seed": ("种子：任意数字或文字，公布后谁都可以重抽", "seed: any number or word; publish it, and anybody can draw again"),
    "option.rate": ("抽百分之几，不足一件的进为一件", "percent to draw, rounded up"),
    "option.count": ("抽几件（与 --rate 二选一）", "how many to draw (instead of --rate)"),
    "option.closed-before": ("只抽这一天之前销号的", "only what was closed before this day"),
    "option.sample-sheet": ("把抽中的写成一张回头看台账（.xlsx）", "write the drawn issues as a sheet (.xlsx)"),
    "option.found": ("现场核查情况", "what was found on site"),
    "option.rebound": ("问题反弹：重新打开", "the problem has come back: reopen"),
    "option.genuine": ("原来所报的整改是否属实", "whether the reported work was real"),
    "option.archive": ("一事一档是否齐全", "whether the dossier is complete"),
    "option.opinion": ("处理意见", "what is to be done"),
    "option.sample": ("抽查批次（sample 命令给出的，如 10%/7）", "the draw it belongs to, as `sample` printed it"),
    "option.looked-on": ("核查日期（默认当天）", "day of the look-back"),
    "column.closed-on": ("销号日期", "closed on"),
    "column.ticket": ("抽签码", "ticket"),
    "lookback.how-many": (
        "抽多少？--rate 10% 或 --count 5，二者写一个",
        "how many? Say either --rate 10% or --count 5",
    ),
    "lookback.no-seed": ("种子是空的：--seed 7", "the seed is empty: --seed 7"),
    "lookback.bad-rate": ("比例“{found}”不行：写 10%，大于 0，不超过 100", "“{found}” is no rate: write 10%, above 0 and at most 100"),
    "lookback.which-rate": (
        "比例“{found}”有两种读法：一成之类的写 --rate {share}%，百分之零点几的写 --rate {percent}%",
        "“{found}” can be read in two ways: write --rate {share}% or --rate {percent}%",
    ),
    "lookback.broken": (
        "有 {count} 件无法读取（{files}），抽样会漏掉它们，没有抽。看原因：ledger validate",
        "{count:file|files} can't be read ({files}) and couldn't be drawn; nothing was drawn. Reasons: ledger validate",
    ),
    "lookback.nothing": (
        "截至 {day} 没有符合条件的已销号问题，抽不了。看有哪些：ledger list --status closed",
        "as of {day} no closed issue is selected; there is nothing to draw. See: ledger list --status closed",
    ),
    "lookback.drawn": (
        "已销号 {population} 件（{selection}，截至 {day}）中抽 {count} 件，批次 {label}",
        "{count} drawn out of {population} closed issues ({selection}, as of {day}), draw {label}",
    ),
    "lookback.everything": ("全部", "all"),
    "lookback.fingerprint": (
        "抽样范围的校验码 {digest}：重抽时相同，说明范围没有变",
        "digest of the population {digest}: the same when drawn again means that the same issues took part",
    ),
    "lookback.again": (
        "重抽：同一条命令加 --as-of {day}。抽签码 = SHA-256(“{seed}”、换行、唯一标识)，小的抽中",
        "draw again: the same command with --as-of {day}. Ticket = SHA-256(“{seed}”, line feed, uid); the lowest are drawn",
    ),
    "lookback.to-record": (
        "记录结果：ledger lookback record 编号 -m 现场情况 --sample {label}（反弹加 --rebound）",
        "record what is found: ledger lookback record ID -m TEXT --sample {label} (add --rebound if it came back)",
    ),
    "lookback.day-for-nothing": (
        "--to 是重新打开后的时限，只与 --rebound 一起用",
        "--to is the deadline after reopening; use it with --rebound only",
    ),
    "lookback.not-closed": (
        "{id} 现在是{status}，回头看只查已销号的：ledger list --status closed",
        "{id} is {status}; only closed issues are looked back at: ledger list --status closed",
    ),
    "lookback.before-closing": (
        "核查日期 {day} 早于销号日期 {closed}：用 --date 指明正确的日期",
        "{day} is before the closing of {closed}: name the right day with --date",
    ),
    "lookback.role": (
        "{who}没有“督导”或“验收”职责：在 people.yaml 的 {person} 处加上，或换人办理（--as）",
        "{who} has neither the role 督导 nor 验收: add one to {person} in people.yaml, or let somebody else act (--as)",
    ),
    "lookback.own-work": (
        "{who}所在的{unit}是责任单位，不能回头看自己的整改：换督导或上级单位的人（--as）",
        "{who} belongs to {unit}, which did the work: somebody independent must look back (--as)",
    ),
    "lookback.own-act": (
        "{who}办理了本轮{move}，不能由自己认定没有反弹：换人办理（--as）",
        "{who} signed “{move}” of this cycle and can't certify that it holds: let somebody else act (--as)",
    ),
    "lookback.done": ("{id} 回头看已记录，没有反弹：{title}", "{id}: look-back recorded, nothing has come back: {title}"),
    "lookback.reopened": (
        "{id} 回头看发现反弹，已重新打开，进入第 {cycle} 轮：{title}",
        "{id} has come back and was reopened as cycle {cycle}: {title}",
    ),
    "lookback.rebound": (
        "{id} 回头看发现反弹，已记录，还没有重新打开：{title}",
        "{id} has come back; that is on record, but it is not reopened yet: {title}",
    ),
    "lookback.reopen": (
        "重新打开：ledger reopen {id} --why 回头看发现反弹 --to 新时限 --as 人员编号。可以办理的人：{people}",
        "reopen it: ledger reopen {id} --why REASON --to DATE --as ID. Who may: {people}",
    ),
    "rule.rebound-open": (
        "{date} 回头看发现反弹，至今仍是已销号：ledger reopen {id} --why 回头看发现反弹 --to 新时限",
        "the look-back of {date} found that it came back, and it is closed still: ledger reopen {id} --why REASON --to DATE",
    ),
    "rule.lookback-before": (
        "回头看日期 {date} 早于本轮销号日期 {closed}",
        "the look-back of {date} is before the closing that it looked at ({closed})",
    ),
    "rule.lookback-unclosed": (
        "第 {cycle} 轮没有销号，却有回头看",
        "cycle {cycle} was never closed, but was looked back at",
    ),
    "rule.lookback-own-work": (
        "回头看由责任单位{unit}的人自己做（{who}）",
        "the look-back was made by {who} of {unit}, which did the work",
    ),
    "rule.lookback-own-act": (
        "没有反弹的结论由验收或销号的同一个人作出（{who}）",
        "that nothing came back was certified by who verified or closed it ({who})",
    ),
}  # fmt: skip
