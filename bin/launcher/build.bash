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
    work=$root/app/target/training
    # shellcheck source=bin/launcher/train.bash
    source "$launcher/train.bash"
    train 9>&-
    printf 'netmonitor: built in %d s\n' "$((SECONDS - began))" >&2
}

# Drivers of databases carry a library for each platform and unpack theirs at every start, DuckDB's 72 MB in 0.4 s on one core. If the
# jar has none, they load the one that Java finds in its library path: so this platform's are laid beside the jars, and the others are
# dropped.
unpack_native() {
    local duckdb sqlite
    case $(uname -sm) in
        'Linux x86_64') duckdb=linux_amd64 sqlite=x86_64 ;;
        'Linux aarch64') duckdb=linux_arm64 sqlite=aarch64 ;;
        *) return 0 ;;
    esac
    keep_native "$(echo "$1"/duckdb_jdbc-*.jar)" . "libduckdb_java.so_$duckdb" 'libduckdb_java.so_*'
    mv "$1/libduckdb_java.so_$duckdb" "$1/libduckdb_java.so"
    # SQLite's driver has another one for a Linux with another libc.
    if [[ $OSTYPE == linux-gnu* ]]; then
        keep_native "$(echo "$1"/sqlite-jdbc-*.jar)" org/sqlite/native "Linux/$sqlite/libsqlitejdbc.so" '*'
    fi
}

# Lays a library that a jar has in a folder beside the jar, and drops it from the jar with all that are named like the last.
keep_native() {
    local jar=$1 folder=$2 kept=$3 dropped=$4
    (
        mkdir "$jar.d" && cd "$jar.d"
        "$jdk/bin/jar" --extract --file "$jar"
        mv "$folder/$kept" ..
        # shellcheck disable=SC2086 # a pattern
        (cd "$folder" && rm -rf $dropped)
        "$jdk/bin/jar" --create --file "$jar" --manifest META-INF/MANIFEST.MF -C "$jar.d" .
    ) >&2
    rm -rf "$jar.d"
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
