"""What is said of the chain of events, of changes nobody signed, of void issues and of gaps in the numbers."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "chain.event-changed": (
        "办理记录第 {number} 条被改过：内容与它的摘要不符。办理记录只增不改，请用 git 把文件恢复原样",
        "event {number} of the history was changed: it doesn't say what its digest says. Restore the file from git",
    ),
    "chain.event-unknown": (
        "办理记录第 {number} 条的摘要用的是 {algorithm}，这台机器算不了，无从核对：换一台装有该算法的机器",
        "the digest of event {number} is of the kind {algorithm}, which this machine can't work out: check it elsewhere",
    ),
    "chain.event-unsealed": (
        "办理记录第 {number} 条没有摘要，是手工加上的：删去这一条，用命令办理（ledger why {id} 看下一步）",
        "event {number} has no digest, so it was added by hand: take it out and use the command (see ledger why {id})",
    ),
    "chain.event-cut": (
        "办理记录第 {number} 条没有内容摘要，它后面的记录被删掉了：请用 git 把文件恢复原样",
        "event {number} has no digest of the content: what stood behind it was cut off. Restore the file from git",
    ),
    "chain.event-twice": (
        "办理记录第 {number} 条与第 {first} 条是同一条：多出来的请删去",
        "event {number} is event {first} once more: take it out",
    ),
    "chain.event-missing": (
        "办理记录第 {number} 条所接的前一条（{name}…）不在文件里：被删掉或改掉了，请用 git 把文件恢复原样",
        "event {number} follows an event ({name}…) that isn't there: it was deleted or changed. Restore the file from git",
    ),
    "chain.event-moved": (
        "办理记录的次序被动过：第 {number} 条接的是排在后面的第 {later} 条，请恢复原来的次序",
        "the order of the history was changed: event {number} follows event {later}. Put them back in order",
    ),
    "chain.event-loose": (
        "办理记录第 {number} 条之后没有记录接着它：不是插进来的，就是合并留下的两条线。插进来的请删去；合并留下的：ledger resolve {id}；git 里没有两边版本的，核对后 ledger adopt {id} --why 合并",
        "nothing follows event {number}: it was slipped in, or a merge left two ends. Take it out; after a merge: ledger resolve {id}; where git has no version of either side, look at both and join them with ledger adopt {id} --why MERGE",
    ),
    "chain.unsigned-change": (
        "字段与最后一条办理记录不符：有人直接改了文件，没有署名。git 里没有改动之前的版本，说不出改了哪里。{way_out}",
        "the content is not what the last event signed: the file was edited by hand. No version from before is in git, so the fields can't be named. {way_out}",
    ),
    "chain.unsigned-field": (
        "{field}被直接改过，没有署名：{old} → {new}。{way_out}",
        "{field} was changed by hand and nobody signed it: {old} → {new}. {way_out}",
    ),
    "chain.chain-removed": (
        "{id} 的办理记录或其中的摘要被人去掉了（git 里的旧版本有）：把文件恢复过来，git log -p 看是谁改的；不能补签",
        "the history of {id}, or its digests, were taken away (a version in git has them): restore the file, and see git log -p; adopting it is refused",
    ),
    "chain.unchained": (
        "没有带摘要的办理记录（手工写的、无人署名，或早于本功能），改动无从发现：下一次办理时自动接上，也可 ledger adopt {id} --why 补签",
        "no event with a digest is in the history (written by hand, unsigned, or before there were any), so no change can be found out: the next command adds one, or ledger adopt {id} --why REASON",
    ),
    "chain.adopt": (
        "确要这样改：ledger adopt {id} --why 为何改；否则恢复原样",
        "To sign it: ledger adopt {id} --why REASON; otherwise restore the file",
    ),
    "chain.restore": (
        "已有验收或销号结论，不能补签：先把文件恢复原样（git restore，或从备份），再 ledger verify {id} --fail 退回或 ledger reopen {id} 重新打开来改",
        "A conclusion rests on it, so it can't be adopted: restore the file first (git restore, or a backup), then send it back with ledger verify {id} --fail, or ledger reopen {id}",
    ),
    "chain.send-back": (
        "文件被改过的先恢复原样；否则 ledger verify {id} --fail 退回，改好后重新验收",
        "restore the file if it was edited; otherwise send it back with ledger verify {id} --fail, and verify again",
    ),
    "chain.reopen": (
        "先把文件恢复原样；确要改的 ledger reopen {id} --why 为何 重新打开",
        "restore the file first; what has to change, change after ledger reopen {id} --why REASON",
    ),
    "chain.suspect": (
        "验收之后方案、措施或佐证变了，这次验收不再作数：{way_out}",
        "plan, measures or evidence have changed since the verification, which proves nothing any more: {way_out}",
    ),
    "help.adopt": (
        "补签直接改在文件里的内容：改前改后、谁补签、为什么都留在办理记录里。\n\n例：ledger adopt ISSUE-014 --why 更正来文笔误",
        "Sign what was changed by hand in a file; what it was before stays in the history.\n\nExample: ledger adopt ISSUE-014 --why 'typo in the source'",
    ),
    "help.void": (
        "作废：不删除，编号保留；也用来说明漏掉的编号。\n\n例：ledger void ISSUE-014 --why 重复登记 --instead ISSUE-003",
        "Make an issue void: it isn't deleted and its number stays; or explain a number that was skipped.\n\nExample: ledger void ISSUE-014 --why 'entered twice' --instead ISSUE-003",
    ),
    "option.instead": ("由哪一个问题代替", "the issue that stands in its place"),
    "option.void": ("连已作废的一起", "void issues too"),
    "done.adopt": ("{id} 已补签，文件现在的内容都有署名", "{id}: what the file says is now signed"),
    "done.void": ("{id} 已作废：{title}", "{id} is void: {title}"),
    "chain.change": ("{field}：{old} → {new}", "{field}: {old} → {new}"),
    "adopt.refused": ("{id} 不能补签，原因 {count} 条：", "{id} can't be signed, for {count:reason|reasons}:"),
    "adopt.nothing": (
        "{id} 没有未署名的改动，不用补签",
        "{id} holds no change that nobody signed: there is nothing to adopt",
    ),
    "adopt.no-difference": (
        "{id} 与 {other} 除编号外一模一样：同一件不登记两次，删去 {id} 的文件；是另一件的，先改成它自己的内容",
        "but for its number {id} is the same as {other}: delete its file; where it is meant as another issue, let it say what that one is about first",
    ),
    "adopt.copied-status": (
        "照着 {other} 抄来的，另一件要从头办起：status 改为 open，cycle 去掉",
        "a copy of {other} is to begin as another issue: let its status be open, and take the cycle out",
    ),
    "adopt.copied-act": (
        "“{field}”是 {other} 的办理，不是这一件的：从文件里删去",
        "“{field}” happened to {other} and not to this one: take it out of the file",
    ),
    "adopt.of-its-own": (
        "{id} 现在是单独的一件：有自己的唯一标识（uid），办理记录从今天的登记开始；{other} 不变",
        "{id} is an issue of its own now, with a uid and a history that begins today; {other} is as it was",
    ),
    "adopt.verified": (
        "{id} 已通过验收，验收之后的直接改动不能补签：恢复原样（git restore，或按上列原值改回）；确要改的，先 ledger verify {id} --fail --why 原因，再用命令改",
        "{id} is verified, and what was changed by hand since can't be signed: restore the file (git restore); to change it after all, first ledger verify {id} --fail --why REASON, then use the commands",
    ),
    "adopt.closed": (
        "{id} 已办销号，销号之后的直接改动不能补签：恢复原样（git restore，或按上列原值改回）；确要改的，先 ledger reopen {id} --why 原因，再用命令改",
        "{id} is closed, and what was changed by hand since can't be signed: restore the file (git restore); to change it after all, first ledger reopen {id} --why REASON, then use the commands",
    ),
    "adopt.unknown": (
        "git 里没有 {id} 改动之前的版本，无从对照，须由有“审批”职责的人补签：{lacking}",
        "no version of {id} from before is in git to compare with, so somebody who may approve has to sign: {lacking}",
    ),
    "void.verified": (
        "{id} 已通过验收，不能直接作废：先 ledger verify {id} --fail --why 原因",
        "{id} is verified and can't be made void as it is: first ledger verify {id} --fail --why REASON",
    ),
    "void.closed": (
        "{id} 已办销号，不能直接作废：先 ledger reopen {id} --why 原因",
        "{id} is closed and can't be made void as it is: first ledger reopen {id} --why REASON",
    ),
    "void.not-due": (
        "还没有用到 {id}，不是漏号，不用作废：下一个新问题是 {free}",
        "{id} isn't a gap: the numbers have not come so far yet, the next new issue is {free}",
    ),
    "void.role": (
        "{who}没有“审批”或“销号”职责，不能作废：在 people.yaml 的 {person} 处加上，或换人办理（--as）",
        "{who} has neither the role 审批 nor 销号: add one to {person} in people.yaml, or let somebody else act (--as)",
    ),
    "void.itself": (
        "{id} 不能由自己代替：--instead 另一个编号",
        "{id} can't stand in its own place: --instead ANOTHER",
    ),
    "void.void-instead": (
        "{other} 自己也已作废，不能代替别的问题：--instead 另一个编号",
        "{other} is void itself: --instead ANOTHER",
    ),
    "void.deleted": (
        "{id} 不是漏号：它有过文件或佐证，是被删掉的。先找回来（git log --all -- issues/{id}.yaml），再 ledger void {id} --why 原因",
        "{id} was not skipped: it had a file or evidence and was deleted. Get it back (git log --all -- issues/{id}.yaml), then ledger void {id} --why REASON",
    ),
    "event.line": ("{who}（{unit}）{why}{at}", "{who} ({unit}){why}{at}"),
    "event.why": ("：{why}", ": {why}"),
    "event.late": ("（{at} 录入）", " (entered {at})"),
    "void.word": ("已作废", "void"),
    "void.told": (
        "已作废 {date}（{who}）：{why}{instead}",
        "void since {date} ({who}): {why}{instead}",
    ),
    "void.instead": ("；由 {id} 代替", "; {id} stands in its place"),
    "list.void": ("另有 {count} 个已作废的没有列出：加 --void", "not listed, being void: {count} (add --void)"),
    "trail.unsigned": (
        "{id} 的文件被直接改过，处理之前不能办理：",
        "the file of {id} was changed by hand; until that is dealt with nothing can be signed on top of it:",
    ),
    "chain.entry": ("{field}（{path}）", "{field} ({path})"),
    "chain.nothing": ("（空）", "(nothing)"),
}
