"""Client of server.py for Squall's lin-kv: requests on standard input, replies on standard output, a JSON object a line."""
import json, socket, sys

nodes, streams = {}, {}


def ask(node, command):
    if node not in streams:
        place = nodes[node]
        connection = socket.create_connection((place["host"], place["ports"]["client"]), timeout=1)
        streams[node] = connection.makefile("rw")
    stream = streams[node]
    stream.write(json.dumps(command) + "\n")
    stream.flush()
    line = stream.readline()
    if not line:
        raise ConnectionError("the server closed the connection")
    return json.loads(line)


def reply_to(node, body):
    kind, key = body["type"], body["key"]
    if kind == "read":
        result = ask(node, ["get", key])
    elif kind == "write":
        result = ask(node, ["put", key, body["value"]])
    else:
        result = ask(node, ["cas", key, body["from"], body["to"]])
    if result[0] == "missing":
        return {"type": "error", "code": 20, "text": "no such key"}
    if result[0] == "differs":
        return {"type": "error", "code": 22, "text": "another value"}
    return {"type": kind + "_ok", "value": result[1]} if kind == "read" else {"type": kind + "_ok"}


for line in sys.stdin:
    message = json.loads(line)
    body = message["body"]
    if body["type"] == "init":
        nodes = body["nodes"]
        print(json.dumps({"body": {"type": "init_ok", "in_reply_to": body["msg_id"]}}), flush=True)
        continue
    node = message["dest"]
    try:
        reply = reply_to(node, body)
    except ConnectionRefusedError as problem:
        reply = {"type": "error", "code": 11, "text": str(problem)}
    except (OSError, ValueError) as problem:
        streams.pop(node, None)
        reply = {"type": "error", "code": 13, "text": str(problem)}
    reply["in_reply_to"] = body["msg_id"]
    print(json.dumps({"body": reply}), flush=True)
