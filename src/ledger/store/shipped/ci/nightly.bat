@echo off
rem The nightly check of the ledger, written by: ledger init --ci windows. It is yours to change.
rem Register it once (Task Scheduler, 02:07 Beijing time), in a command prompt of this folder:
rem     schtasks /create /tn "ledger-nightly" /xml ledger-nightly.xml
rem Results: ci\out\ (a log a month, the reports and the workbook, last-run.txt).
rem This file is plain ASCII with CRLF line ends on purpose: cmd.exe reads anything else as it likes.
rem Set NOTIFY to yes once a channel for messages is set up.
setlocal EnableExtensions DisableDelayedExpansion
set "NOTIFY=no"
chcp 65001 >nul
rem pushd, because cd refuses a shared folder such as \\server\share
pushd "%~dp0.." || exit /b 7
set "CI=true"
set "PYTHONUTF8=1"
set "PYTHONIOENCODING=utf-8"
if not defined LEDGER_LANG set "LEDGER_LANG=zh"
set "OUT=ci\out"
if not exist "%OUT%" mkdir "%OUT%" || exit /b 7
>"%OUT%\.gitignore" echo *
for /f "usebackq delims=" %%m in (`powershell -NoProfile -Command "Get-Date -Format yyyy-MM"`) do set "MONTH=%%m"
set "LOG=%OUT%\%MONTH%.log"
set "CODE=0"
>>"%LOG%" echo == %DATE% %TIME% begin
ledger check --format text -o "text=%OUT%\check.txt" -o "json=%OUT%\check.json" -o "csv=%OUT%\check.csv" >>"%LOG%" 2>&1
call :worse %ERRORLEVEL%
ledger audit >>"%LOG%" 2>&1
call :worse %ERRORLEVEL%
ledger export "%OUT%\ledger.xlsx" --skip-broken --force >>"%LOG%" 2>&1
call :worse %ERRORLEVEL%
if "%NOTIFY%"=="no" goto done
ledger notify >>"%LOG%" 2>&1
call :worse %ERRORLEVEL%

:done
>>"%LOG%" echo == %DATE% %TIME% end, exit code %CODE%
>"%OUT%\last-run.txt" echo %DATE% %TIME% exit=%CODE%
exit /b %CODE%

:worse
if %1 GTR %CODE% set "CODE=%1"
exit /b 0
