#!/usr/bin/env python3
"""A FIFO link over a network that loses, duplicates and reorders (lecture 2.3), as a node for Squall.

Without an argument the link is sound. An argument leaves one step out: send-once, deliver-twice, no-order, or
no-journal.
"""
import json
import select
import sys
import time

FLAW = sys.argv[1] if len(sys.argv) > 1 else ""
RETRANSMIT_SECONDS = 0.1

me = None
next_to_send = {}  # by receiver: number of the next message
unacknowledged = {}  # by receiver: messages by number
next_to_deliver = {}  # by sender: number of the next message
hold_back = {}  # by sender: messages by number


def say(dest, body):
    print(json.dumps({"src": me, "dest": dest, "body": body}), flush=True)


def reply(request, body):
    say(request["src"], dict(body, in_reply_to=request["body"]["msg_id"]))


def journal(fact):
    if FLAW != "no-journal":
        say("squall", {"type": "squall_fact", "fact": fact})


def on_send(request):
    to, message = request["body"]["to"], request["body"]["message"]
    journal({"type": "sent", "to": to, "message": message})
    number = next_to_send.get(to, 0)
    next_to_send[to] = number + 1
    unacknowledged.setdefault(to, {})[number] = message
    transmit(to, number, message)
    if FLAW == "send-once":
        del unacknowledged[to][number]
    reply(request, {"type": "send_ok"})


def transmit(to, number, message):
    say(to, {"type": "data", "number": number, "message": message})


def on_flush(request):
    if any(unacknowledged.values()):
        reply(request, {"type": "error", "code": 11, "text": "not every message is acknowledged"})
    else:
        reply(request, {"type": "flush_ok"})


def on_data(sender, number, message):
    say(sender, {"type": "ack", "number": number})
    expected = next_to_deliver.get(sender, 0)
    held = hold_back.setdefault(sender, {})
    if FLAW == "deliver-twice":
        deliver(sender, message)
    elif FLAW == "no-order":
        if number not in held:
            held[number] = message
            deliver(sender, message)
    elif number >= expected:
        held[number] = message
        while expected in held:
            deliver(sender, held.pop(expected))
            expected += 1
        next_to_deliver[sender] = expected


def deliver(sender, message):
    journal({"type": "delivered", "from": sender, "message": message})


def receive(message):
    global me
    body, sender = message["body"], message["src"]
    if body["type"] == "init":
        me = body["node_id"]
        reply(message, {"type": "init_ok"})
    elif body["type"] == "send":
        on_send(message)
    elif body["type"] == "flush":
        on_flush(message)
    elif body["type"] == "data":
        on_data(sender, body["number"], body["message"])
    elif body["type"] == "ack":
        unacknowledged.get(sender, {}).pop(body["number"], None)


def retransmit():
    for to, messages in unacknowledged.items():
        for number, message in list(messages.items())[:100]:
            transmit(to, number, message)


def lines():
    """Yields each line of standard input, and None when it is time to retransmit."""
    rest = b""
    while True:
        ready, _, _ = select.select([0], [], [], RETRANSMIT_SECONDS)
        if not ready:
            yield None
            continue
        chunk = sys.stdin.buffer.raw.read(1 << 16)
        if not chunk:
            return
        *complete, rest = (rest + chunk).split(b"\n")
        yield from complete


def main():
    last = 0.0
    for line in lines():
        if line is not None:
            receive(json.loads(line))
        now = time.monotonic()
        if now - last >= RETRANSMIT_SECONDS:
            last = now
            retransmit()


main()
