"""What is said of checkpoints, and of an audit of the whole trail."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "help.seal": (
        (
            "存证：把每个问题的办理记录和内容汇成一个根，写入 checkpoints/ 的一个新文件。\n\n根会印在报表上，"
            "谁留着哪怕一份，就能查出此后的删改（ledger audit --against 根）。\n\n例：ledger seal --sign ~/.ssh/id_ed25519"
        ),
        (
            "Write a checkpoint: one root over every issue's history and content, in a new file of checkpoints/.\n\n"
            "The root is printed on reports: whoever keeps one can show what was cut or rewritten since "
            "(ledger audit --against ROOT).\n\nExample: ledger seal --sign ~/.ssh/id_ed25519"
        ),
    ),
    "help.audit": (
        (
            "查证：逐条核对办理记录，重算佐证校验码，核对历次存证点、签名、时间戳，查漏号。不联网，不写台账。\n\n"
            "退出码：8 有删改；5 有文件读不了；1 有未署名的改动、漏号等；0 未发现问题。\n\n例：ledger audit --against 3f9a0c1b2d4e"
        ),
        (
            "Audit the trail: every event, every piece of evidence, every checkpoint with its signature and time stamp, gaps "
            "in the numbers. Works offline and changes nothing.\n\nExit codes: 8 tampering; 5 unreadable files; 1 unsigned "
            "changes, gaps and the like; 0 nothing found.\n\nExample: ledger audit --against 3f9a0c1b2d4e"
        ),
    ),
    "option.despite": (
        "办理记录已有断裂或未署名的改动时，写明原因仍要存证（原因记入存证点）",
        "seal although chains are broken or changes unsigned: the reason, kept in the checkpoint",
    ),
    "option.sign": ("用这个 SSH 私钥签名（公钥须在 people.yaml 本人的 keys 处）", "sign with this SSH private key"),
    "option.tag": ("在当前 git 提交上打标签，注明根", "make a git tag on the present commit that names the root"),
    "option.timestamp": ("向这个时间戳服务（RFC 3161）取时间戳", "fetch a time stamp from this RFC 3161 authority"),
    "option.timestamp-query": (
        "不能联网时：把时间戳请求写到这个文件，拿到能联网的机器上去取",
        "without a network: write the question for an authority to this file",
    ),
    "option.timestamp-reply": ("收入取回的时间戳回复", "take in an authority's answer from this file"),
    "option.audit-ids": ("只查这些问题（不查漏号和多出的文件）", "only these issues (no gaps, no stray files)"),
    "option.against": (
        "与别处留存的对照：存证点文件、git 标签，或报表上印的根（至少前 12 位）",
        "hold it against what a witness kept: a checkpoint's file, a git tag, a printed root (12 digits or more)",
    ),
    "option.no-evidence": ("不重算佐证材料的校验码", "don't hash the evidence again"),
    "option.resume": ("接着上次中断的地方重算佐证", "go on hashing where an interrupted audit stopped"),
    "option.tsa-ca": ("时间戳服务的根证书（PEM），用来验证时间戳", "certificates (PEM) to check time stamps by"),
    "option.as-archive": (
        "按真实性、完整性、可用性、安全性分组（GB/T 18894、DA/T 70）",
        "grouped as archives want it: authentic, complete, usable, safe (GB/T 18894, DA/T 70)",
    ),
    "metavar.key": ("私钥文件", "KEYFILE"),
    "metavar.against": ("文件|标签|根", "FILE|TAG|ROOT"),
    "metavar.url": ("网址", "URL"),
    "metavar.reason": ("原因", "REASON"),
    # -- what seal says
    "seal.done": (
        "已存证 {count} 件：{file}\n根：{root}",
        "{count:issue|issues} sealed: {file}\nroot: {root}",
    ),
    "seal.next": (
        "把它提交进 git，把根抄给台账以外的人（报表上会自动印出）；对照：ledger audit --against {short}",
        (
            "commit it, and give the root to somebody outside (reports print it). To hold against it: "
            "ledger audit --against {short}"
        ),
    ),
    "seal.same": (
        "上次存证以来没有变化，不再重复存证：{file}（{when}）\n根：{root}",
        "nothing has changed since the last checkpoint, so none was written: {file} ({when})\nroot: {root}",
    ),
    "seal.about": ("存证点 {file}", "checkpoint {file}"),
    "seal.signed": ("已签名：{who}（{file}）", "signed by {who} ({file})"),
    "seal.tagged": ("已打标签：{tag}。推送：git push origin {tag}", "tagged: {tag}. Push it: git push origin {tag}"),
    "seal.tag-without": (
        "提醒：标签所在的提交里还没有 {file}，标签只记着根。要让标签含有文件：先提交，删去这个标签，再 ledger seal --tag",
        (
            "note: the tagged commit doesn't hold {file}, the tag only names its root. To have it within: commit the file, "
            "delete the tag, and run ledger seal --tag again"
        ),
    ),
    "seal.stamped": ("已取得时间戳：{when}（{file}）", "time-stamped: {when} ({file})"),
    "seal.queried": (
        (
            "时间戳请求已写到 {file}。在能联网的机器上：curl -H 'Content-Type: application/timestamp-query' "
            "--data-binary @{file} 时间戳服务网址 -o 回复.tsr；拿回来：ledger seal --timestamp-reply 回复.tsr"
        ),
        (
            "the question is in {file}. On a machine with a network: curl -H 'Content-Type: application/timestamp-query' "
            "--data-binary @{file} URL -o reply.tsr; then here: ledger seal --timestamp-reply reply.tsr"
        ),
    ),
    "seal.stays": (
        "存证点已写好，不受影响；改好后重新执行同一命令，只补没办成的",
        "the checkpoint is written and stays; run the command again and only what failed is done",
    ),
    # -- why seal refuses
    "seal.exists": (
        "{file} 已经有了，存证的文件从不覆盖",
        "{file} exists already; what was sealed is never written over",
    ),
    "seal.meanwhile": (
        "刚才别人也存了证，没有写入。请重新执行命令",
        "somebody else has sealed meanwhile; nothing was written. Run the command again",
    ),
    "seal.no-key": ("没有这个私钥文件：{file}", "there is no key file {file}"),
    "seal.no-tool": (
        "这台机器上没有 {tool}，没有写入。安装后再试（Debian：apt install openssh-client openssl）",
        "{tool} is not on this machine; nothing was written. Install it (Debian: apt install openssh-client openssl)",
    ),
    "seal.not-signed": (
        "用 {file} 签名没有成功，没有写入：{reason}",
        "signing with {file} failed, nothing was written: {reason}",
    ),
    "seal.unknown-key": (
        "people.yaml 里没有人有这个公钥（{key}），签了也无法核对，没有写入。把公钥（.pub 文件的那一行）写到本人的 keys 处",
        (
            "nobody in people.yaml has this key ({key}), so the signature could never be checked; nothing was written. Enter "
            "the public key (the line of the .pub file) under keys of its owner"
        ),
    ),
    "seal.no-query": ("openssl 没有生成时间戳请求：{reason}", "openssl made no time stamp query: {reason}"),
    "seal.password-in-address": (
        "网址里不要带用户名、密码（会留在命令历史里，同机的人也看得见）：{host}。需要认证的服务用 --timestamp-query 和 --timestamp-reply",
        (
            "don't put a password into the address: shells keep it and everybody on the machine sees it ({host}). For a "
            "service that asks for one use --timestamp-query and --timestamp-reply"
        ),
    ),
    "seal.bad-address": (
        "{url} 不是网址，应以 http:// 或 https:// 开头",
        "{url} is no address: it begins with http:// or https://",
    ),
    "seal.no-answer": (
        "没有取到时间戳，{host} 没有应答：{reason}。不能联网时用 --timestamp-query",
        "no time stamp: {host} did not answer: {reason}. Without a network use --timestamp-query",
    ),
    "seal.not-granted": (
        "这不是时间戳服务发的有效回复（没有授予，或摘要算法不是 SHA-256）",
        "this is no time stamp that was granted (or it is not about a SHA-256 digest)",
    ),
    "seal.other-imprint": (
        "这个时间戳不是给这里的存证点发的：摘要对不上",
        "this time stamp is not about a checkpoint of this ledger: the digests differ",
    ),
    "seal.despite-what": ("--despite 后面要写原因", "--despite needs a reason"),
    "seal.no-commit": (
        "打标签要在 git 仓库里，且至少有一次提交。先 git add、git commit，或去掉 --tag",
        "a tag needs a git repository with at least one commit. Commit first, or leave --tag out",
    ),
    "seal.who": (
        "存证须署名，人员登记里没有 {by}：用 --as 指明，或 ledger people add",
        "a checkpoint is signed, and the register does not know {by}: name yourself with --as, or ledger people add",
    ),
    "seal.nobody": ("（没有指明）", "(nobody named)"),
    "seal.unreadable": (
        "有 {count} 个文件读不了，没有存证：读不了的无法存证，请先改好",
        "{count:file|files} can't be read, and what can't be read can't be sealed. Mend them first",
    ),
    "seal.broken": (
        "记录已被动过（{count} 处），没有存证：",
        "the trail has been tampered with ({count:fault|faults}); nothing was sealed:",
    ),
    "seal.unsigned": (
        "有未署名的改动（{count} 处），没有存证：",
        "there are unsigned changes ({count}); nothing was sealed:",
    ),
    "seal.despite": (
        "先恢复或补签。查明后仍要存证的，写明原因（会永远记在存证点里）：ledger seal --despite 原因",
        "restore or sign them first. To seal nonetheless, say why (it stays in the checkpoint): ledger seal --despite REASON",
    ),
    "seal.not-tagged": ("没有打成标签 {tag}，git 说：{reason}", "the tag {tag} was not made; git says: {reason}"),
    # -- what reports print
    "anchor.same": (
        "存证 {when}　根 {root}（此后无变化）",
        "checkpoint {when}  root {root} (no change since)",
    ),
    "anchor.changed": (
        "存证 {when}　根 {root}（此后 {changed} 件有变化）",
        "checkpoint {when}  root {root} ({changed} issues changed since)",
    ),
    "anchor.one-same": (
        "存证 {when}　根 {root}（本件此后无变化）",
        "checkpoint {when}  root {root} (this one unchanged since)",
    ),
    "anchor.one-changed": (
        "存证 {when}　根 {root}（本件此后有变化）",
        "checkpoint {when}  root {root} (this one changed since)",
    ),
    "anchor.one-unknown": (
        "存证 {when}　根 {root}（本件是此后登记的）",
        "checkpoint {when}  root {root} (this one is newer)",
    ),
    "anchor.unreadable": (
        "提醒：最近的存证点 {file} 读不了，没有印出根。请查：ledger audit",
        "note: the last checkpoint {file} can't be read, so no root is printed. See ledger audit",
    ),
    # -- what an audit finds
    "audit.and-more": (
        "{text}（另有 {more} 个更晚的存证点也对不上）",
        "{text} ({more} later checkpoints contradict it too)",
    ),
    "audit.removed": (
        "{id} 不见了：{when} 的存证点里有它（{events} 条办理记录）。问题只能作废，不能删除，请从 git 或备份恢复",
        (
            "{id} is gone: the checkpoint of {when} has it, with {events} events. Issues are made void, never deleted; "
            "restore it from git or a backup"
        ),
    ),
    "audit.replaced": (
        "{id} 已经是另一个问题：编号没变，唯一标识（uid）不是 {when} 存证时的那个。编号不得重用",
        "{id} is another issue now: same number, but not the uid that the checkpoint of {when} has. Numbers are never reused",
    ),
    "audit.renumbered": (
        "{id} 的编号变成了 {now}（{when} 存证时是 {id}）。编号不得改动",
        "{id} bears the number {now} now; at the checkpoint of {when} it was {id}. Numbers don't change",
    ),
    "audit.cut": (
        "{id} 的办理记录被截去：{when} 存证时有 {then} 条，现在只有 {now} 条，当时的最后一条已不在",
        "the history of {id} was cut: {then} events at the checkpoint of {when}, {now} now, and the last one of then is gone",
    ),
    "audit.rewritten": (
        "{id} 的办理记录被改写：{when} 存证时的最后一条（共 {then} 条）已不在，现有 {now} 条不是接着它写的",
        (
            "the history of {id} was rewritten: the last of {then} events at the checkpoint of {when} is gone, and the {now} "
            "events of now don't follow it"
        ),
    ),
    "audit.unsigned-since": (
        "{id} 的内容在 {when} 存证之后变了，没有一条办理记录说明：ledger adopt {id} --why 为何改，或恢复原样",
        (
            "the content of {id} has changed since the checkpoint of {when}, and no event says so: ledger adopt {id} --why "
            "REASON, or restore it"
        ),
    ),
    "audit.checkpoint-root": (
        "存证点被改过：写的根是 {told}，按内容算出来是 {found}。请从 git 恢复 {file}",
        "this checkpoint was changed: it says root {told}, its content gives {found}. Restore {file} from git",
    ),
    "audit.checkpoint-counts": (
        "存证点被改过：各状态件数与所列问题对不上。请从 git 恢复 {file}",
        "this checkpoint was changed: its counts are not those of its issues. Restore {file} from git",
    ),
    "audit.checkpoint-order": (
        "存证点里有重复或次序颠倒的问题，不是本程序写的：{file}",
        "this checkpoint lists issues twice or out of order; the program doesn't write such: {file}",
    ),
    "audit.checkpoint-unreadable": (
        "存证点读不了：{reason}。不要自己改，请恢复原文件：git restore {file}；没有 git 的从备份取回",
        "this checkpoint can't be read: {reason}. Don't mend it, bring it back: git restore {file}, or from a backup",
    ),
    "checkpoint.key-twice": ("有一个键写了两次", "a key stands there twice"),
    "checkpoint.number": ("有没加引号的数 {found}", "a number without quotes, {found}"),
    "checkpoint.not-json": ("第 {line} 行第 {column} 列起不是 JSON", "no JSON from line {line}, column {column}"),
    "checkpoint.not-text": ("不是 UTF-8 的文字", "no text of UTF-8"),
    "checkpoint.key-wrong": ("缺少“{key}”，或内容不对", "“{key}” is missing or wrong"),
    "checkpoint.other": ("内容不是存证点", "its content is no checkpoint"),
    "audit.checkpoint-name": (
        "存证点的文件名与内容不符，应是 {right}",
        "the name of this checkpoint is not what its content says: it should be {right}",
    ),
    "audit.checkpoint-gone": (
        "它的前一个存证点（摘要 {digest}…）不见了或被改过。请从 git 恢复 checkpoints/",
        "the checkpoint before it (digest {digest}…) is gone or was changed. Restore checkpoints/ from git",
    ),
    "audit.checkpoint-clock": (
        "它比前一个存证点 {before} 还早：当时机器的时钟不准",
        "it is older than the checkpoint before it, {before}: a clock was wrong",
    ),
    "audit.checkpoint-removed": (
        "{when} 的存证点已不在台账里（或不是原来的字节）：{file} 被删改，请从留存的人那里恢复",
        (
            "the checkpoint of {when} is no longer in the ledger, byte for byte: {file} was removed or changed. Restore it from "
            "whoever kept it"
        ),
    ),
    "audit.root-unknown": (
        "没有哪个存证点的根是 {root}…：那个存证点被删改了，或者这个根不是本台账的",
        "no checkpoint has the root {root}…: it was removed or changed, or the root is of another ledger",
    ),
    "audit.signature": (
        "签名对不上：{file} 不是当初签名的内容",
        "the signature is wrong: {file} is not what was signed",
    ),
    "audit.signer-unknown": (
        "{file} 的签名有效，但 people.yaml 里没有人有这个公钥（{key}）。离任人员的公钥也要留着",
        "the signature of {file} holds, but nobody in people.yaml has the key {key}. Keep the keys of those who have left",
    ),
    "audit.time-stamp": (
        "时间戳不是给 {file} 的：存证点或时间戳被换过",
        "the time stamp is not about {file}: one of the two was exchanged",
    ),
    "audit.time-stamp-unproven": (
        "{file} 的时间戳没有通过所给证书的验证：{reason}",
        "the time stamp of {file} does not hold by the certificates given: {reason}",
    ),
    "audit.proof-unreadable": (
        "{file} 旁边的签名或时间戳读不了：{reason}",
        "what stands beside {file} can't be read: {reason}",
    ),
    "audit.no-tool": (
        "这台机器上没有 {tool}，{file} 的签名或时间戳没有核对",
        "{tool} is not on this machine, so what proves {file} was not checked",
    ),
    "audit.gap": (
        "漏号：没有 {id}，也没有作废记录说明。查明后：ledger void {id} --why 漏号原因",
        "a gap: there is no {id}, and no void record explains it. Once you know why: ledger void {id} --why REASON",
    ),
    "audit.state-forged": (
        "上次中断时留下的进度（.ledger/audit.jsonl）抽查不符，不予采信，全部重算",
        "what an interrupted audit left (.ledger/audit.jsonl) proved wrong when tried; everything was hashed again",
    ),
    "audit.evidence-unfetched": (
        "{path} 还没有从 Git LFS 取来，只有占位的文字：git lfs pull",
        "{path} has not been fetched from Git LFS, only its pointer is here: git lfs pull",
    ),
    "audit.evidence-unnamed": (
        "{path} 没有登记在案：是佐证的，ledger evidence add 登记；不是的，请移走",
        "no record names {path}: put it on record with ledger evidence add, or move it away",
    ),
    "audit.evidence-alike": (
        "{path} 与 {others} 只差大小写或字符拼法，换一个系统就会互相覆盖：改名后重新登记",
        "{path} and {others} differ only in case or composition; on another system one replaces the other. Rename one",
    ),
    "audit.root-short": (
        "{word} 太短，根至少要写前 {digits} 位（报表上印有）",
        "{word} is too short: at least the first {digits} digits of a root, as reports print them",
    ),
    "audit.no-witness": (
        "{word} 既不是存证点文件，也不是 git 认得的标签，也不像根（至少 12 位，0-9、a-f）",
        "{word} is no checkpoint's file, no tag that git knows, and nothing like a root (12 or more of 0-9, a-f)",
    ),
    "audit.not-a-checkpoint": ("{file} 不是存证点：", "{file} is no checkpoint:"),
    "audit.tag-holds-none": (
        "{tag} 里没有存证点，说明里也没有根，无从对照",
        "{tag} holds no checkpoint and its message names no root: there is nothing to hold against",
    ),
    # -- what an audit says in the end
    "audit.unchained": (
        "{count} 件的办理记录还没有摘要（手工写的，或早于本功能），改动无从发现：{ids}。补上：ledger adopt 编号 --why 补签",
        (
            "{count} issues have no digests in their history (written by hand, or before there were any), so changes can't be "
            "found out: {ids}. To add them: ledger adopt ID --why REASON"
        ),
    ),
    "audit.sum-issues": (
        "办理记录：{issues} 件 {events} 条，逐条核对",
        "history: {events} events of {issues} issues, each recomputed",
    ),
    "audit.sum-broken": ("读不了：{count} 件", "unreadable: {count:file|files}"),
    "audit.sum-evidence": (
        "佐证材料：{files} 份 {size}，全部重算",
        "evidence: {files:file|files}, {size}, all hashed again",
    ),
    "audit.sum-believed": (
        "佐证材料：{files} 份 {size} 重算；{believed} 份沿用上次中断前算得的（抽查相符）",
        "evidence: {files:file|files}, {size}, hashed again; {believed} taken over from the interrupted audit (some were tried)",
    ),
    "audit.sum-no-evidence": ("佐证材料：没有查（--no-evidence）", "evidence: left out (--no-evidence)"),
    "audit.sum-checkpoints": (
        "存证点：{count} 个，最近 {when}　根 {root}；签名 {signed} 个，时间戳 {stamped} 个（经证书验证 {proven} 个）",
        (
            "checkpoints: {count}, the last of {when} with root {root}; {signed} signed, {stamped} time-stamped ({proven} proven "
            "by certificates)"
        ),
    ),
    "audit.sum-no-checkpoint": (
        "存证点：没有。整本重写无从发现：ledger seal",
        "checkpoints: none, so a rewriting of the whole could not be found: ledger seal",
    ),
    "audit.sum-against": (
        "对照 {word}：{when} 的存证点，{issues} 件，不符 {contradicted} 件",
        "against {word}: the checkpoint of {when}, {issues} issues, {contradicted} contradicted",
    ),
    "audit.sum-interrupted": (
        "提醒：上次查证中断过，接着查用 --resume；这次从头查",
        "note: an earlier audit was interrupted; --resume would go on from there, this one begins anew",
    ),
    "audit.clean": ("未发现删改", "nothing was found"),
    "audit.clean-rest": ("其余未发现删改", "nothing was found in the others"),
    "audit.no-chain": (
        "{count} 件没有带摘要的办理记录，改没改过看不出来",
        "{count} have no events with digests: whether they were changed can't be told",
    ),
    "audit.found": ("发现 {count} 处", "{count} faults found"),
    # -- as archives group it
    "archive.authentic": ("真实性", "authentic"),
    "archive.complete": ("完整性", "complete"),
    "archive.usable": ("可用性", "usable"),
    "archive.safe": ("安全性", "safe"),
    "archive.head": ("{quality}：{count} 处", "{quality}: {count:fault|faults}"),
    "archive.none": ("{quality}：未发现问题", "{quality}: nothing found"),
    "archive.unchecked": (
        "未检测：病毒、载体、文件能否打开，请另用专门工具",
        "not checked: malware, media, whether files open; use tools made for it",
    ),
}
