# shellcheck shell=sh
# SPDX-FileCopyrightText: The NetMonitor authors
# SPDX-License-Identifier: Apache-2.0
#
# Starts Java: for the launcher in a clone, and for the one in an archive, where there may be nothing but a POSIX shell.

# Whoever reads this has set these: the Java to run, the folder with lib/, the script that runs a command of ours, and the main class.
: "${java:?}" "${home:?}" "${script:?}" "${main:?}"

# Becomes the Java process.
run_java() {
    java_options "${1:-}"
    cache=$home/lib/$kind.aot
    [ -f "$cache" ] || cache=
    # A cache that does not fit, as for another JDK, is left aside without a word.
    # shellcheck disable=SC2086 # options are words without blanks
    exec "$java" $options "-Djava.library.path=$home/lib" "-Dnetmonitor.launcher=$script" \
        ${cache:+"-XX:AOTCache=$cache" -Xlog:aot=off -Xlog:cds=off} \
        ${NETMONITOR_JAVA_OPTIONS:-} -cp "$home/lib/netmonitor.jar" "$main" "$@"
}

# Sets options to those of Java for a command, words without blanks, and kind to the group of commands that it belongs to. An agent
# shall take little from the host that it measures; a controller has much to do and runs long. What a node has of commands
# shares one cache there, which keeps its archive small; node_only says that this is such a place. perftrace_cli has its own everywhere:
# scripts start it once a measurement.
#
# Of a name's addresses Java takes those of IPv4 first. Where it tries only one, that leads nowhere from a host without IPv4, whose system
# knows better; elsewhere the system's order would lead to IPv6 those who listen on IPv4 alone.
java_options() {
    options=--enable-native-access=ALL-UNNAMED
    has_ipv4 || options="$options -Djava.net.preferIPv6Addresses=system"
    group=$1
    [ "$group" = perftrace_cli ] || [ -z "${node_only:-}" ] || group=agent
    case $group in
        controller)
            kind=controller
            options="$options -Xmx1g"
            ;;
        agent | reflector | probe | perftrace_srv)
            kind=agent
            # Which of a host's addresses are measured is the system's choice.
            options="$options -Djava.net.preferIPv6Addresses=system"
            # A young generation in which a session lives and dies, and an old one as small as what is really kept.
            options="$options -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+UseCompactObjectHeaders -Xmx64m -Xms12m -Xmn6m
                -XX:SurvivorRatio=2 -XX:TargetSurvivorRatio=90 -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=15
                -XX:-ShrinkHeapInSteps"
            # Elsewhere Java can give no freed memory back, and warns. Only bash tells; what an archive holds is for this system alone.
            case ${OSTYPE:-linux-gnu} in
                linux-gnu*) options="$options -XX:TrimNativeHeapInterval=60000" ;;
            esac
            ;;
        perftrace_cli)
            kind=perftrace
            options="$options -Djava.net.preferIPv6Addresses=system -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx64m"
            # Java takes arguments for ASCII where no locale is set, as for cron, and task names have other characters.
            case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
                C | POSIX) export LC_ALL=C.UTF-8 ;;
            esac
            ;;
        *)
            kind=cli
            options="$options -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m"
            ;;
    esac
}

# Whether packets of IPv4 can leave this host. Where that cannot be told, they can.
has_ipv4() {
    [ -r /proc/net/route ] || return 0
    while read -r interface _; do
        case $interface in
            Iface | lo) ;;
            *) return 0 ;;
        esac
    done </proc/net/route
    return 1
}
