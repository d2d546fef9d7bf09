#!/usr/bin/env bash
# The real program in a real window, by keyboard alone: from the start screen to the exported workbook.
#
#   packaging/smoke.sh [PROGRAM]
#
# Needs Xvfb and xdotool. The dialog for files is the one that stands in where a desktop has none,
# answered by a stub; nothing of the person who runs this is read or written.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
program=$(realpath "${1:-target/debug/heng}")

place=$(mktemp -d)
started=()
trap 'kill "${started[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$place"' EXIT

die() {
    echo "smoke: $1" >&2
    sed 's/^/  /' "$place/log" >&2 || true
    exit 1
}

# Tries again until it holds, for a minute.
until_true() {
    local what=$1 attempt
    shift
    for ((attempt = 0; attempt < 120; attempt++)); do
        "$@" && return 0
        sleep 0.5
    done
    die "$what"
}

mkdir -p "$place/bin" "$place/run" "$place/home"
chmod 700 "$place/run"
cat >"$place/bin/zenity" <<STUB
#!/bin/sh
echo "$place/ranked.xlsx"
STUB
chmod +x "$place/bin/zenity"

Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp 3>"$place/display" 2>/dev/null &
started+=($!)
until_true "no display" test -s "$place/display"
DISPLAY=:$(cat "$place/display")
export DISPLAY

env -u DBUS_SESSION_BUS_ADDRESS -u WAYLAND_DISPLAY \
    PATH="$place/bin:$PATH" HOME="$place/home" XDG_DATA_HOME="$place/home" XDG_RUNTIME_DIR="$place/run" \
    LIBGL_ALWAYS_SOFTWARE=1 "$program" >"$place/log" 2>&1 &
running=$!
started+=("$running")

window() { xdotool search --onlyvisible --pid "$running" 2>/dev/null | head -n 1; }
shown() { [ -n "$(window)" ]; }
until_true "no window" shown
# Without a window manager nobody gives the window the keyboard.
xdotool windowfocus "$(window)"
sleep 2

# Looks something up by name and goes there.
go() {
    kill -0 "$running" 2>/dev/null || die "the program has ended"
    xdotool key ctrl+k
    sleep 1
    xdotool type --delay 40 "$1"
    sleep 1
    xdotool key Return
    sleep 1
}

go English
go Start
go Results
go "Export ranked workbook"
until_true "no workbook" test -s "$place/ranked.xlsx"
kill -0 "$running" 2>/dev/null || die "the program has ended"

"$program" inspect "$place/ranked.xlsx" --sheet Ranking --values >"$place/read" 2>>"$place/log" || die "the workbook cannot be read"
grep -q 北京 "$place/read" || die "the workbook does not rank the sample"
echo "smoke: from the start screen to the ranked workbook in $SECONDS s"
