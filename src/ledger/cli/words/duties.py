"""Why somebody is not independent of the work, and what is said about deciding on more time."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "guard.one-house": (
        (
            "{who}所在的{unit}与承担整改的{other}是一家（units.yaml 里的上下级，层级相同或没有写）：换独立单位的人（--as）；"
            "层级确实不同的，先登记：ledger units add {unit} --level 层级"
        ),
        (
            "{unit} of {who} and {other}, which carries out the plan, are one house (parent and child in units.yaml, of the "
            "same level or of none told): let an independent unit act (--as); if the levels do differ, enter them first: "
            "ledger units add {unit} --level LEVEL"
        ),
    ),
    "guard.worked-then": (
        "{who} {date} 以{unit}的身份办理过本项整改，换了岗位也不能验收、销号：换人办理（--as）",
        "{who} did this work for {unit} on {date}; a change of post makes nobody independent: let somebody else act (--as)",
    ),
    "guard.verifier-reported": (
        "措施完成是{who} {date} 自己登记的，不能再由本人验收：换人办理（--as）",
        "{who} put measures on record as done on {date} and can't verify them: let somebody else act (--as)",
    ),
    "guard.doer-unknown": (
        (
            "责任单位“{unit}”不在单位登记里，看不出谁是独立的：ledger units add {unit}；"
            "是已登记单位的别名的：ledger units add 规范名称 --alias {unit}；写错的：ledger edit {id} --set 责任单位=…"
        ),
        (
            "the unit {unit}, which carries out the plan, is not in the register, so nobody can be shown to be independent: "
            "ledger units add {unit}; for an alias: ledger units add NAME --alias {unit}; for a slip: "
            "ledger edit {id} --set plan.responsible_units=…"
        ),
    ),
    "guard.doers-in-one": (
        "责任单位“{unit}”写成了一个，其实是{parts}：ledger edit {id} --set 责任单位={cell} --why 原因",
        "{unit} is written as one unit and is {parts}: ledger edit {id} --set plan.responsible_units={cell} --why REASON",
    ),
    "guard.no-role-of": (
        "{who}没有{roles}中的任何一项职责：在 people.yaml 的 {person} 处加上，或换人办理（--as）",
        "{who} has none of the roles {roles}: add one to {person} in people.yaml, or let somebody else act (--as)",
    ),
    "guard.decides-for-itself": (
        "{who}所在的{unit}承担本项整改，不能替自己作决定：换督导、上级或整改办的人（--as）",
        "{who} belongs to {unit}, which carries out the plan, and can't decide for itself: let somebody else act (--as)",
    ),
    "guard.new-cycle-paper": (
        "新一轮的时限须有文号（ledger.toml 的 close_document）：ledger reopen {id} --to 日期 --why 原因 --document 文号",
        (
            "the deadline of a new cycle needs its paper (close_document in ledger.toml): "
            "ledger reopen {id} --to DAY --why REASON --document NUMBER"
        ),
    ),
    "extend.several-waiting": (
        "{id} 有几项延期申请待批（{days}），用 --to 指明是哪一项：ledger extend {id} --approve --to {first}",
        "{id} has several requests waiting ({days}); say which with --to: ledger extend {id} --approve --to {first}",
    ),
    "extend.not-waiting": (
        "{id} 没有延至 {new} 的待批申请；待批的：{days}",
        "{id} has no request for {new} waiting; waiting: {days}",
    ),
    "extend.one-answer": (
        "--approve 与 --reject 只能选一个；--approver 用于登记已经批准的申请",
        "--approve and --reject exclude each other; --approver is for a request that was approved already",
    ),
    "extend.why-not": (
        "不同意延期要写明原因：ledger extend {id} --reject --why 原因",
        "say why it is rejected: ledger extend {id} --reject --why REASON",
    ),
    "done.extend-rejected": (
        "{id} 延期申请未获同意，仍按现在的时限计算；申请和原因都留在案。",
        "{id}: request rejected, the deadline stands; the request and the reason stay on record.",
    ),
    "move.reject": ("不同意延期", "reject"),
    "option.reject": (
        "不同意延期申请（要有 --why）；几项待批时用 --to 指明",
        "reject a request (needs --why); --to says which",
    ),
    "option.level": ("层级：中央、省、市、县、镇、村、企业", "level: 中央, 省, 市, 县, 镇, 村, 企业"),
    "option.key": ("SSH 公钥，.pub 文件的那一行（可多次）", "SSH public key, the line of the .pub file (repeatable)"),
    "units.bad-level": (
        "“{found}”不是层级；可以写：{known}",
        "“{found}” is no level; it can be: {known}",
    ),
    "units.other-level": (
        "{unit} 已登记为{level}；要改请改 units.yaml 的 level",
        "{unit} is entered as {level}; to change that, edit level in units.yaml",
    ),
    "units.other-parent": (
        "{unit} 的上级已登记为 {parent}；要改请改 units.yaml 的 parent",
        "the parent of {unit} is entered as {parent}; to change that, edit parent in units.yaml",
    ),
    "people.key-added": ("{name}（{id}）的公钥已登记", "the public key of {name} ({id}) is entered"),
    "people.bad-key": (
        "“{found}”不是 SSH 公钥：把 .pub 文件的那一行整行写上，如 --key 'ssh-ed25519 AAAA…'",
        "“{found}” is no SSH public key: give the whole line of the .pub file, like --key 'ssh-ed25519 AAAA…'",
    ),
    "people.private-key": (
        "这是私钥，谁也不能给：用同名的 .pub 文件里的那一行",
        "this is a private key, which nobody may have: give the line of the .pub file of the same name",
    ),
    "people.key-taken": (
        "这个公钥已登记给 {id}：一把钥匙只归一个人",
        "this key is entered for {id} already: one key, one person",
    ),
}
"""Key → Chinese, English."""
