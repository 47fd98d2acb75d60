"""Client of Redis with Sentinel for Squall: it asks the node's sentinel for the master, and sends the request there.

--ready HOST PORT COUNT asks a sentinel if it knows all nodes; --leads HOST PORT asks a server if it is a master.
"""
import socket
import sys

sys.path.insert(0, "..")
from squall_client import NO_SUCH_KEY, OTHER_VALUE, Refused, serve

REFUSALS = ("READONLY", "LOADING", "MASTERDOWN", "NOREPLICAS", "MISCONF")
COMPARE_AND_SET = """
local found = redis.call('GET', KEYS[1])
if not found then return -1 end
if found ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
return 1
"""
nodes, streams = {}, {}


class Stream:
    """A connection that speaks RESP, the protocol of Redis."""

    def __init__(self, host, port):
        self.socket = socket.create_connection((host, int(port)), timeout=1)
        self.lines = self.socket.makefile("rb")

    def ask(self, *words):
        words = [str(word).encode() for word in words]
        self.socket.sendall(b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(it), it) for it in words))
        return self.reply()

    def reply(self):
        line = self.lines.readline()
        if not line.endswith(b"\r\n"):
            raise ConnectionError("the server closed the connection")
        kind, rest = line[:1], line[1:-2].decode()
        if kind == b"-":
            raise Refused(rest) if rest.startswith(REFUSALS) else OSError(rest)
        if kind == b"$":
            return None if rest == "-1" else self.lines.read(int(rest) + 2)[:-2].decode()
        if kind == b"*":
            return None if rest == "-1" else [self.reply() for _ in range(int(rest))]
        return rest


def ask(node, port, *words):
    if (node, port) not in streams:
        streams[node, port] = Stream(nodes[node]["host"], nodes[node]["ports"][port])
    try:
        return streams[node, port].ask(*words)
    except Refused:
        raise
    except Exception:
        streams.pop((node, port)).socket.close()
        raise


def master(node):
    try:
        address = ask(node, "sentinel", "SENTINEL", "GET-MASTER-ADDR-BY-NAME", "squall")[0]
    except OSError as problem:
        raise Refused("no sentinel: " + str(problem))  # the request was not sent to a server
    return next(name for name, place in nodes.items() if place["address"] == address)


def carry_out(node, body):
    kind, key = body["type"], body.get("key", "set")
    server = master(node)
    if kind == "read" and "key" not in body:
        return {"type": "read_ok", "value": [int(each) for each in ask(server, "server", "SMEMBERS", "set")]}
    if kind == "read":
        value = ask(server, "server", "GET", key)
        if value is None:
            raise Refused("no such key", NO_SUCH_KEY)
        return {"type": "read_ok", "value": int(value)}
    if kind == "write":
        ask(server, "server", "SET", key, body["value"])
    elif kind == "add":
        ask(server, "server", "SADD", "set", body["element"])
    else:
        outcome = int(ask(server, "server", "EVAL", COMPARE_AND_SET, 1, key, body["from"], body["to"]))
        if outcome < 0:
            raise Refused("no such key", NO_SUCH_KEY)
        if outcome == 0:
            raise Refused("another value", OTHER_VALUE)
    return {"type": kind + "_ok"}


def knows_all(host, port, count):
    sentinel = Stream(host, port)
    sentinel.ask("SENTINEL", "DEBUG", "INFO-PERIOD", "1000")  # by default it asks for replicas every ten seconds
    fields = sentinel.ask("SENTINEL", "MASTER", "squall")
    known = dict(zip(fields[::2], fields[1::2]))
    others = str(int(count) - 1)
    return known["num-slaves"] == others and known["num-other-sentinels"] == others


if sys.argv[1:2] == ["--ready"]:
    sys.exit(0 if knows_all(*sys.argv[2:]) else 1)
elif sys.argv[1:2] == ["--leads"]:
    sys.exit(0 if Stream(*sys.argv[2:]).ask("ROLE")[0] == "master" else 1)
else:
    serve(carry_out, lambda workload, all_nodes, options: nodes.update(all_nodes))
