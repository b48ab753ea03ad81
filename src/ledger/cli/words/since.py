"""What is said of a ledger that is judged against what was committed before, and of commits."""

from __future__ import annotations

_STEP = "办理记录第 {number} 条（{date} {who} {move}）"
_EVENT = "event {number} ({move}, {date}, by {who})"

WORDS: dict[str, tuple[str, str]] = {
    "option.since": (
        "与这个提交相比（提交号、分支或标签）：只许增加，规则以它为准；用于 CI",
        "compare with this commit (a digest, branch or tag): things may only be added, and its rules count; for CI",
    ),
    "metavar.commit": ("提交", "COMMIT"),
    "commits.no-git": (
        "这台机器上没有 git，无法与以前的提交比较：请先安装 git（https://git-scm.com）",
        "there is no git on this machine, so nothing can be compared with what was committed: install git (https://git-scm.com)",
    ),
    "commits.no-repository": (
        "{folder} 不在 git 仓库里，或 git 不肯读它（{said}）：先在台账目录 git init 并提交；目录属于别的用户的，git config --global --add safe.directory {folder}",
        "{folder} is in no git repository, or git won't read it ({said}): git init and commit first; where the folder is another user's: git config --global --add safe.directory {folder}",
    ),
    "commits.shallow": (
        "这是浅克隆，历史不全，无法与 {base} 比较：CI 里取代码时写 fetch-depth: 0，本机运行 git fetch --unshallow",
        "this clone is shallow, its history is cut off, so nothing can be compared with {base}: set fetch-depth: 0 where CI checks out, or run git fetch --unshallow",
    ),
    "commits.zero": (
        "全是 0 的提交号是“之前没有”：这是新分支的第一次推送，请与主线比较：ledger check --since origin/main",
        "a digest of zeros means that there was nothing before: on the first push of a branch compare with the main line: ledger check --since origin/main",
    ),
    "commits.unknown": (
        "没有“{base}”这个提交、分支或标签：先 git fetch（CI 里写 fetch-depth: 0），或写全提交号",
        'there is no commit, branch or tag "{base}": git fetch first (in CI: fetch-depth: 0), or give the full digest',
    ),
    "commits.no-ssh-keygen": (
        "这台机器上没有 ssh-keygen，无法核对提交签名：请安装 openssh-client",
        "there is no ssh-keygen on this machine, so signatures of commits can't be checked: install openssh-client",
    ),
    "since.rules-unreadable": (
        "读不出 {base} 里的规则（人员、单位、设置），没有东西可以依据：请换一个提交作基准",
        "the rules in {base} (people, units, settings) can't be read, so there is nothing to judge by: choose another commit",
    ),
    "since.diverged": (
        "现在的提交不在 {base} 之后：不是历史被改写（强制推送），就是分支落后。只是落后的，先 git merge {base} 再检查",
        "what is checked out does not come after {base}: its history was rewritten (a forced push), or the branch is behind. If it is only behind, git merge {base} and check again",
    ),
    "since.no-rules-before": (
        "{base} 里还没有台账，只能按现在的规则检查",
        "{base} holds no ledger yet, so today's rules are all there is to judge by",
    ),
    "since.rules-changed": (
        "{file} 与 {base} 里的不同：这次的改动仍按 {base} 的规则检查，新规则下一次才算",
        "{file} differs from {base}: this change is still judged by the rules in {base}; the new ones count from the next",
    ),
    "since.base-unreadable": (
        "基准里的 {file} 读不出来，{id} 无从比较：请换一个提交作基准",
        "{file} can't be read in the base, so {id} can't be compared: choose another commit",
    ),
    "since.event-dropped": (
        "{file}：提交 {commit} 里署名的“{move}”（{who}）后来被去掉了：办理记录只增不减，请恢复（撤回结论用 ledger verify --fail 或 ledger reopen）",
        "{file}: the signed step {move} by {who} of commit {commit} was taken out again: a history only grows. Restore it (a conclusion is taken back by ledger verify --fail or ledger reopen)",
    ),
    "since.removed": (
        "{id} 在 {base} 里有，现在没有了：问题只能作废，不能删除。git checkout {base} -- {file}，再 ledger void {id} --why …",
        "{id} is in {base} and gone now: an issue is made void, never deleted. git checkout {base} -- {file}, then ledger void {id} --why …",
    ),
    "since.renumbered": (
        "这一项原来是 {old}（{file}），编号不许改：请恢复原来的编号",
        "this was {old} ({file}); a number stays: restore it",
    ),
    "since.number-reused": (
        "{id} 这个编号已经给过另一项问题（{old}），不再使用：请用 ledger new 另取编号（这里是 {new}）",
        "the number {id} was given to another issue before ({old}) and is not used again: take a new one with ledger new (this is {new})",
    ),
    "since.event-lost": (
        f"{_STEP}被删掉了：办理记录只增不减，请用 git 恢复",
        f"{_EVENT} was taken out: a history only grows. Restore it from git",
    ),
    "since.event-rewritten": (
        f"{_STEP}被改过：{{key}} 原为 {{old}}，现为 {{new}}。请用 git 恢复",
        f"{_EVENT} was rewritten: {{key}} was {{old}} and is {{new}}. Restore it from git",
    ),
    "since.event-rehashed": (
        f"{_STEP}的摘要重新算过：它前面的内容被改写了。请用 git 恢复",
        f"the digests of {_EVENT} were worked out anew: what stood before it was rewritten. Restore it from git",
    ),
    "since.event-shifted": (
        f"{_STEP}挪到了第 {{place}} 条：新的记录只能加在最后。请用 git 恢复次序",
        f"{_EVENT} stands in place {{place}} now: what is new goes to the end. Restore the order from git",
    ),
    "since.event-repeated": (
        "办理记录第 {number} 条与第 {first} 条重复：多出来的请删去",
        "event {number} repeats event {first}: take it out",
    ),
    "since.event-untrue": (
        "办理记录第 {number} 条的内容摘要与它留下的内容不符：它或它后面的记录没有如实写改动。请用 git 恢复，用命令重办",
        "event {number} signs another content than it left, as the events after it tell: one of them isn't true. Restore the file from git and use the commands",
    ),
    "since.act-gone": (
        "{field}第 {number} 条被删掉了（{old}）：办过的事只增不减，请用 git 恢复",
        "{field} {number} was taken out ({old}): what was done stays on record. Restore it from git",
    ),
    "since.act-changed": (
        "{field}（第 {number} 条）原为 {old}，现为 {new}：办过的事不许改，请用 git 恢复",
        "{field} (entry {number}) was {old} and is {new}: what was done is not changed. Restore it from git",
    ),
    "since.act-unsigned": (
        "{field}第 {number} 条没有哪一条办理记录说添过：请用 git 恢复，用命令重办",
        "no event says that {field} {number} was added: restore the file from git and use the command",
    ),
    "since.evidence-lost": (
        "基准里 {id} 的佐证 {file} 没有了：{why}。请用 git 恢复文件和它的登记",
        "evidence of {id} in the base, {file}, is lost: {why}. Restore the file and its entry from git",
    ),
    "since.state-without-move": (
        "状态从 {old} 变成 {new}，没有相应的办理记录：状态只能用 ledger start、verify、close、reopen 改",
        "the state went from {old} to {new} without a move: only ledger start, verify, close and reopen change it",
    ),
    "since.unsigned-change": (
        "{field} 原为 {old}，现为 {new}，没有哪一条办理记录说改过：ledger adopt {id} --why … 签认，或用 git 恢复",
        "{field} was {old} and is {new}, and no event says so: sign it with ledger adopt {id} --why …, or restore it from git",
    ),
    "since.beyond-step": (
        "办理记录第 {number} 条还改了 {field}，这一步无权改它：请用 git 恢复，用命令重办",
        "event {number} also changed {field}, which this step may not: restore the file from git and use the commands",
    ),
    "since.not-replayed": (
        "办理记录第 {number} 条之前的内容还原不出来，无从判断：请用 git 恢复，用命令重办",
        "what stood there before event {number} can't be made out, so it can't be judged: restore the file from git and use the commands",
    ),
    "since.move-refused": (
        f"{_STEP}按基准的规则不成立：{{why}}",
        f"{_EVENT} is not allowed by the base's rules: {{why}}",
    ),
    "since.begins": (
        "第一条办理记录应是登记（ledger new）",
        "the first event of an issue is that it was written down (ledger new)",
    ),
    "since.begun": (
        "登记只能是第一条办理记录",
        "being written down is the first event, and only the first",
    ),
    "since.unknown-step": (
        "没有这种办理，不知道它可以改什么",
        "there is no such step, and nobody knows what it may change",
    ),
    "since.unknown-gate": (
        "基准的销号程序里没有“{gate}”这个环节",
        'the closing procedure of the base has no gate "{gate}"',
    ),
    "since.nothing": ("（空）", "(nothing)"),
    "since.uncommitted": (
        "办理记录第 {number} 条（{who} {move}）还没有提交，无从核对签名：git commit -S 之后再检查",
        "event {number} ({move}, by {who}) is not committed yet, so its signature can't be checked: git commit -S, then check again",
    ),
    "since.not-signed": (
        "办理记录第 {number} 条（{who} {move}）是 {commit} 带进来的，这个提交没有 {who} 的签名：基准里登记了 {who} 的公钥，须由本人 git commit -S",
        "event {number} ({move}, by {who}) came in with {commit}, which {who} has not signed: the base knows keys of {who}, who must git commit -S in person",
    ),
    "since.signed-by-other": (
        "办理记录第 {number} 条署名 {who}（{move}），带它进来的提交 {commit} 却是 {other} 签的名：须由 {who} 本人 git commit -S",
        "event {number} ({move}) bears the name of {who}, but the commit that brought it in, {commit}, was signed by {other}: {who} must git commit -S in person",
    ),
    "since.checkpoint-changed": (
        "检查点 {file} 与 {base} 里的不同：检查点写下就不许改。git checkout {base} -- {file}",
        "the checkpoint {file} differs from {base}: a checkpoint is never changed. git checkout {base} -- {file}",
    ),
    "since.checkpoint-gone": (
        "检查点 {file} 在 {base} 里有，现在没有了：git checkout {base} -- {file}",
        "the checkpoint {file} is in {base} and gone now: git checkout {base} -- {file}",
    ),
    "since.snapshot-rewritten": (
        "快照的文件 {file} 与 {base} 里的不同：快照写下就不许改。git checkout {base} -- {file}",
        "the snapshot's file {file} differs from {base}: a snapshot is never changed. git checkout {base} -- {file}",
    ),
    "since.snapshot-removed": (
        "快照的文件 {file} 在 {base} 里有，现在没有了：git checkout {base} -- {file}",
        "the snapshot's file {file} is in {base} and gone now: git checkout {base} -- {file}",
    ),
}
