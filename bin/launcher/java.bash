# shellcheck shell=bash
# SPDX-FileCopyrightText: The NetMonitor authors
# SPDX-License-Identifier: Apache-2.0

# The launcher has set these.
: "${root:?}" "${home:?}" "${jdk:?}"

# Becomes the Java process.
run_java() {
    java_options "${1:-}"
    if [[ -f $home/$kind.aot ]]; then
        # A cache that does not fit, as for another JDK, is left aside without a word.
        options+=("-XX:AOTCache=$home/$kind.aot" -Xlog:aot=off -Xlog:cds=off)
    fi
    # shellcheck disable=SC2206 # options are words without blanks
    options+=(${NETMONITOR_JAVA_OPTIONS:-})
    exec "$jdk/bin/java" "${options[@]}" -jar "$home/lib/netmonitor.jar" "$@"
}

# Sets options to those of Java for a command, and kind to the group of commands that it belongs to. An agent shall
# take little from the host that it measures; a controller has much to do and runs long.
java_options() {
    options=(--enable-native-access=ALL-UNNAMED "-Dnetmonitor.launcher=$root/netmonitor")
    case $1 in
        controller)
            kind=controller
            options+=(-Xmx1g)
            ;;
        agent | reflector | probe | perftrace_srv)
            kind=agent
            # A young generation in which a session lives and dies, and an old one as small as what is really kept.
            options+=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+UseCompactObjectHeaders -Xmx64m -Xms12m -Xmn6m
                -XX:SurvivorRatio=2 -XX:TargetSurvivorRatio=90 -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=15
                -XX:-ShrinkHeapInSteps)
            # Elsewhere Java can give no freed memory back, and warns.
            [[ $OSTYPE != linux-gnu* ]] || options+=(-XX:TrimNativeHeapInterval=60000)
            ;;
        perftrace_cli)
            kind=perftrace
            options+=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx64m)
            # Java takes arguments for ASCII where no locale is set, as for cron, and task names have other characters.
            case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
                C | POSIX) export LC_ALL=C.UTF-8 ;;
            esac
            ;;
        *)
            kind=cli
            options+=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m)
            ;;
    esac
}
