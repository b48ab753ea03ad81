#!/usr/bin/env bash
# 督察整改台账：夜间检查。由 ledger init --ci cron 写成，以后归你们改；装法见同一文件夹的 crontab.txt。
# 结果在台账的 ci/out/ 里：按月的日志、当天的报告和台账、last-run（最后一次跑完的时间和退出码）。
# 平时一声不响；不是 0 时往标准错误说几句，cron 会照 MAILTO 寄出去。
set -uo pipefail

notify=no # 设好提醒渠道（企业微信、钉钉、飞书、邮件）以后改成 yes

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd) || exit 7
cd "$here" || exit 7
export PATH="$HOME/.local/bin:/usr/local/bin:$PATH" # cron 的 PATH 很短
export CI=true PYTHONUTF8=1 LEDGER_LANG="${LEDGER_LANG:-zh}" # CI：这里不做合并，不用提醒装合并驱动
now() { TZ=Asia/Shanghai date "$@"; }

out="$here/ci/out"
log="$out/$(now +%Y-%m).log"
mkdir -p "$out" && printf '*\n' >"$out/.gitignore" || exit 7 # 结果不进 git

exec 9>"$out/lock" || exit 7
if ! flock -n 9; then
    echo "台账夜间检查：上一次还没有跑完，这一次不跑" >&2
    exit 6
fi

code=0
worse() { if [ "$1" -gt "$code" ]; then code=$1; fi; }
{
    echo "== $(now '+%F %T') 开始"
    ledger check --format text -o text="$out/check.txt" -o json="$out/check.json" -o csv="$out/check.csv"
    worse $?
    ledger audit
    worse $?
    ledger export "$out/台账.xlsx" --skip-broken --force
    worse $?
    if [ "$notify" = yes ]; then
        ledger notify
        worse $?
    fi
    echo "== $(now '+%F %T') 结束，退出码 $code"
} 9>&- >>"$log" 2>&1

printf '%s exit=%s\n' "$(now '+%F %T %z')" "$code" >"$out/last-run"
find "$out" -maxdepth 1 -name '*.log' -mtime +400 -delete
if [ "$code" -ne 0 ]; then
    echo "台账夜间检查退出码 $code（1 有逾期，5 数据读不出，7 机器故障，8 记录被改），日志：$log" >&2
    tail -n 60 "$log" >&2
fi
exit "$code"
