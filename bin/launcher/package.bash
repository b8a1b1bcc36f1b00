# shellcheck shell=bash
# SPDX-FileCopyrightText: The NetMonitor authors
# SPDX-License-Identifier: Apache-2.0

# The launcher has set these, and built.
: "${root:?}" "${home:?}" "${jdk:?}" "${launcher:?}"

# What a node needs of the libraries, by their names without versions.
readonly node_libraries=(netmonitor core probe agent picocli jackson-annotations jackson-core jackson-databind sqlite-jdbc)

# Modules that libraries name, but need only for what is not done here: java.desktop for annotations of beans and for leaks in
# browser plug-ins. With it a runtime would hold fonts and drawing.
readonly unneeded_modules=java.desktop

# Makes the two archives in target/ or in a folder that is named. Whatever fails, archives that were there before stay whole.
make_archives() {
    if [[ ${1:-} == --help || ${1:-} == -h ]]; then
        printf '%s\n' 'Usage: ./netmonitor package [DIR]' \
            'Makes two archives that run on a host without Java, in DIR (default target): one with everything, and a small one for' \
            'measurement nodes.' \
            'Example: ./netmonitor package'
        return 0
    fi
    [[ $# -le 1 && ${1:-} != -* ]] || fail "package takes one folder at most, but was given: $*"
    local platform version stamp began=$SECONDS archives=${1:-$root/target} work
    find_platform
    version=$(sed -n 's|^  <version>\(.*\)</version>$|\1|p' "$root/pom.xml" | head -n 1)
    # Java trusts its caches only beside files of the very times that they were learned from, so all have one from the start.
    stamp=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct 2>/dev/null || date +%s)}
    mkdir -p "$archives" 2>/dev/null || true
    [[ -w $archives ]] || fail "no right to write to $archives"
    archives=$(cd -P "$archives" && pwd)
    work=$archives/.package
    local whole=$work/netmonitor-$version-$platform node=$work/netmonitor-node-$version-$platform
    rm -rf "$work"
    mkdir "$work"
    scratch=$work
    trap 'rm -rf "$scratch"' EXIT
    lay_out_all "$whole"
    lay_out_node "$node"
    say 'making a Java runtime for each'
    at_once make_runtime "$whole" "$node"
    find "$whole" "$node" -exec touch --no-dereference --date "@$stamp" {} +
    teach "$whole" "$node"
    say 'writing both archives'
    at_once write_archive "$whole" "$node"
    rm -rf "$work"
    printf 'netmonitor: packaged in %d s\n' "$((SECONDS - began))" >&2
}

# Java makes caches for the machine that it runs on.
find_platform() {
    case $(uname -sm) in
        'Linux x86_64') platform=linux-x64 ;;
        'Linux aarch64') platform=linux-arm64 ;;
        *) fail "archives are made on Linux on x86-64 or aarch64 alone, and this is $(uname -sm)" ;;
    esac
    [[ -x $jdk/bin/jlink && -x $jdk/bin/jdeps ]] || fail "packaging needs a whole JDK with jlink and jdeps; $jdk has none"
}

say() {
    printf '  %s\n' "$1" >&2
}

lay_out_all() {
    say 'laying out everything'
    mkdir -p "$1/bin" "$1/lib"
    # Caches are learned anew by the runtime that will use them.
    find "$home/lib" -mindepth 1 -maxdepth 1 ! -name '*.aot' -exec cp -R {} "$1/lib/" \;
    cp -R "$root/examples" "$1/examples"
    finish_layout "$1" io.netmonitor.app.NetMonitor '' '2.25 or newer, with libstdc++' \
        '  bin/netmonitor demo                          # all parts on this machine' \
        '  bin/netmonitor controller --data /var/lib/netmonitor'
}

