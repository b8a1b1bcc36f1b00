#!/usr/bin/env python3
# SPDX-FileCopyrightText: The NetMonitor authors
# SPDX-License-Identifier: Apache-2.0
"""A node of the old system: takes dispatched tasks, measures with perftrace_cli and pushes to a Pushgateway.

    old_node.py --listen [::]:5555 --pushgateway [::1]:9091 --cli bin/perftrace_cli

It does what old nodes do, with their faults: it reads a task as Python source, splits the message at every +, believes what it
is told, measures one member after the other, and its PUT replaces what other nodes have put into the same group. Standard output
tells what happens, one JSON object a line. Ends when it gets SIGTERM.
"""

import argparse
import ast
import base64
import datetime
import json
import re
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

SUCCESS = "INSERT INTO PerfRecords VALUES"
UNIT_SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600}
MESSAGE_BYTES = 1024
HTTP_SECONDS = 5
CLI_SECONDS = 120

RTT = r"Two way delay:\s+min/aver/max = ([\d.]+)/([\d.]+)/([\d.]+)"
OWD_SD = r"One way delay:\s+Source->Dest: min/aver/max = ([\d.]+)/([\d.]+)/([\d.]+)"
OWD_DS = r"Dest->Source: min/aver/max = ([\d.-]+)/([\d.-]+)/([\d.-]+)"
JITTER_SD = r"One way jitter:\s+Source->Dest: ([\d.]+)"
JITTER_DS = r"Dest->Source: ([\d.]+)"
LOSS = r"Two way packet loss rate:\s+([\d.]+)%"
LOSS_SD = r"One way packet loss rate:\s+Source->Dest: ([\d.]+)%"
LOSS_DS = r"Dest->Source: ([\d.]+)%"
BANDWIDTH = r"final result: ([\d.]+)bps"

SAYING = threading.Lock()


def say(event, **more):
    """One line of standard output."""
    with SAYING:
        print(json.dumps({"event": event, **more}, ensure_ascii=False), flush=True)


def host_and_port(text):
    """10.0.0.1:9091, [::1]:9091 or name:9091."""
    host, _, port = text.rpartition(":")
    return host.strip("[]"), int(port)


def listen(text):
    """A listening socket; [::] takes both families."""
    host, port = host_and_port(text)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    server = socket.socket(family, socket.SOCK_STREAM)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    server.bind((host, port))
    server.listen(16)
    return server


class Gauge:
    """All label sets of one gauge of one job, as the Python client library writes them."""

    def __init__(self, name, help_text):
        self.name = name
        self.help_text = help_text
        self.values = {}

    def set(self, value, **labels):
        self.values[tuple(sorted(labels.items()))] = float(value)

    def text(self):
        lines = ["# HELP %s %s\n" % (self.name, self.help_text), "# TYPE %s gauge\n" % self.name]
        for labels, value in self.values.items():
            inner = ",".join('%s="%s"' % (name, escaped(text)) for name, text in labels)
            lines.append("%s{%s} %s\n" % (self.name, inner, go_float(value)))
        return "".join(lines).encode("utf-8")


