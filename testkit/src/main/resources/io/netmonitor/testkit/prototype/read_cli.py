#!/usr/bin/env python3
# SPDX-FileCopyrightText: The NetMonitor authors
# SPDX-License-Identifier: Apache-2.0
"""Runs a perftrace_cli command line and reads its output as scripts in the field do.

    read_cli.py [--timeout S] [--allow-lost] -- bin/perftrace_cli -c 10 -i 10ms -m 1 -s 10.77.0.2

Prints the values as JSON. Status 0: all is as it should be; 1: the program failed; 2: a pattern that must match does not,
or a value is nonsense, and standard error says which.
"""

import argparse
import json
import re
import subprocess
import sys

SUCCESS = "INSERT INTO PerfRecords VALUES"
LOST = "All probe packets are lost"

# The patterns as they stand in the field, and the names of their groups here.
PATTERNS = {
    "rtt": (r"Two way delay:\s+min/aver/max = ([\d.]+)/([\d.]+)/([\d.]+)", ("min", "mean", "max")),
    "owd_sd": (r"One way delay:\s+Source->Dest: min/aver/max = ([\d.]+)/([\d.]+)/([\d.]+)", ("min", "mean", "max")),
    "owd_ds": (r"Dest->Source: min/aver/max = ([\d.-]+)/([\d.-]+)/([\d.-]+)", ("min", "mean", "max")),
    "jitter": (r"Two way jitter:\s+([\d.]+)", ()),
    "jitter_sd": (r"One way jitter:\s+Source->Dest: ([\d.]+)", ()),
    "jitter_ds": (r"Dest->Source: ([\d.]+)", ()),
    "loss": (r"Two way packet loss rate:\s+([\d.]+)%", ()),
    "loss_sd": (r"One way packet loss rate:\s+Source->Dest: ([\d.]+)%", ()),
    "loss_ds": (r"Dest->Source: ([\d.]+)%", ()),
    "bandwidth": (r"final result: ([\d.]+)bps", ()),
}
BASIC_DELAYS = ("rtt", "owd_sd", "owd_ds", "jitter", "jitter_sd", "jitter_ds")
BASIC_LOSSES = ("loss", "loss_sd", "loss_ds")

# Every column of the record: NULL, text in quotes, a whole number, or one with decimals.
RECORD = re.compile(
    r"^INSERT INTO PerfRecords VALUES\(NULL, '((?:[^']|'')*)', (\d{16}), '([^']*)', '([^']*)', ([12]), "
    + r", ".join([r"(NULL|-?\d+(?:\.\d+)?)"] * 11)
    + r"\);\s*$",
    re.MULTILINE,
)
RECORD_FIELDS = (
    "owd_sd", "owd_ds", "rtt", "jitter_sd", "jitter_ds", "jitter_rtt",
    "loss_sd", "loss_ds", "loss_rtt", "abw_sd", "abw_ds",
)


def first(output, name):
    """The first match of a pattern: a number, numbers by name, or None."""
    pattern, names = PATTERNS[name]
    found = re.findall(pattern, output)
    if not found:
        return None
    if names:
        return {key: float(value) for key, value in zip(names, found[0])}
    return float(found[0])


def read(output, mode, faults):
    """The values that scripts would read, by name."""
    values = {}
    if mode == 2:
        values["bandwidth"] = first(output, "bandwidth")
        if values["bandwidth"] is None:
            faults.append("no match: " + PATTERNS["bandwidth"][0])
        if len(re.findall(PATTERNS["bandwidth"][0], output)) > 1:
            faults.append("final result stands more than once")
        return values
    values["all_lost"] = LOST in output
    for name in BASIC_DELAYS + BASIC_LOSSES:
        if values["all_lost"] and name in BASIC_DELAYS:
            continue
        values[name] = first(output, name)
        if values[name] is None and not negative_delay(output, name):
            faults.append("no match: " + PATTERNS[name][0])
    for name in ("rtt", "owd_sd", "owd_ds"):
        value = values.get(name)
        if value is not None and not value["min"] <= value["mean"] <= value["max"]:
            faults.append("%s is out of order: %s" % (name, value))
    return values


def negative_delay(output, name):
    """Unsynchronised clocks: the original prints such a delay, and scripts do not find it."""
    return name == "owd_sd" and re.search(r"Source->Dest: min/aver/max = [\d./]*-", output) is not None


def read_record(output, mode, faults):
    """The record by column."""
    if output.count(SUCCESS) != 1:
        faults.append("%s stands %d times" % (SUCCESS, output.count(SUCCESS)))
    match = RECORD.search(output)
    if not match:
        faults.append("the record is not as it should be")
        return None
    record = dict(zip(("task", "time_us", "source", "dest", "mode"), match.groups()[:5]))
    record["time_us"], record["mode"] = int(record["time_us"]), int(record["mode"])
    for name, text in zip(RECORD_FIELDS, match.groups()[5:]):
        record[name] = None if text == "NULL" else float(text)
    if record["mode"] != mode:
        faults.append("the record's mode is %d" % record["mode"])
    check_columns(match.groups()[5:], mode, faults)
    return record


def check_columns(texts, mode, faults):
    """Basic: whole us, then %.3f, then %.6f. AB: whole us, jitter %.3f, loss %.6f, rate %f; the others NULL."""
    whole, thousandths, millionths = r"-?\d+", r"\d+\.\d{3}", r"\d+\.\d{6}"
    if mode == 1:
        shapes = [whole] * 3 + [thousandths] * 3 + [millionths] * 3 + ["NULL"] * 2
        shapes = [shape + "|NULL" for shape in shapes[:6]] + shapes[6:]
    else:
        shapes = [whole, "NULL", "NULL", thousandths, "NULL", "NULL", millionths, "NULL", "NULL", millionths, "NULL"]
    for name, text, shape in zip(RECORD_FIELDS, texts, shapes):
        if not re.fullmatch(shape, text):
            faults.append("the record's %s is %s" % (name, text))


def mode_of(command):
    """What -m says; 1 if nothing does."""
    for index, word in enumerate(command):
        if word == "-m" and index + 1 < len(command):
            return int(command[index + 1])
        if re.fullmatch(r"-m[12]", word):
            return int(word[2:])
    return 1


def main():
    parser = argparse.ArgumentParser(description="Reads what perftrace_cli prints, as scripts in the field do.")
    parser.add_argument("--timeout", type=float, default=120, help="seconds to wait for the program")
    parser.add_argument("--allow-lost", action="store_true", help="all probes may be lost")
    parser.add_argument("command", nargs="+", help="the command line, behind --")
    options = parser.parse_args()
    ran = subprocess.run(
        options.command, stdin=subprocess.DEVNULL, capture_output=True, timeout=options.timeout, check=False
    )
    output = ran.stdout.decode("utf-8")
    if ran.returncode != 0:
        sys.stderr.write(ran.stderr.decode("utf-8", "replace"))
        print(json.dumps({"status": ran.returncode, "stderr": ran.stderr.decode("utf-8", "replace")}))
        return 1
    faults = []
    mode = mode_of(options.command)
    values = read(output, mode, faults)
    record = read_record(output, mode, faults)
    if values.get("all_lost") and not options.allow_lost:
        faults.append(LOST)
    print(json.dumps({"status": 0, "mode": mode, "values": values, "record": record, "faults": faults}))
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        sys.stderr.write(output)
    return 2 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
