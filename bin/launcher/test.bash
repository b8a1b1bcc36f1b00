# shellcheck shell=bash
# SPDX-FileCopyrightText: The NetMonitor authors
# SPDX-License-Identifier: Apache-2.0

# The launcher has set these.
: "${root:?}" "${home:?}" "${launcher:?}" "${jdk:?}"

# Runs the tests of the modules named, of all when none is. The last line counts them; in between stands each module,
# each class of tests and each skipped test with its reason.
run_tests() {
    local modules=("$@") module status=0
    if [[ ${1:-} == --help || ${1:-} == -h ]]; then
        printf '%s\n' 'Usage: ./netmonitor test [MODULE...]' \
            'Installs what the tests need, where it can, and runs all tests, or those of the modules named.' \
            'Example: ./netmonitor test core probe'
        return 0
    fi
    for module in ${modules[@]+"${modules[@]}"}; do
        [[ -f $root/$module/pom.xml ]] || fail "there is no module $module, but: $(module_names)"
    done
    command -v mvn >/dev/null || fail 'the tests need Maven (mvn): install it (Debian: apt install maven)'
    mkdir -p "$root/target" 2>/dev/null || true
    [[ -w $root/target ]] || fail "no right to write to $root/target"
    install_packages
    [[ $# -gt 0 && " $* " != *' app '* ]] || build_for_tests
    rm -f "$root"/*/target/surefire-reports/TEST-*.xml
    run_maven ${modules[@]+"${modules[@]}"} || status=1
    [[ $status -eq 0 ]] || show_failures
    summarize || status=1
    return "$status"
}

module_names() {
    local pom names=()
    for pom in "$root"/*/pom.xml; do
        pom=${pom%/pom.xml}
        names+=("${pom##*/}")
    done
    printf '%s' "${names[*]}"
}

install_packages() {
    local tool package missing=()
    while read -r tool package; do
        if [[ -n $package && $tool != '#' ]] && ! PATH=$PATH:/usr/sbin:/sbin command -v "$tool" >/dev/null; then
            [[ " ${missing[*]-} " == *" $package "* ]] || missing+=("$package")
        fi
    done <"$launcher/test-packages"
    [[ ${#missing[@]} -gt 0 ]] || return 0
    if [[ $(id -u) -ne 0 ]] || ! command -v apt-get >/dev/null; then
        printf 'missing, so some tests will be skipped (Debian packages): %s\n' "${missing[*]}"
        return 0
    fi
    printf 'installing %s\n' "${missing[*]}"
    apt_get update >"$root/target/packages.log" 2>&1 || true
    # One that does not exist here would keep all the others from being installed.
    if ! apt_get install "${missing[@]}" >>"$root/target/packages.log" 2>&1; then
        for package in "${missing[@]}"; do
            apt_get install "$package" >>"$root/target/packages.log" 2>&1 ||
                printf 'could not install %s, so some tests will be skipped; see target/packages.log\n' "$package"
        done
    fi
}

# Debian starts a daemon as soon as it is installed; with SYSTEMD_OFFLINE systemctl leaves that.
apt_get() {
    DEBIAN_FRONTEND=noninteractive SYSTEMD_OFFLINE=1 apt-get -q -y --no-install-recommends "$@" </dev/null
}

# The archives, which app's tests try, are made of a build. Should it fail, so will the tests, and say why.
build_for_tests() {
    # shellcheck source=bin/launcher/build.bash
    source "$launcher/build.bash"
    if needs_build; then
        (build) || true
    fi
}

# A failed test does not keep the other modules from being tested: the reports tell. Tests mostly wait, so two modules are tested at
# once; the one whose tests measure on beds needs all others, and is tested last and alone.
run_maven() {
    local arguments=(-B -T 2 -Dstyle.color=never --fail-at-end -Dmaven.test.failure.ignore=true verify) module pattern=''
    if [[ $# -gt 0 ]]; then
        for module in "$@"; do
            pattern+=",io/netmonitor/$module/**/*Test,io/netmonitor/$module/**/*IT"
        done
        arguments+=(-pl "$(
            IFS=,
            printf '%s' "$*"
        )" -am "-Dtest=${pattern#,}" -Dsurefire.failIfNoSpecifiedTests=false)
    fi
    (cd "$root" && JAVA_HOME=$jdk mvn "${arguments[@]}" 2>&1) | tee "$root/target/test.log" | show_progress
}

show_progress() {
    local line module='' fetching=''
    while IFS= read -r line; do
        if [[ $line =~ Building\ NetMonitor\ ::\ ([^ ]+).*\[([0-9]+/[0-9]+)\] ]]; then
            module=${BASH_REMATCH[1]}
            printf '%s %s\n' "${BASH_REMATCH[2]}" "$module"
        elif [[ $line =~ Tests\ run:\ ([0-9]+),\ Failures:\ ([0-9]+),\ Errors:\ ([0-9]+),\ Skipped:\ ([0-9]+),\ Time\ elapsed:\ ([0-9.]+)\ s.*\ in\ (.*) ]]; then
            printf '    %-60s %3d tests %8s s%s%s\n' "${BASH_REMATCH[6]#io.netmonitor.}" "${BASH_REMATCH[1]}" \
                "${BASH_REMATCH[5]}" "$(noted failed $((BASH_REMATCH[2] + BASH_REMATCH[3])))" \
                "$(noted skipped "${BASH_REMATCH[4]}")"
        elif [[ $line == *'Downloading from '* && $fetching != "$module." ]]; then
            fetching=$module.
            printf '    fetching libraries\n'
        fi
    done
}

noted() {
    [[ $2 -eq 0 ]] || printf ', %d %s' "$2" "$1"
}

# What Maven itself refuses: sources that do not compile, a wrong format.
show_failures() {
    sed -n -e '/-> \[Help 1\]/q' -e 's/^\[ERROR\] *//p' "$root/target/test.log" |
        awk 'NF && !seen[$0]++' | head -n 40
    printf 'all that Maven said is in %s\n' "$root/target/test.log"
}

# Fails when a test failed, when none ran, and, in CI, when one was skipped for want of a package.
summarize() {
    local reports=("$root"/*/target/surefire-reports/TEST-*.xml)
    [[ -e ${reports[0]} ]] || reports=(/dev/null)
    awk -v ci="${CI:-}" -f "$launcher/summary.awk" "${reports[@]}"
}
