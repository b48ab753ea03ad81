"""Indicators: what is measured, what it has to keep to, where it is going."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "help.indicator": (
        "指标：PM2.5、断面水质类别、优良天数、分期工程量；读数、目标、趋势和到期预测。",
        "Indicators: PM2.5, classes of water, counted work; their readings, targets, trend and forecast.",
    ),
    "help.indicator.new": (
        "登记一个指标和它的要求。\n\n例：ledger indicator new PM2.5 --unit 微克/立方米 --rule 不高于29.5 --by 2026-12-31",
        "Write an indicator and its rules down.\n\nExample: ledger indicator new PM2.5 --unit μg/m3 --rule 不高于29.5 --by 2026-12-31",
    ),
    "help.indicator.list": (
        "列出各指标的最新读数、距目标的差距和是否达到。",
        "List the indicators with their newest reading, its distance from the target and whether it is met.",
    ),
    "help.indicator.show": (
        "一个指标的读数、各项目标、差距、趋势和到期预测；比基准年或上一次变坏的会提醒。\n\n例：ledger indicator show PM2.5",
        "The readings of an indicator, its targets, distance, trend and forecast, and what got worse.\n\nExample: ledger indicator show PM2.5",
    ),
    "help.indicator.record": (
        "登记一次读数，或用 --from 收入一张读数表。更正用 --correct，原来的数留在案。\n\n例：ledger indicator record 红旗河断面 Ⅲ类 --at 2026-04 --source 市监测站\nledger indicator record PM2.5 --from 读数.xlsx",
        "Write a reading down, or those of a workbook; --correct replaces one and keeps what it said.\n\nExample: ledger indicator record NAME Ⅲ --at 2026-04 --source STATION",
    ),
    "metavar.indicator": ("指标", "INDICATOR"),
    "metavar.reading": ("读数", "VALUE"),
    "option.indicator-word": ("指标的编号或名称", "id or name of the indicator"),
    "option.indicator-name": ("指标名称", "name of the indicator"),
    "option.indicator-kind": (
        "种类：数值（默认）、水质类别、工程量",
        "kind: 数值 number (default), 水质类别 class of water, 工程量 counted work",
    ),
    "option.indicator-unit": ("计量单位，如 微克/立方米", "unit of measurement"),
    "option.indicator-rule": (
        "要求，照文件写：不高于29.5、不低于77.1、达到Ⅲ类、比2015年下降25%、只能更好不能变坏（可多次）",
        "a rule in the words of the plan: 不高于29.5 (≤29.5), 达到Ⅲ类, 比2015年下降25%, 只能更好不能变坏 (repeatable)",
    ),
    "option.indicator-by": ("到哪一天达到；一直要保持的不写", "by which day; always, if left out"),
    "option.indicator-base": ("基准年，或基准年=数值", "base year, or YEAR=VALUE"),
    "option.indicator-year": (
        "分年度目标，年=数值；工程量写当年完成多少（可多次）",
        "target of a year, YEAR=VALUE; of counted work that year's share (repeatable)",
    ),
    "option.indicator-total": ("工程量共多少，分年度之和要等于它", "the whole of counted work; the years must add up to it"),
    "option.indicator-issue": ("相关问题的编号（可多次）", "an issue it belongs to (repeatable)"),
    "option.indicator-id": ("编号，也是文件名（默认与名称相同）", "id, and name of the file (default: the name)"),
    "option.indicator-set": (
        "字段=值，如 年度取值=平均、向好方向=低、责任单位=…、对象=红旗河、读数间隔=40（可多次）",
        "key=value, e.g. annual=平均, better=低, responsible=…, object=…, stale_days=40 (repeatable)",
    ),
    "option.indicator-value": ("读数：29.8，或 Ⅲ类、III类、3类、劣Ⅴ类", "the reading: 29.8, or Ⅲ, III, 3类, 劣Ⅴ"),
    "option.indicator-at": ("哪一天、哪一月或哪一年的（默认今天）", "of which day, month or year (default: today)"),
    "option.indicator-source": ("数据来源，如 国控站、监测报告文号", "where it comes from"),
    "option.indicator-correct": ("更正已登记的读数", "replace a reading that is there"),
    "option.indicator-state": ("只列：达到、没有达到、未到期 …（可多次）", "only those in this state (repeatable)"),
    "column.indicator-id": ("指标", "indicator"),
    "column.indicator-rules": ("要求", "rules"),
    "column.indicator-last": ("最新", "newest"),
    "column.indicator-at": ("时间", "time"),
    "column.indicator-value": ("数值", "value"),
    "column.indicator-source": ("来源", "source"),
    "column.indicator-former": ("更正前", "said before"),
    "column.indicator-distance": ("差距", "distance"),
    "column.indicator-state": ("状态", "state"),
    "column.indicator-target": ("目标", "target"),
    "column.indicator-due": ("到期", "due"),
    "column.indicator-bound": ("目标值", "level"),
    "column.indicator-by": ("达标日期", "by"),
    "column.indicator-base": ("基准年", "base year"),
    "column.indicator-years": ("分年度", "years"),
    "column.indicator-total": ("总量", "total"),
    "column.indicator-annual": ("年度取值", "of a year"),
    "column.indicator-responsible": ("责任单位", "responsible"),
    "column.indicator-object": ("对象", "object"),
    "column.indicator-issues": ("相关问题", "issues"),
    "column.indicator-document": ("依据", "document"),
    "indicator.line": ("{what}：{text}", "{what}: {text}"),
    "indicator.state-met": ("达到", "met"),
    "indicator.state-met-late": ("过期后达到", "met late"),
    "indicator.state-missed": ("没有达到", "missed"),
    "indicator.state-open": ("未到期", "not due yet"),
    "indicator.state-unread": ("缺读数", "readings wanting"),
    "indicator.state-no-base": ("没有基准值", "no base value"),
    "indicator.state-no-target": ("没有目标", "no target"),
    "indicator.flag-worse": ("，变坏", ", worse"),
    "indicator.of-year": ("分年度目标", "target of the year"),
    "indicator.of-all": ("总量", "the whole"),
    "indicator.always": ("一直", "always"),
    "indicator.unit-class": ("个类别", " classes"),
    "indicator.classes": ("{count} 个类别", "{count:class|classes}"),
    "indicator.points": ("{number}个百分点", "{number} percentage points"),
    "indicator.short-of": ("差 {gap}", "{gap} short"),
    "indicator.to-spare": ("富余 {gap}", "{gap} to spare"),
    "indicator.exactly": ("正好", "exactly"),
    "indicator.earlier": ("更早的读数 {count} 次（--json 列出全部）", "{count:earlier reading|earlier readings} (all with --json)"),
    "indicator.no-trend-readings": (
        "趋势：至少要 {least} 次读数才看",
        "trend: it takes {least} readings",
    ),
    "indicator.no-trend-means": (
        "趋势：看连续 12 个月的平均，至少要 {least} 个（15 个月的读数）或 {least} 年的年均值才看",
        "trend: it is that of means of 12 months, of which it takes {least} (15 months), or {least} years",
    ),
    "indicator.no-trend-sums": (
        "趋势：看当年累计，当年至少要 {least} 次才看（含年初的零）",
        "trend: it is that of the sum of the year so far; it takes {least} of this year, with its start",
    ),
    "indicator.rest-so-far-mean": (
        "{year} 年已有 {known} 个月，平均 {value}（各月相加 {sum}，除以 {known}）",
        "{year}: {known:month|months} known, their mean {value} (sum {sum}, divided by {known})",
    ),
    "indicator.rest-so-far-sum": (
        "{year} 年已有 {known} 个月，累计 {value}",
        "{year}: {known:month|months} known, {value} in all",
    ),
    "indicator.months-between": ("{first}至{last}", "{first} to {last}"),
    "indicator.rest-needed": (
        "要达到 {bound}，余下的{months}月平均须 {needed}\n  算法：{sum}",
        "to come to {bound} the others (months {months}) must average {needed}\n  worked out: {sum}",
    ),
    "indicator.rest-beyond": (
        "全年已不可能达到 {bound}：余下的{months}月平均须 {needed}\n  算法：{sum}",
        "the year can't come to {bound}: the others (months {months}) would have to average {needed}\n  worked out: {sum}",
    ),
    "indicator.rest-safe": (
        "全年 {bound} 已有把握，不靠余下的{months}月\n  算法：{sum}",
        "{bound} is safe for the year without the others (months {months})\n  worked out: {sum}",
    ),
    "indicator.rest-alike-reaches": (
        "上年这几个月平均 {alike}；如仍这样，全年是 {expected}，能达到",
        "a year ago these months averaged {alike}; with that again the year comes to {expected}: the target is met",
    ),
    "indicator.rest-alike-misses": (
        "上年这几个月平均 {alike}；如仍这样，全年是 {expected}，达不到",
        "a year ago these months averaged {alike}; with that again the year comes to {expected}: the target is missed",
    ),
    "indicator.rest-no-alike": (
        "上年这几个月的读数不全，不作预测",
        "a year ago not all of these months were measured: no forecast",
    ),
    "indicator.trend-flat": (
        "趋势：看不出明显升降（Theil–Sen 斜率每年 {change}，Mann–Kendall 检验不显著）",
        "trend: none to be seen (Theil–Sen slope {change} a year, Mann–Kendall test not significant)",
    ),
    "indicator.trend-up": ("趋势：明显上升，每年约 {change}（Theil–Sen）", "trend: rising by about {change} a year (Theil–Sen)"),
    "indicator.trend-down": (
        "趋势：明显下降，每年约 {change}（Theil–Sen）",
        "trend: falling by about {change} a year (Theil–Sen)",
    ),
    "indicator.trend-up-better": (
        "趋势：明显上升，每年约 {change}，在变好（Theil–Sen）",
        "trend: rising by about {change} a year, which is better (Theil–Sen)",
    ),
    "indicator.trend-up-worse": (
        "趋势：明显上升，每年约 {change}，在变坏（Theil–Sen）",
        "trend: rising by about {change} a year, which is worse (Theil–Sen)",
    ),
    "indicator.trend-down-better": (
        "趋势：明显下降，每年约 {change}，在变好（Theil–Sen）",
        "trend: falling by about {change} a year, which is better (Theil–Sen)",
    ),
    "indicator.trend-down-worse": (
        "趋势：明显下降，每年约 {change}，在变坏（Theil–Sen）",
        "trend: falling by about {change} a year, which is worse (Theil–Sen)",
    ),
    "indicator.outlook-reaches": (
        "照此走势，到 {due} 预计 {expected}：能达到",
        "going on like this it comes to {expected} by {due}: the target is met",
    ),
    "indicator.outlook-misses": (
        "照此走势，到 {due} 预计 {expected}：达不到",
        "going on like this it comes to {expected} by {due}: the target is missed",
    ),
    "indicator.regression": ("变坏：{text}", "worse: {text}"),
    "indicator.standing": (
        "{state}；共有读数 {count} 次（截至 {day}）",
        "{state}; {count:reading|readings} (as of {day})",
    ),
    "indicator.count": ("共 {count} 个指标（截至 {day}）", "{count:indicator|indicators} (as of {day})"),
    "indicator.written": (
        "{id} 已登记：{file}\n登记读数：ledger indicator record {id} 读数 --at 时间",
        "{id} written down: {file}\nAdd its readings: ledger indicator record {id} VALUE --at TIME",
    ),
    "indicator.recorded": (
        "{id} {at} 的读数 {value} 已登记，共 {count} 次：{file}\n{state}",
        "{id}: {value} of {at} written down, {count} in all: {file}\n{state}",
    ),
    "indicator.corrected": (
        "{id} {at} 的读数已更正为 {value}，原来的留在案：{file}\n{state}",
        "{id}: the reading of {at} is {value} now; what it said is kept: {file}\n{state}",
    ),
    "indicator.give-target": (
        "{id} 还没有要求，达没达到看不出：补 ledger indicator edit {id} --rule 要求 --why 原因",
        "{id} has no rule, so nothing tells whether it is met: ledger indicator edit {id} --rule RULE --why WHY",
    ),
    "indicator.stands": ("目前：{state}", "now: {state}"),
    "indicator.stands-by": ("目前：{state}（{due} 的目标）", "now: {state} (target of {due})"),
    "indicator.stands-gap": ("目前：{state}，{gap}", "now: {state}, {gap}"),
    "indicator.none": (
        "没有叫“{word}”的指标。看有哪些：ledger indicator list；登记：ledger indicator new {word} --rule 要求",
        "there is no indicator “{word}”. See: ledger indicator list; write it down: ledger indicator new {word} --rule RULE",
    ),
    "indicator.ambiguous": (
        "叫“{word}”的不止一个，请写编号：{ids}",
        "more than one indicator is called “{word}”; name its id: {ids}",
    ),
    "indicator.exists": (
        "指标 {id} 已经有了。登记读数：ledger indicator record {id} 读数；是另一个：用 --id 另给编号",
        "there is an indicator {id} already. Record a reading: ledger indicator record {id} VALUE; another one: give it an id with --id",
    ),
    "indicator.unfit-id": (
        "“{id}”不能作文件名：用 --id 另给编号，如 --id AQ-01",
        "“{id}” can't be the name of a file: give another id, e.g. --id AQ-01",
    ),
    "indicator.fixed-id": ("编号用 --id", "the id is told by --id"),
    "indicator.fixed-option": (
        "要求、达标日期、基准、分年度、总量、相关问题各有选项：--rule、--by、--base、--year、--total、--issue",
        "rules, day, base, years, total and issues have options of their own: --rule, --by, --base, --year, --total, --issue",
    ),
    "indicator.fixed-readings": ("读数用 ledger indicator record 登记", "readings are written by ledger indicator record"),
    "indicator.bad-year": (
        "{option} 写“年=数值”，如 2026=31，现在是“{found}”",
        "{option} takes YEAR=VALUE, like 2026=31, but is “{found}”",
    ),
    "indicator.bad-time": (
        "“{found}”不是时间：写 2026-05-20、2026-05 或 2026",
        "“{found}” is no time: write 2026-05-20, 2026-05 or 2026",
    ),
    "indicator.not-over": (
        "{at} 到 {last} 才结束，今天是 {day}：结束后再登记，或写到某一天",
        "{at} ends on {last}, and today is {day}: wait till it is over, or name a day",
    ),
    "indicator.there-already": (
        "{id} 已有 {at} 的读数 {value}。要更正，加 --correct --why 原因（原来的数留在案）",
        "{id} has a reading of {at}, {value}. To replace it add --correct --why REASON; what it said is kept",
    ),
    "indicator.nothing-to-correct": (
        "{id} 没有 {at} 的读数可更正：去掉 --correct 登记",
        "{id} has no reading of {at} to correct: leave --correct out to write one",
    ),
    "indicator.no-state": ("没有“{found}”这种状态。有：{known}", "there is no state “{found}”. There are: {known}"),
    "indicator.not-a-class": (
        "“{found}”不是水质类别：写 Ⅰ类 … Ⅴ类、劣Ⅴ类（III、3类、三类也认）",
        "“{found}” is no class of water: write Ⅰ … Ⅴ or 劣Ⅴ (III, 3类, 三类 will do)",
    ),
    "indicator.not-a-number": (
        "“{found}”是水质类别，这个指标是数值：改读数，或把种类改成 水质类别",
        "“{found}” is a class of water, and this is a number: change it, or the kind to 水质类别",
    ),
    "indicator.twice": ("{at} 的读数有两个：删去一个", "there are two readings of {at}: remove one"),
    "indicator.rule-for-classes": (
        "“{rule}”不是对水质类别的要求：写 达到Ⅲ类、不劣于Ⅳ类、消除劣Ⅴ类",
        "“{rule}” is no rule for classes of water: write 达到Ⅲ类, 不劣于Ⅳ类, 消除劣Ⅴ类",
    ),
    "indicator.rule-of-classes": (
        "“{rule}”是对水质类别的要求，这个指标不是：把种类改成 水质类别",
        "“{rule}” is a rule for classes of water, which this is not: change the kind to 水质类别",
    ),
    "indicator.other-unit": (
        "“{rule}”的单位与指标的计量单位（{unit}）不同：统一成一个",
        "“{rule}” is in another unit than the indicator ({unit}): make them one",
    ),
    "indicator.years-order": ("年度 {year} 重复或次序不对：按年份排列", "the year {year} is twice there or out of order"),
    "indicator.sum": (
        "分年度之和 {sum}，不等于总量 {total}：改 --year、--total，或加 --set 长期坚持的=几项",
        "the years add up to {sum}, not to {total}: change --year or --total, or add --set long_term=NUMBER",
    ),
    "indicator.which-way": (
        "看不出 {id} 高好还是低好：加 --set 向好方向=低（或 高）",
        "nothing tells whether {id} is better high or low: add --set better=低 (low) or 高 (high)",
    ),
    "indicator.no-base": (
        "“{rule}”要与 {year} 年比，没有那一年的数值：补登 ledger indicator record {id} 读数 --at {year}",
        "“{rule}” needs the value of {year}, which is missing: ledger indicator record {id} VALUE --at {year}",
    ),
    "indicator.no-share": (
        "“{rule}”是百分数，{year} 年的数值是 {value}，零和负数算不出百分之几：要求改写成数值（不高于、不低于多少，或比{year}年下降、上升多少{unit}）",
        "“{rule}” is a percentage, and the value of {year} is {value}: zero and what is below has no percentages. Write a number instead (不高于, 不低于, or 比{year}年下降 so many {unit})",
    ),
    "indicator.unread": (
        "{id} 到 {due} 应达到目标，没有可用的读数：补登 ledger indicator record {id} 读数 --at {at}",
        "{id} was to meet its target by {due}, and no reading tells: ledger indicator record {id} VALUE --at {at}",
    ),
    "indicator.months-missing": (
        "{id} 到 {due} 应达到目标，这一年还缺 {months}：补登 ledger indicator record {id} 读数 --at {first}",
        "{id} was to meet its target by {due}, and that year lacks {months}: ledger indicator record {id} VALUE --at {first}",
    ),
    "indicator.missed": (
        "{id} 到 {due} 应达到 {bound}，是 {value}，{gap}",
        "{id} was to come to {bound} by {due} and is {value}, {gap}",
    ),
    "indicator.not-kept": ("{id} 应保持 {bound}，是 {value}，{gap}", "{id} was to keep to {bound} and is {value}, {gap}"),
    "indicator.worse-than-base": (
        "{id} 是 {now}，不如基准年 {then}（{was}）",
        "{id} is {now}, worse than in the base year {then} ({was})",
    ),
    "indicator.worse-than-last": (
        "{id} 是 {now}，不如 {then}（{was}）",
        "{id} is {now}, worse than {then} ({was})",
    ),
    "indicator.worse-and-must-not": ("{text}，要求是“{rule}”", "{text}, against “{rule}”"),
    "indicator.falling": (
        "{id} {then} 累计 {was}，{at} 反而是 {now}：累计数不会减少，写错的那一个要更正：ledger indicator record {id} 读数 --at {at} --correct --why 原因",
        "{id} had come to {was} by {then} and is {now} in {at}, which can't be; correct the wrong one: ledger indicator record {id} VALUE --at {at} --correct --why WHY",
    ),
    "indicator.silent": (
        "{id} 已 {days} 天没有新读数（最近到 {last}）：ledger indicator record {id} 读数",
        "{id} has had no reading for {days:day|days} (the last ends on {last}): ledger indicator record {id} VALUE",
    ),
    "indicator.unknown-issue": (
        "没有问题 {id}：改编号，或去掉",
        "there is no issue {id}: change the number, or take it out",
    ),
    "indicator.unknown": (
        "指标 {id} 不在 indicators/ 里：登记 ledger indicator new {id}，或改成有的",
        "the indicator {id} is not in indicators/: write it down (ledger indicator new {id}), or name another",
    ),
    "indicator.promise-unread": (
        "“{name}”须达到 {bound}，{id} 没有可用的读数：ledger indicator record {id} 读数",
        "“{name}” has to come to {bound}, and {id} has no reading to tell: ledger indicator record {id} VALUE",
    ),
    "indicator.promise-unmet": (
        "“{name}”须达到 {bound}，{id} 是 {value}",
        "“{name}” has to come to {bound}, and {id} is {value}",
    ),
    "indicator.promise-unit": (
        "“{name}”的单位 {unit} 与 {id} 的计量单位 {other} 不同：统一成一个",
        "“{name}” is in {unit}, and {id} in {other}: make them one",
    ),
    "indicator.promise-base": (
        "“{name}”与基准年相比，没有基准年的数值：在方案里补基准值，或补登 ledger indicator record {id} 读数 --at 基准年",
        "“{name}” is relative to a base year whose value is missing: add it to the plan, or ledger indicator record {id} VALUE --at YEAR",
    ),
    "indicator.promise-share": (
        "“{name}”按百分数与基准年相比，基准年的数值是 {value}，零和负数算不出百分之几：把方案里的目标改成数值（≤、≥）",
        "“{name}” is a percentage of a base year whose value is {value}: zero and what is below has no percentages. Write the level itself into the plan (≤, ≥)",
    ),
    "indicator.back": (
        "{issue} 已于 {closed} 销号，此后的读数 {value} 没有达到要求：核查是否反弹，必要时 ledger reopen {issue}",
        "{issue} was closed on {closed}, and a reading since then ({value}) misses the target: look for a rebound; ledger reopen {issue}",
    ),
    "value.not-a-span": (
        "{field}“{found}”不是时间，请写成 2026-05-20、2026-05 或 2026",
        "{field} “{found}” is no time; write 2026-05-20, 2026-05 or 2026",
    ),
    "value.not-a-value": (
        "{field}“{found}”既不是数字，也不是水质类别（Ⅲ类、劣Ⅴ类）",
        "{field} “{found}” is neither a number nor a class of water (Ⅲ类, 劣Ⅴ类)",
    ),
    "value.not-a-rule": (
        "{field}“{found}”读不懂。写成：不高于29.5、不低于77.1、达到80%以上、达到Ⅲ类、比2015年下降25%、只能更好不能变坏",
        "{field} “{found}” can't be read. Write: 不高于29.5, 不低于77.1, 达到80%以上, 达到Ⅲ类, 比2015年下降25%, 只能更好不能变坏",
    ),
}  # fmt: skip