lay_out_node() {
    say "laying out a node's part"
    local library
    mkdir -p "$1/bin" "$1/lib"
    for library in "${node_libraries[@]}"; do
        cp "$home/lib/$library".jar "$1/lib/" 2>/dev/null || cp "$home/lib/$library"-[0-9]*.jar "$1/lib/"
    done
    cp "$home/lib/libsqlitejdbc.so" "$1/lib/"
    finish_layout "$1" io.netmonitor.app.NodeMonitor yes '2.17 or newer' \
        '  bin/netmonitor doctor                        # what on this host would spoil measurements' \
        '  bin/netmonitor agent --controller https://CONTROLLER:3443 --token-file token --data /var/lib/netmonitor-agent'
}

# Commands and papers. The prototype's names are the same script, which looks at its own name.
finish_layout() {
    local folder=$1 main=$2 node_only=$3 libc=$4 name
    shift 4
    cp "$launcher/java.sh" "$folder/lib/"
    for name in netmonitor perftrace_cli perftrace_srv; do
        sed -e "s/^main=.*/main=$main/" -e "s/^node_only=.*/node_only=$node_only/" "$launcher/archive.sh" >"$folder/bin/$name"
        chmod 755 "$folder/bin/$name"
    done
    cp "$root/LICENSE" "$folder/"
    cp "$root/docs/install.md" "$folder/INSTALL.md"
    {
        printf 'NetMonitor %s for %s: measures delay, jitter, loss and available bandwidth between hosts.\n\n' "$version" "$platform"
        printf 'It needs a POSIX shell and the GNU C library (%s), no Java. First steps:\n\n' "$libc"
        printf '%s\n' "$@" '  bin/netmonitor --help'
        printf '\nPorts, firewalls and starting with the host: INSTALL.md. Licence: LICENSE, and legal/ in runtime/.\n'
    } >"$folder/README.txt"
}

# Each takes seconds of one core.
at_once() {
    local work_on=$1 folder started=()
    shift
    for folder in "$@"; do
        "$work_on" "$folder" >"$folder.log" 2>&1 &
        started+=($!)
    done
    for folder in "$@"; do
        if ! wait "${started[0]}"; then
            cat "$folder.log" >&2
            fail "${folder##*/} could not be made"
        fi
        cat "$folder.log"
        started=("${started[@]:1}")
    done
}

make_runtime() {
    local modules
    modules=$("$jdk/bin/jdeps" --ignore-missing-deps --multi-release "$jdk_release" -q --print-module-deps \
        --class-path "$1/lib/*" "$1"/lib/*.jar)
    modules=$(tr ',' '\n' <<<"$modules" | grep -v -x -F "$unneeded_modules" | paste -s -d ,)
    # What is found by its name alone: java.logging writes the log.
    "$jdk/bin/jlink" --add-modules "$modules,java.logging" --strip-debug --no-header-files --no-man-pages --compress zip-6 \
        --output "$1/runtime"
}

# Learns by the runtimes and files that the archives hold.
teach() {
    local home=$1 java=$1/runtime/bin/java main=io.netmonitor.app.NetMonitor
    local node_home=$2 node_java=$2/runtime/bin/java node_main=io.netmonitor.app.NodeMonitor work=$work/training
    # shellcheck source=bin/launcher/train.bash
    source "$launcher/train.bash"
    train
    [[ -z $untrained ]] || fail 'an archive without caches would start slowly, so none was made'
    touch --date "@$stamp" "$1"/lib/*.aot "$2"/lib/*.aot "$1/lib" "$2/lib"
}

# Written beside and renamed when whole.
write_archive() {
    local name=${1##*/} file
    file=$archives/$name.tar.gz
    tar --create --directory "$work" --sort=name --format=gnu --owner=root:0 --group=root:0 --numeric-owner --mtime="@$stamp" \
        --mode=go=rX,u+w "$name" | gzip --no-name -6 >"$work/$name.tar.gz"
    mv "$work/$name.tar.gz" "$file"
    printf '%s  %d MB\n' "$file" "$((($(stat --format %s "$file") + 999999) / 1000000))"
}
