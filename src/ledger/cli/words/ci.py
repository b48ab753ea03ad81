"""What is said when the nightly check is set up in a CI system or on a machine."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "option.ci": (
        "写好每晚检查的作业（可多次）；台账已经有了就只写这些文件，不覆盖已有的",
        "write the job of the nightly check (repeatable); in a ledger that is there only these files, never over others",
    ),
    "option.package": (
        "作业里装哪个 ledger：包名==版本、git+https://地址@提交，或仓库里 .whl 的路径",
        "which ledger the jobs install: name==version, git+https://URL@commit, or the path of a wheel in the repository",
    ),
    "metavar.package": ("包", "PACKAGE"),
    "ci.unknown": ("不认识“{found}”。--ci 可用：{known}", "unknown “{found}”. --ci takes: {known}"),
    "ci.package-alone": ("--package 要和 --ci 一起用", "--package goes with --ci"),
    "ci.one-package": (
        "--package 只能写一个，写了：{found}",
        "--package can be given once, and there are: {found}",
    ),
    "ci.not-pinned": (
        "提醒：{package} 没有钉死，哪晚装的是哪个程序说不准，别人改了它也没有人知道。写成 包名==版本，或 git+https://地址@提交号（或 v1.2.3 这样的标签）",
        "note: {package} is not pinned: which program a night gets, and who changed it, nobody knows. Write name==version, or git+https://URL@commit (or a tag like v1.2.3)",
    ),
    "ci.bad-package": (
        "--package {found} 里有写不进作业文件的字符",
        "--package {found} holds characters that no job file could hold",
    ),
    "ci.bad-folder": (
        "文件夹名里有“{sign}”，写进作业文件会被当作别的意思：{folder}。换个名字再来",
        "the folder's name holds “{sign}”, which means something else in a job file: {folder}. Rename it first",
    ),
    "ci.done": ("夜间检查的文件，写在 {folder}：", "Files of the nightly check, in {folder}:"),
    "ci.nothing": (
        "夜间检查的文件都已经有了，没有写。",
        "The files of the nightly check are all there; nothing was written.",
    ),
    "ci.kept": ("已有，没有动：{files}", "there already, left alone: {files}"),
    "ci.kept-gitlab": (
        ".gitlab-ci.yml 已有，在里面加上：include: [{{local: .gitlab/ledger.yml}}]",
        ".gitlab-ci.yml is there already: add to it include: [{{local: .gitlab/ledger.yml}}]",
    ),
    "ci.package": ("作业里安装的是 {package}", "the jobs install {package}"),
    "ci.no-package": (
        "本机的 ledger 不是从软件源或 git 装的，别的机器装不到：在作业文件的 LEDGER_PACKAGE 处填上（钉死版本的包名、git+https://地址@提交，或提交进仓库的 .whl），不填作业会失败并说明",
        "this ledger came from no index and no git address, so no other machine could fetch it: fill in LEDGER_PACKAGE in the job's file (a pinned name, git+https://URL@commit, or a wheel in the repository); until then the job fails and says so",
    ),
    "ci.next.github": (
        "GitHub：提交、推送到默认分支后，每晚 02:07（北京时间）运行，在 Actions 页面先手动运行一次。作业只读代码，不要别的权限；要推送通知，在 Settings → Secrets and variables → Actions 里加 LEDGER_WECOM_URL 等。公开仓库 60 天没有提交，定时会自动停",
        "GitHub: once pushed to the default branch it runs nightly at 02:07 (Beijing); run it once by hand on the Actions page. The job only reads the code; for messages add LEDGER_WECOM_URL etc. under Settings → Secrets and variables → Actions. In a public repository schedules stop after 60 days without commits",
    ),
    "ci.next.gitlab": (
        "GitLab：推送后，在 Build → Pipeline schedules 里新建：间隔 7 2 * * *，时区 Asia/Shanghai（文件里写不了定时）。密钥放在 Settings → CI/CD → Variables，勾 Masked 和 Protected",
        "GitLab: once pushed, make a schedule under Build → Pipeline schedules: 7 2 * * *, time zone Asia/Shanghai (a file can't). Secrets go to Settings → CI/CD → Variables, masked and protected",
    ),
    "ci.next.gitee": (
        "Gitee：推送后在“流水线”里开通 Gitee Go。定时用哪个时区平台没有说定，头一晚看一眼运行记录，差了就改 cron 的小时",
        "Gitee: once pushed, enable Gitee Go. The platform doesn't say which time zone it schedules in: look at the first night's run and correct the hour",
    ),
    "ci.next.jenkins": (
        "Jenkins：新建多分支流水线指向这个仓库；要有 Python 3.11 以上、git 和 JUnit 插件。头一次手动运行，定时才生效",
        "Jenkins: make a multibranch pipeline of this repository; it needs Python 3.11 or newer, git and the JUnit plugin. Run it once by hand, then the schedule holds",
    ),
    "ci.next.cron": (
        "cron：先手动运行一次 bash ci/ledger-nightly.sh，再把 ci/crontab.txt 的两行抄进 crontab -e",
        "cron: run bash ci/ledger-nightly.sh once by hand, then copy the two lines of ci/crontab.txt into crontab -e",
    ),
    "ci.next.windows": (
        'Windows：先双击 ci\\ledger-nightly.bat 试一次，再在 ci 文件夹里运行 schtasks /create /tn "ledger-nightly" /xml ledger-nightly.xml。只在本人登录时运行；要不登录也运行，加 /ru 用户名 /rp *',
        'Windows: try ci\\ledger-nightly.bat once, then in the folder ci run schtasks /create /tn "ledger-nightly" /xml ledger-nightly.xml. It runs while you are logged on; to run without, add /ru USER /rp *',
    ),
}
