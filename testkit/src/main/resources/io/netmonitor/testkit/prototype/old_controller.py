#!/usr/bin/env python3
# SPDX-FileCopyrightText: The NetMonitor authors
# SPDX-License-Identifier: Apache-2.0
"""The controller of the old system: serves a task file, dispatches it to its members, and takes pushes as a Pushgateway does.

    old_controller.py --task task.json --listen [::]:3000 --url-host [::1] --node-port 5555 --pushgateway [::]:9091 --record DIR

Standard output tells what happens, one JSON object a line. GET /metrics at the Pushgateway shows what it holds; --record keeps the
body of each push as NNNN-<job>.body. Ends when it gets SIGTERM, or after the dispatch with --once: then its status is 0 only if
every member has accepted.
"""

import argparse
import base64
import http.server
import json
import os
import re
import signal
import socket
import sys
import threading
import time
import urllib.parse

ANSWER_SECONDS = 10
ACCEPTED = "File content parsed successfully"
SAYING = threading.Lock()


def say(event, **more):
    """One line of standard output."""
    with SAYING:
        print(json.dumps({"event": event, **more}, ensure_ascii=False), flush=True)


def host_and_port(text):
    """10.0.0.1:9091, [::1]:9091 or name:9091."""
    host, _, port = text.rpartition(":")
    return host.strip("[]"), int(port)


