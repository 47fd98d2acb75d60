"""Client of etcd for Squall's lin-kv, by the JSON gateway. --ready and --leads HOST PORT test a node."""
import base64
import http.client
import json
import sys

sys.path.insert(0, "..")
from squall_client import NO_SUCH_KEY, OTHER_VALUE, Refused, serve

nodes, connections, serializable = {}, {}, False


def encode(value):
    return base64.b64encode(json.dumps(value).encode()).decode()


def decode(pair):
    return json.loads(base64.b64decode(pair["value"]))


def post(connection, path, body):
    connection.request("POST", "/v3/" + path, json.dumps(body))
    reply = connection.getresponse()
    found = json.loads(reply.read())
    if reply.status != 200:
        raise OSError(found)
    return found


def ask(node, path, body):
    if node not in connections:
        connection = http.client.HTTPConnection(nodes[node]["host"], nodes[node]["ports"]["client"], timeout=1)
        connection.connect()  # a refusal is told apart from a lost reply
        connections[node] = connection
    try:
        return post(connections[node], path, body)
    except Exception:
        connections.pop(node).close()
        raise


def carry_out(node, body):
    kind, key = body["type"], encode(body["key"])
    if kind == "read":
        pairs = ask(node, "kv/range", {"key": key, "serializable": serializable}).get("kvs")
        if not pairs:
            raise Refused("no such key", NO_SUCH_KEY)
        return {"type": "read_ok", "value": decode(pairs[0])}
    if kind == "write":
        ask(node, "kv/put", {"key": key, "value": encode(body["value"])})
        return {"type": "write_ok"}
    found = ask(node, "kv/txn", {
        "compare": [{"key": key, "target": "VALUE", "result": "EQUAL", "value": encode(body["from"])}],
        "success": [{"requestPut": {"key": key, "value": encode(body["to"])}}],
        "failure": [{"requestRange": {"key": key}}],
    })
    if found.get("succeeded"):
        return {"type": "cas_ok"}
    exists = found["responses"][0]["response_range"].get("kvs")
    raise Refused("another value", OTHER_VALUE) if exists else Refused("no such key", NO_SUCH_KEY)


def start(workload, all_nodes, options):
    global serializable
    nodes.update(all_nodes)
    serializable = options["reads"] == "serializable"


def status(host, port):
    return post(http.client.HTTPConnection(host, int(port), timeout=1), "maintenance/status", {})


if sys.argv[1:2] == ["--ready"]:
    sys.exit(0 if status(*sys.argv[2:]).get("leader", "0") != "0" else 1)
elif sys.argv[1:2] == ["--leads"]:
    found = status(*sys.argv[2:])
    sys.exit(0 if found["leader"] == found["header"]["member_id"] else 1)
else:
    serve(carry_out, start)
