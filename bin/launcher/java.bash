# shellcheck shell=bash
# SPDX-FileCopyrightText: The NetMonitor authors
# SPDX-License-Identifier: Apache-2.0

# The launcher has set these.
: "${root:?}" "${home:?}" "${jdk:?}"

# Becomes the Java process. NETMONITOR_JAVA_OPTIONS comes last, so that it can override each option.
run_java() {
    local options=(-Xshare:auto --enable-native-access=ALL-UNNAMED
        "-Dnetmonitor.launcher=$root/netmonitor")
    case ${1:-} in
        controller) options+=(-Xmx1g) ;;
        agent | reflector | probe) options+=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx64m) ;;
        *) options+=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m) ;;
    esac
    # shellcheck disable=SC2206 # options are words without blanks
    options+=(${NETMONITOR_JAVA_OPTIONS:-})
    exec "$jdk/bin/java" "${options[@]}" -jar "$home/lib/netmonitor.jar" "$@"
}
