# shellcheck shell=bash
# SPDX-FileCopyrightText: The NetMonitor authors
# SPDX-License-Identifier: Apache-2.0

# The launcher has set these.
: "${root:?}" "${home:?}" "${jdk:?}" "${launcher:?}"

# Folders count as well, because a deleted file changes only its folder.
needs_build() {
    [[ -f $home/built ]] || return 0
    local newer
    newer=$(find "$root"/pom.xml "$root"/*/pom.xml "$root"/.mvn "$root"/*/src/main "$root"/examples \
        -newer "$home/built" -print -quit 2>/dev/null) || true
    [[ -n $newer ]]
}

build() {
    command -v mvn >/dev/null || fail 'building needs Maven (mvn): install it (Debian: apt install maven)'
    mkdir -p "$root/app/target" 2>/dev/null || true
    [[ -w $root/app/target ]] || fail "cannot build: no right to write to $root/app/target"
    lock_build
    # Whoever held the lock before may have built the same.
    if needs_build; then
        build_locked
    fi
    unlock_build
}

# Maven writes beside the running build, so that a failure leaves that one whole.
build_locked() {
    local began=$SECONDS log=$root/app/target/build.log fresh=$root/app/target/distribution
    rm -rf "$fresh"
    mkdir "$fresh"
    # Taken before the sources are read: what is edited during the build counts as newer.
    touch "$fresh/built"
    printf 'netmonitor: building\n' >&2
    if ! (cd "$root" && JAVA_HOME=$jdk mvn -B -pl app -am -Dmaven.test.skip=true -Dspotless.check.skip=true \
        -Dstyle.color=never package 2>&1) 9>&- | tee "$log" | show_modules; then
        show_errors "$log"
        unlock_build
        printf 'netmonitor: the build failed; all that Maven said is in %s\n' "$log" >&2
        exit 2
    fi
    unpack_native "$fresh/lib"
    rm -rf "$home"
    mv "$fresh" "$home"
    # shellcheck source=bin/launcher/train.bash
    source "$launcher/train.bash"
    train 9>&-
    printf 'netmonitor: built in %d s\n' "$((SECONDS - began))" >&2
}

# DuckDB's driver carries a library for each platform and unpacks 72 MB at every start, 0.4 s on one core. It loads a library
# that lies beside its jar in place, if the jar has none: so this platform's is laid there, and the others are dropped.
unpack_native() {
    local jar platform=
    case $(uname -sm) in
        'Linux x86_64') platform=linux_amd64 ;;
        'Linux aarch64') platform=linux_arm64 ;;
        *) return 0 ;;
    esac
    jar=$(echo "$1"/duckdb_jdbc-*.jar)
    [[ -f $jar ]] || return 0
    (
        mkdir "$1/duckdb" && cd "$1/duckdb"
        "$jdk/bin/jar" --extract --file "$jar"
        mv "libduckdb_java.so_$platform" ..
        rm -f libduckdb_java.so_*
        "$jdk/bin/jar" --create --file "$jar" --manifest META-INF/MANIFEST.MF -C "$1/duckdb" .
    ) >&2
    rm -rf "$1/duckdb"
}

# From Maven's log: each module as it is begun, and once a module that libraries are being fetched.
show_modules() {
    local line module='' fetching=''
    while IFS= read -r line; do
        if [[ $line =~ Building\ NetMonitor\ ::\ ([^ ]+).*\[([0-9]+/[0-9]+)\] ]]; then
            module=${BASH_REMATCH[1]}
            printf '  %-6s %s\n' "${BASH_REMATCH[2]}" "$module" >&2
        elif [[ $line == *'Downloading from '* && $fetching != "$module." ]]; then
            fetching=$module.
            printf '         fetching libraries\n' >&2
        fi
    done
}

# Maven closes with advice about itself, which helps nobody here.
show_errors() {
    # Warnings that name a place count as errors, and Maven's errors do not repeat them.
    sed -n -e '/-> \[Help 1\]/q' -e 's/^\[ERROR\] *//p' -e 's/^\[WARNING\] *\(.*\.java:\)/\1/p' "$1" | awk 'NF && !seen[$0]++' | head -n 40 >&2
}

lock_build() {
    build_lock=$root/app/target/.build-lock
    if command -v flock >/dev/null; then
        exec 9>"$build_lock"
        flock -n 9 || {
            printf 'netmonitor: waiting for a build that has begun elsewhere\n' >&2
            flock 9
        }
        return
    fi
    local holder
    until mkdir "$build_lock.d" 2>/dev/null; do
        holder=$(cat "$build_lock.d/pid" 2>/dev/null) || holder=
        if [[ -n $holder ]] && ! kill -0 "$holder" 2>/dev/null; then
            rm -rf "$build_lock.d"
        else
            sleep 0.2
        fi
    done
    echo $$ >"$build_lock.d/pid"
    trap 'rm -rf "$build_lock.d"' EXIT
}

unlock_build() {
    if command -v flock >/dev/null; then
        exec 9>&-
    else
        rm -rf "$build_lock.d"
        trap - EXIT
    fi
}
