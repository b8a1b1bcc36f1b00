# SPDX-FileCopyrightText: The NetMonitor authors
# SPDX-License-Identifier: Apache-2.0
#
# Reads Surefire's reports, which have one tag a line. Lists each failed and each skipped test with its reason, then
# counts all of them in one line. Fails as `./netmonitor test` promises.

function attribute(name,    rest, start) {
    start = index($0, " " name "=\"")
    if (start == 0) return ""
    rest = substr($0, start + length(name) + 3)
    return plain(substr(rest, 1, index(rest, "\"") - 1))
}

function plain(text) {
    gsub(/&#10;|&#13;|&#9;/, " ", text)
    gsub(/&lt;/, "<", text)
    gsub(/&gt;/, ">", text)
    gsub(/&quot;/, "\"", text)
    gsub(/&apos;/, "'", text)
    gsub(/&amp;/, "\\&", text)
    return text
}

# An assumption that failed has no message; its reason opens the stack trace, behind the name of the exception.
function reason(    text) {
    text = attribute("message")
    if (text == "" && match($0, /<!\[CDATA\[/)) {
        text = substr($0, RSTART + RLENGTH)
        sub(/^[A-Za-z0-9_.$]+: /, "", text)
    }
    sub(/^Assumption failed: /, "", text)
    if (text == "") return "no reason given"
    return length(text) > 300 ? substr(text, 1, 300) "…" : text
}

# What a test printed, and stack traces, are quoted as they were and may look like anything.
FNR == 1 { quoted = 0 }
quoted {
    if (/\]\]>/) quoted = 0
    next
}
/<!\[CDATA\[/ && !/\]\]>/ { quoted = 1 }

/^<testsuite / {
    suite = attribute("name")
    tests[suite] = attribute("tests") + 0
    outer = suite
    while (sub(/\$[^$]*$/, "", outer)) inner[outer] += tests[suite]
}

/^ *<testcase / {
    class = attribute("classname")
    sub(/^io\.netmonitor\./, "", class)
    test = class (attribute("name") == "" ? "" : "." attribute("name"))
    total++
}

/^ *<skipped/ {
    skipped++
    why = reason()
    if (why ~ /package/) lacking++
    print "skipped: " test ": " why
}

/^ *<(failure|error)[ >]/ {
    failed++
    print "failed: " test ": " reason()
}

# When an assumption fails before all tests of a class, Surefire reports a class without tests and without a reason.
function list_empty_suites(    suite) {
    for (suite in tests) {
        if (tests[suite] + inner[suite] == 0) {
            total++
            skipped++
            lacking++
            print "skipped: " suite ": as a whole and without a reason; assume in @BeforeEach, which gives one"
        }
    }
}

END {
    list_empty_suites()
    if (ci == "true" && lacking > 0) print "in CI no test may be skipped for a missing package, or without a reason"
    if (total == 0) print "no test ran"
    printf "%d passed, %d failed, %d skipped\n", total - failed - skipped, failed, skipped
    exit failed > 0 || total == 0 || (ci == "true" && lacking > 0)
}
