# shellcheck shell=bash
# SPDX-FileCopyrightText: The NetMonitor authors
# SPDX-License-Identifier: Apache-2.0

# The launcher has set these; the folder is where to work, and goes.
: "${home:?}" "${java:?}" "${main:?}" "${launcher:?}" "${work:?}"

# shellcheck source=bin/launcher/java.sh
source "$launcher/java.sh"

# Lets a controller and two agents work for some seconds, so that Java learns which classes they need and keeps them
# ready to run: with these caches (JEP 483 and 514) a controller starts with 0.6 of the CPU. Without them all works as
# well, so a failure here is only told, and untrained is set. When node_home, node_java and node_main are set, one agent works there.
train() {
    printf '  learning what a start needs\n' >&2
    rm -rf "$work"
    mkdir "$work"
    trained=() untrained=
    # In a condition bash would not heed -e, so the status is taken apart from it.
    local status
    set +e
    (
        set -e
        train_in_folder
    ) >"$work/log" 2>&1
    status=$?
    set -e
    if [[ $status -ne 0 ]]; then
        untrained=yes
        rm -f "$home"/lib/*.aot
        printf '  that failed, so each start takes longer:\n' >&2
        tail -n 5 "$work/log" >&2
    fi
    rm -rf "$work"
}

# Runs in a shell of its own, which ends everything that it started.
train_in_folder() {
    trap end_trained EXIT
    local people agents node url
    learn controller controller --data "$work/controller" --listen 127.0.0.1:0 --agents 127.0.0.1:0
    wait_for "$work/controller.log" 'people: http'
    people=$(address_in "$work/controller.log" people)
    agents=$(address_in "$work/controller.log" agents)
    (run_java node token --controller "$people") >"$work/token"
    for node in a b; do
        learn_at_node "$node" agent --controller "$agents" --token-file "$work/token" --name "$node" \
            --data "$work/$node" --reflector 127.0.0.1:0 --bandwidth 127.0.0.1:0
    done
    printf '%s\n' 'name: train' 'kind: basic' 'members: [a, b]' 'period: 1s' \
        --- 'name: rate' 'kind: bandwidth' 'members: [a, b]' 'period: 30s' 'settings: {maxRate: 50000000}' >"$work/task.yaml"
    until (run_java task apply --controller "$people" -f "$work/task.yaml") >"$work/task.log" 2>&1; do
        not_too_late
    done
    until (run_java mesh train --controller "$people") | grep -q ' [µm]s'; do
        not_too_late
    done
    # Its first round comes in half a minute; a person need not wait for it.
    until (run_java task run rate --controller "$people") | grep -q 'bit/s'; do
        not_too_late
    done
    for url in / /metrics /openapi.json /api/v1/nodes /api/v1/tasks '/api/v1/results?limit=10'; do
        curl -sf -o "$work/page" "$people$url" || true
    done
    learn list node list --controller "$people"
    wait $!
    learn_perftrace
    end_trained
    mv "$work/controller.aot" "$home/lib/controller.aot"
    mv "$work/a.aot" "$home/lib/agent.aot"
    mv "$work/list.aot" "$home/lib/cli.aot"
    if [[ -n ${node_home:-} ]]; then
        mv "$work/b.aot" "$node_home/lib/agent.aot"
    fi
}

# The second agent works where a node's program lies, if that is another place.
learn_at_node() {
    if [[ $1 == b && -n ${node_home:-} ]]; then
        local home=$node_home java=$node_java main=$node_main node_only=yes
    fi
    learn "$@"
}

# Of one process comes one cache, so both kinds of measurement are in one. Where a node's program lies, it has one of its own.
learn_perftrace() {
    local server
    (run_java perftrace_srv --listen 127.0.0.1:0) >"$work/server.log" 2>&1 &
    trained+=($!)
    wait_for "$work/server.log" 'tcp and udp'
    server=$(sed -n 's/.*tcp and udp //p' "$work/server.log")
    rehearse "$home/lib/perftrace.aot"
    if [[ -n ${node_home:-} ]]; then
        local home=$node_home java=$node_java node_only=yes
        rehearse "$node_home/lib/perftrace.aot"
    fi
}

rehearse() {
    java_options perftrace_cli
    # shellcheck disable=SC2086 # options are words without blanks
    "$java" $options "-Djava.library.path=$home/lib" "${learning[@]}" "-XX:AOTCacheOutput=$work/perftrace.aot" \
        -cp "$home/lib/netmonitor.jar" io.netmonitor.app.perftrace.Rehearsal -s "$server" --db "$work/perftrace.db"
    mv "$work/perftrace.aot" "$1"
}

# Commands that learn keep to the quick compiler: otherwise the cache would hold profiles too (and without profiles their records need
# no room either), and a controller that starts with them spends 1.4 s of CPU in the thorough one before it answers.
learning=(-XX:TieredStopAtLevel=1 -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining)

# Starts a command that writes what it learned into NAME.aot when it ends.
learn() {
    local name=$1
    shift
    java_options "$1"
    # shellcheck disable=SC2086 # options are words without blanks
    "$java" $options "-Djava.library.path=$home/lib" "${learning[@]}" "-XX:AOTCacheOutput=$work/$name.aot" \
        -cp "$home/lib/netmonitor.jar" "$main" "$@" >"$work/$name.log" 2>&1 &
    trained+=($!)
}

end_trained() {
    local pid
    for pid in ${trained[@]+"${trained[@]}"}; do
        kill "$pid" 2>/dev/null || true
    done
    wait
    trained=()
}

wait_for() {
    until grep -q "$2" "$1" 2>/dev/null; do
        not_too_late
        kill -0 "${trained[${#trained[@]}-1]}" || {
            cat "$1"
            exit 1
        }
        sleep 0.1
    done
}

address_in() {
    sed -n "s|.*$2: \(https*://[^ ]*\).*|\1|p" "$1" | head -n 1
}

# Bounds the whole: a part that does not come up must not keep the build waiting.
not_too_late() {
    if [[ $SECONDS -gt ${train_until:=$((SECONDS + 120))} ]]; then
        printf 'not done within 120 s\n'
        exit 1
    fi
}
