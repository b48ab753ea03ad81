"""What `notify` says, and the digest that it sends."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "help.notify": (
        "把当天的逾期摘要发到企业微信、钉钉、飞书、邮箱或网址；逾期的第 1、7、15、30 天各提醒一次。\n\n地址和密码只从环境变量（如 LEDGER_WECOM_URL）或本人的 notify.toml 读，见 docs/notify.md\n\n先看会发什么：ledger notify --dry-run",
        "Send the day's digest to a robot of 企业微信, 钉钉, 飞书, by e-mail or to a webhook; each late item once, and again on days 7, 15, 30.\n\nAddresses and passwords are read from the environment (LEDGER_WECOM_URL…) or your own notify.toml only: docs/notify.md\n\nSee what would be sent: ledger notify --dry-run",
    ),
    "option.channel": ("只发这些渠道（可多次）", "only these channels (repeatable)"),
    "option.link": ("摘要末尾附上的网址", "an address that the digest ends with"),
    "option.always": ("没有新情况也发当天的汇总", "send the totals even when nothing is new"),
    "option.dry-notify": (
        "只显示要发的内容，不发送，也不记为已提醒",
        "show what would be sent; send and remember nothing",
    ),
    "option.state": (
        "记住已提醒内容的文件（默认 .ledger/notified.json；CI 里放在缓存目录）",
        "the file that remembers what was told (default: .ledger/notified.json; in CI, one that is cached)",
    ),
    "option.timeout": ("每个渠道等待几秒", "seconds to wait for a channel"),
    "notify.busy": (
        "另一次 ledger notify 正在发（{holder}），一直没有发完；这次没有发，免得重复提醒。稍后再试",
        "another ledger notify is sending ({holder}) and did not finish; nothing was sent now, or it would be told twice. Try again",
    ),
    "channel.wecom": ("企业微信", "wecom"),
    "channel.dingtalk": ("钉钉", "dingtalk"),
    "channel.feishu": ("飞书", "feishu"),
    "channel.email": ("邮件", "email"),
    "channel.webhook": ("网址推送", "webhook"),
    "digest.title": ("【整改提醒】{ledger} {day}", "{ledger}: rectification digest of {day}"),
    "digest.looked": ("检查 {count} 件{waived}", "{count:issue|issues} looked at{waived}"),
    "digest.waived": ("，另有豁免 {count} 条不计", "; {count} excused findings not counted"),
    "digest.scope": ("范围：{selection}", "selected: {selection}"),
    "digest.totals": ("合计：{totals}", "in all: {totals}"),
    "digest.total": ("{kind} {count}", "{kind} {count}"),
    "digest.new": ("今日新提醒 {count} 件：", "new today: {count}"),
    "digest.quiet": ("今日没有新的提醒。", "Nothing new today."),
    "digest.unit": ("{unit}（{count}）", "{unit} ({count})"),
    "digest.no-unit": ("未明确责任单位", "nobody answers for it"),
    "digest.late": (
        "{id} {title}：逾期 {days} 天（{working} 个工作日），时限 {due}{person}{more}",
        "{id} {title}: {days:day|days} late ({working:working day|working days}), due {due}{person}{more}",
    ),
    "digest.beside": (
        "{title}：逾期 {days} 天（{working} 个工作日），时限 {due}{person}{more}",
        "{title}: {days:day|days} late ({working:working day|working days}), due {due}{person}{more}",
    ),
    "digest.behind": ("{id} {title}{person}{more}：{text}", "{id} {title}{person}{more}: {text}"),
    "digest.alarm": ("{where} {text}{more}", "{where} {text}{more}"),
    "digest.person": ("，责任人 {person}", ", {person}"),
    "digest.others": ("；同一件还有 {count} 处", "; {count} more of the same issue"),
    "digest.more": (
        "另有 {count} 件本次未列出，全部见 ledger check",
        "{count} more are not listed here; all of them: ledger check",
    ),
    "digest.root": ("最近存证根：{root}", "last checkpoint: {root}"),
    "digest.link": ("查看详情", "more"),
    "notify.sent": ("{channel}：已发送，提醒 {count} 件。", "{channel}: sent, telling {count}."),
    "notify.left": ("  另有 {count} 件放不下，下次再提醒。", "  {count} more had no room and are told next time."),
    "notify.nothing-new": (
        "{channel}：没有新的提醒，未发送（仍要发汇总：--always）。",
        "{channel}: nothing new, nothing sent (--always sends the totals).",
    ),
    "notify.would": (
        "{channel}：将发往 {where}，提醒 {count} 件（试运行，未发送）：",
        "{channel}: would go to {where}, telling {count} (dry run, nothing sent):",
    ),
    "notify.failed": ("{channel}：{reason}", "{channel}: {reason}"),
    "notify.no-memory": (
        "没有以前的提醒记录 {path}：这次只提醒今天正好到第 1 天或再次提醒日的，其余下次再提醒",
        "no memory of earlier runs at {path}: only what reaches its first day or a later threshold today is told; the rest next time",
    ),
    "notify.memory-broken": (
        "提醒记录 {path} 已损坏，按没有处理：这次只提醒今天正好到第 1 天或再次提醒日的",
        "{path} is damaged and taken for none: only what reaches its first day or a later threshold today is told",
    ),
    "notify.not-remembered": (
        "已发送，但记不下来，下次会重复提醒：{path}（{reason}）。放开写的权限，或用 --state 记到别处",
        "sent, but it can't be remembered and will be told again: {path} ({reason}). Let it be written, or name another --state",
    ),
    "notify.none": ("没有设置任何提醒渠道", "no channel is set up"),
    "notify.not-set-up": ("没有设置：{channels}", "not set up: {channels}"),
    "notify.how": (
        "设环境变量 {names}，或写进本人的 notify.toml，写法见 docs/notify.md",
        "set {names} in the environment, or in your own notify.toml: docs/notify.md",
    ),
    "notify.unknown-channel": (
        "没有“{found}”这个渠道，可选：{known}",
        "there is no channel “{found}”; there are: {known}",
    ),
    "notify.bad-link": ("--link 要是 http(s) 网址：{link}", "--link wants an http(s) address: {link}"),
    "notify.bad-address": (
        "{name} 不是可用的网址（内容不显示）：应以 https:// 开头，不含空格、# 和用户名",
        "{name} is no usable address (not shown here): it begins with https:// and has no spaces, # or user in it",
    ),
    "notify.bad-characters": (
        "{name} 里有换行、不可见的或非 ASCII 的字符（内容不显示）：重新粘贴一次",
        "{name} holds line breaks, unseen or non-ASCII characters (not shown here): paste it anew",
    ),
    "notify.not-https": (
        "{name} 必须是 https（只有本机可用 http）：地址里有密钥，不能明文传送",
        "{name} must be https (http is for this machine only): the key in it must not travel in the clear",
    ),
    "notify.bad-smtp": (
        "LEDGER_SMTP_URL 要写成 smtps://主机:465（TLS）或 smtp://主机:587（STARTTLS），不含路径",
        "LEDGER_SMTP_URL is smtps://HOST:465 (TLS) or smtp://HOST:587 (STARTTLS), without a path",
    ),
    "notify.plain-smtp": (
        "smtp+plain:// 不加密，只能用于本机：改用 smtps:// 或 smtp://",
        "smtp+plain:// is not encrypted and for this machine only: use smtps:// or smtp://",
    ),
    "notify.mail-incomplete": ("邮件设置不全，还缺：{names}", "the settings for e-mail lack: {names}"),
    "notify.bad-mail-address": ("{name} 里的“{found}”不是邮箱地址", "“{found}” in {name} is no address"),
    "notify.settings-open": (
        "{file} 里有密钥，却能被其他用户读取：chmod 600 {file}",
        "{file} holds secrets and others may read it: chmod 600 {file}",
    ),
    "notify.settings-broken": (
        '{file} 不是正确的 UTF-8 TOML（内容不显示）：每行一个 键 = "值"，每个键只写一次',
        '{file} is not TOML in UTF-8 (its text is not shown): one key = "value" a line, each key once',
    ),
    "notify.settings-key": (
        "{file} 不认识“{key}”，或它的值不是文字。可写：{known}",
        "{file}: “{key}” is not known, or its value is no text. There are: {known}",
    ),
    "notify.robot-refused": (
        "对方拒收，错误码 {code}：{text}（常见的错误码见 docs/notify.md）",
        "refused with {code}: {text} (the usual codes: docs/notify.md)",
    ),
    "notify.http": (
        "对方答复 HTTP {status}，没有收下：核对设置的网址",
        "the answer was HTTP {status}, so it was not taken: look at the address",
    ),
    "notify.http-key": (
        "对方答复 HTTP {status}，不让发：核对设置的网址和密钥",
        "the answer was HTTP {status}, which is a no: look at the address and its secret",
    ),
    "notify.http-later": (
        "对方答复 HTTP {status}，是对方忙或出了故障：过一会儿再运行 ledger notify，只补没收下的",
        "the answer was HTTP {status}: they are busy or broken. Run ledger notify again later; it sends only what was not taken",
    ),
    "notify.redirected": (
        "对方要求转到别的地址（HTTP {status}），没有跟去：核对设置的网址",
        "redirected (HTTP {status}), which is not followed: look at the address",
    ),
    "notify.garbled": (
        "对方的答复看不懂，不算送达：核对设置的网址",
        "the answer is not one of such a robot, so it doesn't count as sent: look at the address",
    ),
    "notify.timeout": (
        "{host} 在 {seconds} 秒内没有答复：可能已经送到，也可能没有，下次再发；网络慢的用更大的 --timeout",
        "{host} did not answer within {seconds:second|seconds}: it may have arrived or not, and is sent again the next time; on a slow line raise --timeout",
    ),
    "notify.nobody-there": (
        "{host} 连不上（拒绝连接，已试两次）：核对主机和端口，或请网络管理员放行",
        "{host} refuses the connection (tried twice): look at host and port, or have the way opened",
    ),
    "notify.unknown-host": (
        "找不到主机 {host}（已试两次）：核对网址；要经代理上网的，设 HTTPS_PROXY",
        "there is no host {host} (tried twice): look at the address; behind a proxy, set HTTPS_PROXY",
    ),
    "notify.no-connection": (
        "与 {host} 的连接失败：{reason}。可能已经送到，也可能没有，下次再发",
        "the connection to {host} failed: {reason}. It may have arrived or not, and is sent again the next time",
    ),
    "notify.bad-certificate": (
        "{host} 的证书核对不了（{reason}），没有发送：单位自己的证书用 SSL_CERT_FILE=根证书.pem",
        "the certificate of {host} can't be trusted ({reason}), so nothing was sent: for one of your own set SSL_CERT_FILE=ROOT.pem",
    ),
    "notify.no-starttls": (
        "{host} 不支持 STARTTLS，没有发送：改用 smtps://，或请管理员开启",
        "{host} knows no STARTTLS, so nothing was sent: use smtps://, or have it switched on",
    ),
    "notify.smtp-lacks": (
        "{host} 不支持登录：改用 smtps://；本来不用登录的，不要设 LEDGER_SMTP_USER、LEDGER_SMTP_PASSWORD",
        "{host} knows no login: use smtps://; or, if none is needed, leave out LEDGER_SMTP_USER and LEDGER_SMTP_PASSWORD",
    ),
    "notify.smtp-login": (
        "{host} 登录失败，{code}：{text}。核对 LEDGER_SMTP_USER、LEDGER_SMTP_PASSWORD，有的邮箱要填授权码",
        "{host} refused the login with {code}: {text}. Look at LEDGER_SMTP_USER and LEDGER_SMTP_PASSWORD; some servers want an app password",
    ),
    "notify.smtp-recipients": (
        "{host} 不收给 {addresses} 的信，{code}：{text}。核对 LEDGER_SMTP_TO",
        "{host} takes no mail for {addresses}; {code}: {text}. Look at LEDGER_SMTP_TO",
    ),
    "notify.smtp-refused": (
        "{host} 拒收，{code}：{text}。核对 LEDGER_SMTP_FROM，或问邮件管理员",
        "{host} refused it with {code}: {text}. Look at LEDGER_SMTP_FROM, or ask who runs the server",
    ),
    "notify.mail-partly": (
        "已发送，但这些地址被拒：{addresses}。核对 LEDGER_SMTP_TO",
        "sent, but these addresses were refused: {addresses}. Look at LEDGER_SMTP_TO",
    ),
}
