# shellcheck shell=bash
# SPDX-FileCopyrightText: The NetMonitor authors
# SPDX-License-Identifier: Apache-2.0

readonly jdk_release=25

# Sets jdk to the folder of a JDK 25, else of a newer one. Versions are read from the file "release": asking java
# itself would cost 50 ms and more for each candidate.
find_jdk() {
    jdk=
    local newer='' candidate from_path
    from_path=$(home_of_java_on_path)
    for candidate in \
        "${JAVA_HOME:-}" \
        "$from_path" \
        /usr/lib/jvm/* \
        /opt/* /opt/java/* \
        "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* \
        "${HOME:-}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
        jdk_major "$candidate"
        if [[ $major -ge $jdk_release && $candidate == "${JAVA_HOME:-}" || $major -eq $jdk_release ]]; then
            jdk=$candidate
            return
        elif [[ $major -gt $jdk_release && -z $newer ]]; then
            newer=$candidate
        fi
    done
    jdk=$newer
    [[ -n $jdk ]] || fail "needs a JDK $jdk_release or newer: get one from https://adoptium.net and set JAVA_HOME to it"
}

# Sets major to the release of the JDK in a folder, 0 when there is none.
jdk_major() {
    major=0
    [[ -n $1 && -x $1/bin/javac && -r $1/release ]] || return 0
    local line
    while IFS= read -r line || [[ -n $line ]]; do
        if [[ $line =~ ^JAVA_VERSION=\"([0-9]+) ]]; then
            major=${BASH_REMATCH[1]}
            return 0
        fi
    done <"$1/release"
}

home_of_java_on_path() {
    local java folder
    java=$(command -v java) || return 0
    while [[ -L $java ]]; do
        folder=${java%/*}
        java=$(readlink "$java")
        [[ $java == /* ]] || java=$folder/$java
    done
    printf '%s' "${java%/bin/java}"
}
