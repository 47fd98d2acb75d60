"""Client of a replicated key-value bucket of NATS for Squall's lin-kv, in NATS' own text protocol.

--ready HOST PORT asks a server's monitor; --set-up HOST PORT COUNT creates the bucket.
"""
import base64
import json
import socket
import sys
import time
import urllib.request

sys.path.insert(0, "..")
from squall_client import NO_SUCH_KEY, OTHER_VALUE, Refused, serve

STREAM = "KV_squall"
SUBJECT = "$KV.squall."
WRONG_SEQUENCE = 10071
SET_UP_SECONDS_MAX = 60
nodes, connections, settings = {}, {}, {"reads": "direct"}


class Connection:
    """A connection to one server, with one request open at a time."""

    def __init__(self, host, port):
        self.socket = socket.create_connection((host, int(port)), timeout=1)
        self.lines = self.socket.makefile("rb")
        self.lines.readline()  # the server's INFO
        options = {"verbose": False, "headers": True, "no_responders": True, "lang": "python", "version": "1"}
        self.socket.sendall(b"CONNECT %s\r\n" % json.dumps(options).encode())
        self.socket.sendall(b"PING\r\n")
        while self.lines.readline() != b"PONG\r\n":
            pass
        self.inbox = "inbox-%d-%d" % (time.time_ns(), id(self))
        self.socket.sendall(b"SUB %s.* 2\r\n" % self.inbox.encode())
        self.requests = 0

    def ask(self, subject, payload=b"", headers=b""):
        """Returns headers and payload of the reply."""
        self.requests += 1
        reply_to = "%s.%d" % (self.inbox, self.requests)
        if headers:
            words = "HPUB %s %s %d %d\r\n" % (subject, reply_to, len(headers), len(headers) + len(payload))
        else:
            words = "PUB %s %s %d\r\n" % (subject, reply_to, len(payload))
        self.socket.sendall(words.encode() + headers + payload + b"\r\n")
        while True:
            words = self.lines.readline().decode().split()
            if not words:
                raise ConnectionError("the server closed the connection")
            if words[0] == "PING":
                self.socket.sendall(b"PONG\r\n")
            elif words[0] in ("MSG", "HMSG"):
                header_bytes = int(words[-2]) if words[0] == "HMSG" else 0
                content = self.lines.read(int(words[-1]) + 2)[:-2]
                if words[1] == reply_to:  # replies to earlier requests, which timed out, are dropped
                    return content[:header_bytes].decode(), content[header_bytes:]
            elif words[0] == "-ERR":
                raise OSError(" ".join(words))


def ask(node, *words):
    if node not in connections:
        connections[node] = Connection(nodes[node]["host"], nodes[node]["ports"]["client"])
    try:
        return connections[node].ask(*words)
    except Exception:
        connections.pop(node).socket.close()
        raise


def get(node, key):
    """Returns the value and its sequence number."""
    if settings["reads"] == "direct":
        headers, value = ask(node, "$JS.API.DIRECT.GET.%s.%s%s" % (STREAM, SUBJECT, key))
        status = headers.splitlines()[0].split()
        if status[1:2] == ["404"]:
            raise Refused("no such key", NO_SUCH_KEY)
        if len(status) > 1:
            raise OSError(headers)
        fields = dict(line.split(": ", 1) for line in headers.splitlines()[1:] if line)
        return int(value), int(fields["Nats-Sequence"])
    request = json.dumps({"last_by_subj": SUBJECT + str(key)}).encode()
    headers, content = ask(node, "$JS.API.STREAM.MSG.GET." + STREAM, request)
    reply = json.loads(content) if content else {"error": headers}
    if "error" in reply:
        if "10037" in str(reply["error"]):
            raise Refused("no such key", NO_SUCH_KEY)
        raise OSError(reply["error"])
    return int(base64.b64decode(reply["message"]["data"])), reply["message"]["seq"]


def put(node, key, value, headers=b""):
    headers, content = ask(node, SUBJECT + str(key), str(value).encode(), headers)
    reply = json.loads(content) if content else {"error": headers}
    if "error" not in reply:
        return
    if isinstance(reply["error"], dict) and reply["error"].get("err_code") == WRONG_SEQUENCE:
        raise Refused("another version", OTHER_VALUE)
    raise OSError(reply["error"])


def carry_out(node, body):
    kind, key = body["type"], body["key"]
    if kind == "read":
        return {"type": "read_ok", "value": get(node, key)[0]}
    if kind == "write":
        put(node, key, body["value"])
    else:
        value, sequence = get(node, key)
        if value != body["from"]:
            raise Refused("another value", OTHER_VALUE)
        put(node, key, body["to"], b"NATS/1.0\r\nNats-Expected-Last-Subject-Sequence: %d\r\n\r\n" % sequence)
    return {"type": kind + "_ok"}


def start(workload, all_nodes, options):
    nodes.update(all_nodes)
    settings.update(options)


def set_up(host, port, replicas):
    stream = {"name": STREAM, "subjects": [SUBJECT + ">"], "num_replicas": int(replicas), "max_msgs_per_subject": 1,
              "allow_direct": True, "allow_rollup_hdrs": True, "discard": "new", "storage": "file"}
    deadline = time.monotonic() + SET_UP_SECONDS_MAX
    while True:
        try:
            headers, content = Connection(host, port).ask("$JS.API.STREAM.CREATE." + STREAM, json.dumps(stream).encode())
            reply = json.loads(content) if content else {"error": headers}
        except OSError as problem:
            reply = {"error": repr(problem)}
        if "error" not in reply:
            return
        if time.monotonic() > deadline:
            sys.exit("the bucket cannot be created: %s" % reply["error"])
        time.sleep(0.2)


def is_ready(host, port):
    with urllib.request.urlopen("http://%s:%s/healthz" % (host, port), timeout=1) as reply:
        return json.load(reply)["status"] == "ok"


if sys.argv[1:2] == ["--ready"]:
    sys.exit(0 if is_ready(*sys.argv[2:]) else 1)
elif sys.argv[1:2] == ["--set-up"]:
    set_up(*sys.argv[2:])
else:
    serve(carry_out, start)
