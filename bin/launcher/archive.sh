#!/bin/sh
# SPDX-FileCopyrightText: The NetMonitor authors
# SPDX-License-Identifier: Apache-2.0
#
# Runs NetMonitor from where its archive was unpacked, with nothing of the host but this shell. By another name it runs
# the command of that name.
set -euf

main=set-when-packaged
node_only=set-when-packaged

script=$0
name=${script##*/}
# A link leads here only where there is a program that reads links.
while [ -h "$script" ] && command -v readlink >/dev/null; do
    target=$(readlink "$script")
    case $target in
        /*) script=$target ;;
        *) script=${script%"${script##*/}"}$target ;;
    esac
done
case $script in
    */*) folder=${script%/*} ;;
    *) folder=. ;;
esac
home=$(CDPATH='' cd -P -- "$folder/.." && pwd -P)
java=$home/runtime/bin/java
if [ ! -x "$java" ]; then
    printf 'netmonitor: there is no runtime in %s: call this script where it was unpacked, not by a link or a copy\n' "$home" >&2
    exit 2
fi
script=$home/bin/netmonitor
case $name in
    perftrace_*) set -- "$name" "$@" ;;
esac

. "$home/lib/java.sh"
run_java "$@"