def escaped(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')


def go_float(value):
    """From a million on with an exponent; the library always writes a 0 before it."""
    plain = repr(value)
    point = plain.find(".")
    if value > 0 and point > 6:
        digits = (plain[0] + "." + plain[1:point] + plain[point + 1:]).rstrip("0.")
        return "%se+0%d" % (digits, point - 1)
    return plain


def group_path(job):
    """A name with a slash goes in base64."""
    if "/" in job:
        return "/metrics/job@base64/" + base64.urlsafe_b64encode(job.encode("utf-8")).decode("ascii")
    return "/metrics/job/" + urllib.parse.quote_plus(job)


def local_time(text):
    """Times have no zone: this node's own counts."""
    return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M").timestamp()


class Job:
    """One task, from its start to its end."""

    def __init__(self, name, task, member, options):
        self.name = name
        self.me = member
        self.members = sorted(task["testMembers"])
        self.kind = task["taskType"]
        self.start = local_time(task["taskStartTime"])
        self.end = local_time(task["taskEndTime"])
        self.period = int(task["measurementPeriod"]) * UNIT_SECONDS[task["measurementPeriodUnit"]]
        self.gauge = Gauge("netmonitor", "Network performance")
        self.options = options

    def run(self):
        if self.end <= time.time() or self.end <= self.start:
            say("nothing to do", job=self.name)
            return
        time.sleep(max(0, self.start - time.time()))
        while time.time() < self.end:
            began = time.time()
            for member in self.turn():
                self.measure(member)
            say("round", job=self.name, seconds=round(time.time() - began, 3))
            time.sleep(max(0, began + self.period - time.time()))
        say("done", job=self.name)

    def turn(self):
        """Whom this node measures in a round."""
        for member in self.members:
            if member == self.me:
                if self.kind == "Basic":
                    return
            else:
                yield member

    def measure(self, member):
        words = ["-c", "10", "-i", "10ms", "-m", "1"] if self.kind == "Basic" else ["-m", "2"]
        command = shlex.split(self.options.cli) + words + ["-s", member]
        try:
            ran = subprocess.run(
                command, stdin=subprocess.DEVNULL, capture_output=True, timeout=CLI_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as e:
            say("failed", job=self.name, member=member, why=str(e))
            return
        output = ran.stdout.decode("utf-8", "replace")
        if SUCCESS not in output:
            why = ran.stderr.decode("utf-8", "replace").strip()
            say("failed", job=self.name, member=member, status=ran.returncode, why=why)
            return
        say("measured", job=self.name, member=member, values=self.read(output, member))
        self.push()

    def read(self, output, member):
        """Takes what matches into the gauge."""
        there, back = (self.me, member), (member, self.me)
        if self.kind == "Basic":
            wanted = [
                ("RTT", RTT, there, 1), ("OWD", OWD_SD, there, 1), ("OWD", OWD_DS, back, 1),
                ("OW_Jitter", JITTER_SD, there, 1), ("OW_Jitter", JITTER_DS, back, 1),
                ("RT_Loss", LOSS, there, 100), ("OW_Loss", LOSS_SD, there, 100), ("OW_Loss", LOSS_DS, back, 100),
            ]
        else:
            wanted = [("AB", BANDWIDTH, there, 1)]
        values = []
        for metric, pattern, (sip, dip), divisor in wanted:
            found = re.findall(pattern, output)
            if found:
                text = found[0][1] if isinstance(found[0], tuple) else found[0]
                self.gauge.set(float(text) / divisor, sip=sip, dip=dip, metric=metric)
                values.append([metric, sip, dip, float(text) / divisor])
        return values

    def push(self):
        url = "http://" + self.options.pushgateway + group_path(self.name)
        request = urllib.request.Request(url, data=self.gauge.text(), method="PUT")
        request.add_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        try:
            with urllib.request.urlopen(request, timeout=HTTP_SECONDS) as answer:
                say("pushed", job=self.name, status=answer.status)
        except (urllib.error.URLError, OSError) as e:
            say("push failed", job=self.name, why=str(e))


def download(url):
    """The text of the file; what is not ASCII in the URL goes in percent signs."""
    ascii_url = urllib.parse.quote(url, safe="%/:=&?~#+!$,;'@()*[]")
    with urllib.request.urlopen(ascii_url, timeout=HTTP_SECONDS) as answer:
        return answer.read().decode("utf-8")


def take(connection, options):
    """One dispatch: message, download, answer."""
    with connection:
        connection.settimeout(HTTP_SECONDS)
        message = connection.recv(MESSAGE_BYTES).decode("utf-8")
        parts = message.split("+")
        say("dispatched", message=message)
        try:
            text = download(parts[0])
            task = ast.literal_eval(text)
            job = Job(parts[0].split("/")[-1].split(".")[0], task, parts[1], options)
        except Exception as e:  # An old node survives whatever it is sent.
            say("refused", why="%s: %s" % (type(e).__name__, e))
            connection.sendall(b"Failed to download file")
            return
        threading.Thread(target=job.run, daemon=True).start()
        connection.sendall(b"File content parsed successfully")
        say("accepted", job=job.name, member=job.me)


def serve(server, options):
    while True:
        connection, _ = server.accept()
        try:
            take(connection, options)
        except (OSError, UnicodeDecodeError) as e:
            say("dropped", why=str(e))


def main():
    parser = argparse.ArgumentParser(description="A node of the old system.")
    parser.add_argument("--listen", default="[::]:5555", help="where dispatch comes; port 0 takes a free one")
    parser.add_argument("--pushgateway", required=True, help="HOST:PORT, an IPv6 address in brackets")
    parser.add_argument("--cli", default="bin/perftrace_cli", help="the program that measures, words split as by a shell")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    urllib.request.install_opener(urllib.request.build_opener(urllib.request.ProxyHandler({})))
    server = listen(options.listen)
    say("listening", port=server.getsockname()[1])
    serve(server, options)


if __name__ == "__main__":
    main()
