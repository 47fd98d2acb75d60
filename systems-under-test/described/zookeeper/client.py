"""Client of ZooKeeper for Squall's registers, with kazoo (Debian: python3-kazoo). Each process has one session a node.

--mode MODES HOST PORT asks a server if it is in one of these modes.
"""
import socket
import sys

sys.path.insert(0, "..")
from squall_client import NO_SUCH_KEY, OTHER_VALUE, Refused, serve

nodes, sessions, synced = {}, {}, False


def session(node):
    from kazoo.client import KazooClient
    from kazoo.handlers.threading import KazooTimeoutError
    if node not in sessions:
        place = nodes[node]
        client = KazooClient(hosts="%s:%d" % (place["host"], place["ports"]["client"]), timeout=2, connection_retry=None,
                             command_retry={"max_tries": 0})
        try:
            client.start(timeout=0.7)
        except KazooTimeoutError as problem:
            client.stop()
            client.close()
            raise Refused("no session: " + repr(problem))
        sessions[node] = client
    if not sessions[node].connected:
        sessions.pop(node).stop()
        raise Refused("the session is suspended")
    return sessions[node]


def done(handle):
    return handle.get(timeout=0.9)


def read(client, path):
    from kazoo.exceptions import NoNodeError
    if synced:
        done(client.sync_async(path))
    try:
        return done(client.get_async(path))
    except NoNodeError:
        raise Refused("no such key", NO_SUCH_KEY)


def write(client, path, value):
    from kazoo.exceptions import NodeExistsError, NoNodeError
    try:
        done(client.set_async(path, value))
    except NoNodeError:
        try:
            done(client.create_async(path, value))
        except NodeExistsError:
            done(client.set_async(path, value))


def carry_out(node, body):
    from kazoo.exceptions import BadVersionError
    client = session(node)
    kind, path = body["type"], "/key-%s" % body["key"]
    if kind == "read":
        return {"type": "read_ok", "value": int(read(client, path)[0])}
    if kind == "write":
        write(client, path, str(body["value"]).encode())
    else:
        value, state = read(client, path)
        if int(value) != body["from"]:
            raise Refused("another value", OTHER_VALUE)
        try:
            done(client.set_async(path, str(body["to"]).encode(), version=state.version))
        except BadVersionError:
            raise Refused("another version", OTHER_VALUE)
    return {"type": kind + "_ok"}


def start(workload, all_nodes, options):
    global synced
    nodes.update(all_nodes)
    synced = options["sync"] == "true"


def mode(host, port):
    with socket.create_connection((host, int(port)), timeout=1) as connection:
        connection.sendall(b"srvr")
        for line in connection.makefile("r"):
            if line.startswith("Mode: "):
                return line.split()[1]


if sys.argv[1:2] == ["--mode"]:
    sys.exit(0 if mode(*sys.argv[3:]) in sys.argv[2].split() else 1)
else:
    serve(carry_out, start)
