# shellcheck shell=bash
# SPDX-FileCopyrightText: The NetMonitor authors
# SPDX-License-Identifier: Apache-2.0

# The launcher has set these.
: "${root:?}" "${home:?}" "${jdk:?}" "${launcher:?}"

# For show_errors; the launcher has no need of it when it was told that there is a build.
# shellcheck source=bin/launcher/build.bash
source "$launcher/build.bash"

# Runs a benchmark by name. The product is built already; the benchmarks are compiled each time, which takes seconds.
run_benchmark() {
    local log=$root/target/bench.log
    if [[ ${1:-} == --help || ${1:-} == -h ]]; then
        printf '%s\n' 'Usage: ./netmonitor bench NAME [ARGUMENT...]' \
            'Measures on this machine and prints the figures with its load. NAME is one of:' \
            '  start  how long the parts take to start' \
            '  probe  delay, timing and cost of test packets beside peers; bench probe --help lists its sections' \
            '  bandwidth  error and intervals of bandwidth measurements; bench bandwidth --help lists its parts' \
            '  plan  what agents measured against what was planned, under change and failure; bench plan --help lists its parts' \
            'Example: ./netmonitor bench start'
        return 0
    fi
    mkdir -p "$root/target"
    if ! (cd "$root" && JAVA_HOME=$jdk mvn -B -pl benchmarks -am -Dmaven.test.skip=true -Dspotless.check.skip=true \
        -Dstyle.color=never compile) >"$log" 2>&1; then
        show_errors "$log"
        fail "the benchmarks do not compile; all that Maven said is in $log"
    fi
    exec "$jdk/bin/java" "-Djava.library.path=$home/lib" -cp "$root/benchmarks/target/classes:$root/testkit/target/classes:$home/lib/*" io.netmonitor.benchmarks.Benchmarks \
        "$root/netmonitor" "$@"
}
