"""What the nodes of these tests share: Maelstrom's protocol on standard input and output."""

import json
import sys

me = None
nodes = []


def say(dest, body):
    print(json.dumps({"src": me, "dest": dest, "body": body}), flush=True)


def reply(request, body):
    say(request["src"], {**body, "in_reply_to": request["body"]["msg_id"]})


def hear():
    line = sys.stdin.readline()
    if not line:
        sys.exit(0)
    return json.loads(line)


def init():
    global me, nodes
    request = hear()
    me, nodes = request["body"]["node_id"], request["body"]["node_ids"]
    reply(request, {"type": "init_ok"})


class Register:
    """The registers of lin-kv, in memory."""

    def __init__(self):
        self.values = {}

    def answer(self, body):
        key = body["key"]
        if body["type"] == "write":
            self.values[key] = body["value"]
            return {"type": "write_ok"}
        if key not in self.values:
            return {"type": "error", "code": 20, "text": "no such key"}
        if body["type"] == "read":
            return {"type": "read_ok", "value": self.values[key]}
        if self.values[key] != body["from"]:
            return {"type": "error", "code": 22, "text": "another value is in place"}
        self.values[key] = body["to"]
        return {"type": "cas_ok"}
