#!/usr/bin/env python3
"""A node that does nothing but answer, and reports the facts that its arguments give, as JSON, once at the node n1."""
import json
import sys


def say(src, dest, body):
    print(json.dumps({"src": src, "dest": dest, "body": body}), flush=True)


facts = [json.loads(fact) for fact in sys.argv[1:]]
me = None
for line in sys.stdin:
    message = json.loads(line)
    request = message["body"]
    reply = {"type": request["type"] + "_ok", "in_reply_to": request["msg_id"]}
    if request["type"] == "init":
        me = request["node_id"]
    elif me == "n1":
        for fact in facts:
            say(me, "squall", {"type": "squall_fact", "fact": fact})
        facts = []
    if request["type"] == "send":
        sent = {"type": "sent", "to": request["to"], "message": request["message"], "timestamp": request["msg_id"]}
        say(me, "squall", {"type": "squall_fact", "fact": sent})
    if request["type"] == "broadcast":
        say(me, "squall", {"type": "squall_fact", "fact": {"type": "broadcast", "message": request["message"]}})
    reply.update({"timestamp": None, "messages": []} if request["type"] in ("event", "read") else {})
    say(me, message["src"], reply)