class Server(http.server.ThreadingHTTPServer):
    """[::] takes both families."""

    daemon_threads = True

    def __init__(self, listen, handler):
        host, port = host_and_port(listen)
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), handler)

    def server_bind(self):
        if self.address_family == socket.AF_INET6:
            self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = self.server_address[:2]

    def start(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self.server_port


class Quiet(http.server.BaseHTTPRequestHandler):
    """Answers with a length, and logs nothing."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", content_type="text/plain; charset=utf-8"):
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def task_handler(name, content):
    """Serves one task file under its name."""

    class TaskHandler(Quiet):
        def do_GET(self):
            found = urllib.parse.unquote(self.path) == "/%s.json" % name
            say("fetched", path=self.path, found=found, peer=self.client_address[0])
            if found:
                self.answer(200, content, "application/json; charset=UTF-8")
            else:
                self.answer(404)

    return TaskHandler


class Groups:
    """What a Pushgateway holds: by job, then by metric family, the samples as they came."""

    def __init__(self, folder):
        self.folder = folder
        self.lock = threading.Lock()
        self.groups = {}
        self.pushes = 0

    def put(self, job, body, content_type, replace):
        with self.lock:
            self.pushes += 1
            if self.folder:
                with open(os.path.join(self.folder, "%04d-%s.body" % (self.pushes, job.replace("/", "_"))), "wb") as f:
                    f.write(body)
            families = read_text(body) if content_type.startswith("text/plain") else {"": body}
            if replace:
                self.groups[job] = families
            else:
                self.groups.setdefault(job, {}).update(families)
            return self.pushes

    def delete(self, job):
        with self.lock:
            return self.groups.pop(job, None) is not None

    def text(self):
        """With the job as a label, as a scrape would see it."""
        lines = []
        with self.lock:
            for job, families in sorted(self.groups.items()):
                label = 'job="%s"' % job.replace("\\", "\\\\").replace('"', '\\"')
                for samples in families.values():
                    if isinstance(samples, bytes):
                        lines.append("# %s: %d bytes that are not text\n" % (label, len(samples)))
                        continue
                    for name, labels, value in samples:
                        lines.append("%s{%s} %s\n" % (name, ",".join(filter(None, [label, labels])), value))
        return "".join(lines).encode("utf-8")


SAMPLE = re.compile(r'^([A-Za-z_:][\w:]*)(?:\{((?:[^"}]|"(?:[^"\\]|\\.)*")*)\})? (\S+)$')


def read_text(body):
    """Samples by name; a line that is none is refused, as the real one does."""
    families = {}
    text = body.decode("utf-8")
    if text and not text.endswith("\n"):
        raise ValueError("the last line has no end")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            match = SAMPLE.match(line)
            if not match:
                raise ValueError("no sample: " + line)
            float(match.group(3))
            families.setdefault(match.group(1), []).append(match.groups(""))
    return families


def gateway_handler(groups):
    class GatewayHandler(Quiet):
        def job(self):
            match = re.fullmatch(r"/metrics/job(@base64)?/([^/]+)", self.path)
            if not match:
                return None
            if match.group(1):
                return base64.urlsafe_b64decode(match.group(2) + "==").decode("utf-8")
            return urllib.parse.unquote_plus(match.group(2))

        def push(self, replace):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            job = self.job()
            if job is None:
                self.answer(404)
                return
            try:
                number = groups.put(job, body, self.headers.get("Content-Type", "text/plain"), replace)
            except ValueError as e:
                say("bad push", job=job, why=str(e))
                self.answer(400, str(e).encode("utf-8"))
                return
            say("pushed", job=job, number=number, bytes=len(body), peer=self.client_address[0])
            self.answer(200)

        def do_PUT(self):
            self.push(True)

        def do_POST(self):
            self.push(False)

        def do_DELETE(self):
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            job = self.job()
            say("deleted", job=job, existed=groups.delete(job))
            self.answer(202)

        def do_GET(self):
            self.answer(200, groups.text()) if self.path == "/metrics" else self.answer(404)

    return GatewayHandler


def dispatch(member, url, port):
    """One connection; what the node answers, or why it does not."""
    try:
        with socket.create_connection((member, port), timeout=ANSWER_SECONDS) as connection:
            connection.settimeout(ANSWER_SECONDS)
            connection.sendall(("%s+%s" % (url, member)).encode("utf-8"))
            answer = b""
            while len(answer) < 1024:
                more = connection.recv(1024 - len(answer))
                if not more:
                    break
                answer += more
            return answer.decode("utf-8", "replace"), None
    except OSError as e:
        return None, str(e)


def dispatch_all(task, url, options):
    accepted = True
    for index, member in enumerate(task["testMembers"]):
        if index:
            time.sleep(options.between)
        answer, why = dispatch(member, url, options.node_port)
        say("answered", member=member, answer=answer, why=why)
        accepted = accepted and answer == ACCEPTED
    return accepted


def main():
    parser = argparse.ArgumentParser(description="The controller of the old system.")
    parser.add_argument("--task", help="task file; without one it only takes pushes")
    parser.add_argument("--listen", default="[::]:3000", help="where the task file is served; port 0 takes a free one")
    parser.add_argument("--url-host", default="[::1]", help="this host as nodes reach it, an IPv6 address in brackets")
    parser.add_argument("--node-port", type=int, default=5555)
    parser.add_argument("--between", type=float, default=7, help="seconds between members")
    parser.add_argument("--pushgateway", help="where pushes come; none without")
    parser.add_argument("--record", help="folder for the bodies of pushes")
    parser.add_argument("--once", action="store_true", help="end after the dispatch")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    ports = {}
    if options.pushgateway:
        ports["pushgateway"] = Server(options.pushgateway, gateway_handler(Groups(options.record))).start()
    accepted = True
    if options.task:
        with open(options.task, "rb") as f:
            content = f.read()
        task = json.loads(content)
        ports["http"] = Server(options.listen, task_handler(task["taskName"], content)).start()
        say("listening", **ports)
        url = "http://%s:%d/%s.json" % (options.url_host, ports["http"], task["taskName"])
        accepted = dispatch_all(task, url, options)
        say("dispatched", accepted=accepted)
    else:
        say("listening", **ports)
    while not options.once:
        signal.pause()
    return 0 if accepted else 1


if __name__ == "__main__":
    sys.exit(main())
