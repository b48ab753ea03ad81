"""What the nightly check says beside its findings: waivers, baselines, reports."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "option.fail-on": (
        "什么算不通过（退出码 1，可多次，写了就只算写的）：overdue 逾期和台账问题、due-soon 临期、stale 未报进展、invalid 数据有错、never 都不算。默认 overdue 和 invalid；数据有错、台账为空总是 5，被篡改总是 8",
        "what makes it fail with 1 (repeatable; only what is named counts; default: overdue and invalid). Invalid data and an empty ledger are always 5, broken integrity always 8",
    ),
    "option.exit-zero": (
        "只报告，不算不通过：同 --fail-on never；数据有错、台账为空仍是 5，被篡改仍是 8",
        "report and don't fail, as --fail-on never does; invalid data and an empty ledger still exit 5, broken integrity 8",
    ),
    "option.format": (
        "输出的格式（默认 text；GitHub Actions 里默认 github）",
        "the form of what is printed (default: text; github in GitHub Actions)",
    ),
    "option.outputs": (
        "另写成文件：格式=路径（可多次），如 json=报告.json、markdown=$GITHUB_STEP_SUMMARY",
        "write a report as well: FORMAT=PATH (repeatable), e.g. json=report.json, markdown=$GITHUB_STEP_SUMMARY",
    ),
    "option.baseline": (
        "只报新出现的：与以前 -o json=文件 写下的报告相比",
        "only what is new since an earlier report, written by -o json=FILE",
    ),
    "metavar.ids-or-files": ("编号、文件或文件夹…", "ID|FILE|FOLDER…"),
    "metavar.output": ("格式=路径", "FORMAT=PATH"),
    "check.two-formats": (
        "{first} 和 {second} 只能选一个：要几种格式，用 -o 格式=路径",
        "{first} and {second} exclude each other: for several forms use -o FORMAT=PATH",
    ),
    "check.by-ci": (
        "在 {system} 的流水线里，输出用 {format} 格式（可用 --format 另选）",
        "running in {system}: printed as {format} (choose with --format)",
    ),
    "check.output-twice": (
        "-o 两次写到同一个文件 {path}：请各写各的",
        "-o names the same file {path} twice: give each report its own",
    ),
    "check.output-on-screen": (
        "-o 只写文件。要打印出来：--format {format}；真要叫“-”的文件：-o {format}=./-",
        "-o writes files only. To print it: --format {format}; for a file that is called “-”: -o {format}=./-",
    ),
    "check.unknown-format": ("没有“{name}”这种格式，可选：{known}", 'there is no format "{name}"; there are: {known}'),
    "check.bad-output": (
        "-o 要写成 格式=路径，这里是“{found}”。格式有：{known}",
        '-o wants FORMAT=PATH and got "{found}". Formats: {known}',
    ),
    "check.output-on-ledger": (
        "{path} 是台账自己的文件，报告会把它盖掉：请写到别处",
        "{path} is the ledger's own, and a report would take its place: write it elsewhere",
    ),
    "check.bad-fail-on": (
        "--fail-on 不认识“{found}”，可选：{known}",
        '--fail-on does not know "{found}"; there are: {known}',
    ),
    "check.never-alone": (
        "--fail-on never 不能与别的一起写",
        "--fail-on never stands alone",
    ),
    "check.nothing-selected": (
        "有条件一件也选不中，等于没有查：{why}",
        "a filter selects no issue, so nothing was checked by it: {why}",
    ),
    "check.passes": ("通过。", "Passed."),
    "check.fails": (
        "不通过：须处理 {count} 条（退出码 {code}）。",
        "Failed: {count} to act on (exit code {code}).",
    ),
    "check.fails-empty": ("不通过（退出码 {code}）。", "Failed (exit code {code})."),
    "check.excused": ("豁免 {count} 条，列在最后。", "{count} excused by a waiver, listed at the end."),
    "check.compared": (
        "与基线相比：新增 {new} 条，已知 {known} 条不再列出，消失 {gone} 条。",
        "compared with the baseline: {new} new, {known} known and not listed, {gone} gone.",
    ),
    "check.no-unit": ("未明确责任单位，或不属于哪一件", "nobody answers for it"),
    "check.group": ("{unit}（{count}）", "{unit} ({count})"),
    "check.due": ("时限 {due}", "due {due}"),
    "check.late": ("逾期 {days} 天（{working} 个工作日）", "{days:day|days} late ({working:working day|working days})"),
    "check.left": ("还有 {days} 天", "{days:day|days} left"),
    "remedy.progress": ("ledger progress {id} -m 进展情况", "ledger progress {id} -m WHAT-WAS-DONE"),
    "remedy.adopt": ("ledger adopt {id} --why 事由", "ledger adopt {id} --why REASON"),
    "check.command": ("可用：{command}", "try: {command}"),
    "check.notices": ("提醒（{count}）", "Worth a look ({count})"),
    "check.more": (
        "另有 {count} 条 [{rule}]，全部列出：ledger check --brief",
        "{count} more of [{rule}]; all of them: ledger check --brief",
    ),
    "check.waived": ("经批准豁免（{count}）", "Excused by a waiver ({count})"),
    "check.waiver": (
        "豁免至 {expires}（{by} 批准）：{reason}",
        "excused until {expires} by {by}: {reason}",
    ),
    "check.brief-waiver": ("（豁免至 {expires}）", " (excused until {expires})"),
    "check.unit": ("单位", "unit"),
    "check.behind": ("节点逾期", "nodes missed"),
    "kind.integrity": ("被篡改", "tampered"),
    "kind.invalid": ("无法读取", "unreadable"),
    "kind.fault": ("台账问题", "faults"),
    "kind.overdue": ("逾期", "overdue"),
    "kind.due-soon": ("临期", "due soon"),
    "kind.stale": ("未报进展", "stale"),
    "kind.notice": ("提醒", "notices"),
    "baseline.none": (
        "没有基线文件 {path}：先运行一次 ledger check -o json={path}",
        "there is no baseline {path}: run ledger check -o json={path} first",
    ),
    "baseline.unreadable": (
        "{path} 不是 ledger check 写下的报告，不能作基线；重做一份：ledger check --exit-zero -o json={path}",
        "{path} is no report of ledger check, so nothing can be compared with it; write one: ledger check --exit-zero -o json={path}",
    ),
    "baseline.other-selection": (
        "基线（{day}）查的范围与这次不同，说不出哪些已经消失",
        "the baseline of {day} was made of another selection, so nothing can be said of what is gone",
    ),
    "validate.no-file": ("没有文件 {path}", "there is no file {path}"),
    "validate.empty-folder": (
        "{path} 里没有问题文件，没有可查的。查整本台账：ledger validate",
        "there is no issue file in {path}, so there is nothing to look at. The whole ledger: ledger validate",
    ),
    "validate.outside": (
        "{path} 不在台账目录 {folder} 里",
        "{path} is not in the ledger at {folder}",
    ),
    "waiver.unknown-issue": (
        "豁免的问题 {id} 不在台账里：核对编号",
        "the waiver is for {id}, which is not in the ledger: look at the number",
    ),
    "waiver.unknown-person": (
        "批准豁免的“{who}”不在人员登记里：写 people.yaml 里的人员编号",
        "the waiver was approved by “{who}”, who is not in the register: give an id of people.yaml",
    ),
    "waiver.expired": (
        "{id} 的豁免 {expires} 已到期，不再有效（理由：{reason}）：删去，或经批准改到期日",
        "the waiver for {id} expired on {expires} and excuses nothing any more ({reason}): take it out, or have it renewed",
    ),
}
