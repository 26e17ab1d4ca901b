#!/bin/sh
# Tries a folder that runs without Python: sh smoke.sh FOLDER [PICTURE.png]
# The program gets an empty PATH and a home of its own. With Xvfb, xdotool and import (ImageMagick) on this machine, the
# window is started too and PICTURE.png taken of it. Ends with 0 only where everything was made and is not empty, and
# nothing was written into the folder.
set -eu
folder=$(cd "$1" && pwd)
picture=${2:-}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
count=0
sleep 1
touch begun

run() { # a command line of planlens, with nothing on the PATH
    env -i PATH= HOME="$place" LANG=C.UTF-8 PLANLENS_HOME="$place/home" "$folder/planlens" "$@"
}

made() { # the files that must be there with something in them
    for file in "$@"; do
        [ -s "$file" ] || { echo "FAILED: $file was not made"; exit 1; }
        count=$((count + 1))
    done
}

cp "$folder"/_internal/sample_docs/*.docx "$folder"/_internal/sample_docs/*.txt .
plan=$(ls ./*.docx | head -n 1)
for sample in ./*.docx ./*.txt; do
    run extract "$sample" -o "$sample.json" > /dev/null
    made "$sample.json"
done
for format in xlsx docx html csv json txt; do
    run export "$plan" -o "表.$format" > /dev/null
    made "表.$format"
done
run extract 表.docx -o 表.docx.json > /dev/null # what was written can be read
run extract 表.xlsx -o 表.xlsx.json > /dev/null
made 表.docx.json 表.xlsx.json
run new "$plan" -o 督办.planlens > /dev/null
run mark 督办.planlens t1 --progress 40 --note 完成选址 > /dev/null
run status 督办.planlens > status.txt
run list 督办.planlens > list.txt
run export 督办.planlens -o 督办台账.xlsx > /dev/null
made 督办.planlens status.txt list.txt 督办台账.xlsx
grep -q 完成选址 list.txt || run export 督办.planlens -o 台账.txt > /dev/null
run packets 督办.planlens -o 填报 --date 2026-11-30 > /dev/null
made 填报/*.xlsx
run merge 督办.planlens 填报/*.xlsx > merged.txt
made merged.txt
run report 督办.planlens -o 报告.docx > report.txt 2>&1
made 报告.docx
if grep -q 没有插入图表 report.txt; then # told where the system has no Chinese font
    echo "no Chinese font here: the report has no charts"
else
    grep -q word/media/ 报告.docx || { echo "FAILED: the report has no charts"; exit 1; }
fi
run restore 督办.planlens --sound-part 完好部分.planlens > /dev/null
run verify 完好部分.planlens > verified.txt
made 完好部分.planlens verified.txt
if run list postgresql://127.0.0.1:1/x > office.txt 2>&1; then
    echo "FAILED: there is no such ledger" && exit 1
fi
if [ -d "$folder/_internal/psycopg" ] && grep -q "数据库组件" office.txt; then # it must be the server that is missed
    echo "FAILED: an office's ledger cannot be opened"
    cat office.txt
    exit 1
fi
echo "$count files made and not empty"

if [ -n "$picture" ]; then
    display=${SMOKE_DISPLAY:-:77}
    Xvfb "$display" -screen 0 1366x768x24 > /dev/null 2>&1 &
    server=$!
    sleep 2
    env -i PATH= HOME="$place" LANG=zh_CN.UTF-8 DISPLAY="$display" PLANLENS_HOME="$place/home" \
        "$folder/planlens" 督办.planlens > window.log 2>&1 &
    window=$!
    trap 'kill $window $server 2> /dev/null; rm -rf "$place"' EXIT
    DISPLAY=$display timeout 60 xdotool search --sync --onlyvisible --name 督办 > /dev/null
    sleep 6
    DISPLAY=$display import -window root "$picture"
    kill -0 $window || { echo "FAILED: the window ended"; cat window.log; exit 1; }
    [ -s window.log ] && cat window.log
    echo "the window is open: $picture"
fi

written=$(find "$folder" -newer begun | head -n 3)
[ -z "$written" ] || { echo "FAILED: written into the folder: $written"; exit 1; }
