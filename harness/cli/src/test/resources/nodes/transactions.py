#!/usr/bin/env python3
"""A transactional store that speaks Maelstrom's protocol: transactions.py ISOLATION.

ISOLATION is serializable (strict two-phase locking), snapshot-isolation (the first committer wins), read-committed or
read-uncommitted (both lock writes only). The first node is the store; each node runs its clients' transactions there,
one step a message, so that they interleave. Nothing survives a crash.
"""

import heapq
import itertools
import json
import os
import select
import sys
import time

TIMEOUT = 0.4
INITIAL_BALANCE = 10
ISOLATION = sys.argv[1] if len(sys.argv) > 1 else "serializable"
LOCKS_WRITES = ISOLATION != "snapshot-isolation"
LOCKS_READS = ISOLATION == "serializable"
if ISOLATION not in ("serializable", "snapshot-isolation", "read-committed", "read-uncommitted"):
    sys.exit(f"found the isolation {ISOLATION}, expected serializable, snapshot-isolation, read-committed or"
             " read-uncommitted")

me, nodes, timers, numbers = None, [], [], itertools.count(1)


def say(dest, body):
    print(json.dumps({"src": me, "dest": dest, "body": body}), flush=True)


def after(seconds, action):
    heapq.heappush(timers, (time.monotonic() + seconds, next(numbers), action))


class Store:
    """Versions of each key by commit number, and locks by key; an older transaction waits, a younger one aborts."""

    def __init__(self):
        self.versions, self.commits, self.locks, self.active = {}, 0, {}, {}

    def begin(self, source, body):
        ticket = next(numbers)
        self.active[ticket] = {"name": body["name"], "source": source, "ticket": ticket, "snapshot": self.commits,
                               "writes": {}, "next": 0, "waiting": None}
        after(2 * TIMEOUT, lambda: self.end(ticket))
        say(source, {"type": "begun", "name": body["name"], "ticket": ticket})

    def operate(self, source, body):
        txn = self.active.get(body["ticket"])
        if txn and body["number"] == txn["next"]:
            txn["next"] += 1
            self.perform(txn, body)

    def perform(self, txn, body):
        function, key, value = body["operation"]
        if LOCKS_READS if function == "r" else LOCKS_WRITES:
            holders = self.locks.setdefault(key, {})
            rivals = [t for t, alone in holders.items() if t != txn["ticket"] and (alone or function != "r")]
            if any(txn["ticket"] > rival for rival in rivals):
                return self.abort(txn, body["number"], "an older transaction uses the same key")
            if rivals:
                txn["waiting"] = body
                return
            holders[txn["ticket"]] = holders.get(txn["ticket"], False) or function != "r"
        if function == "r":
            value = self.read(txn, key)
        else:
            txn["writes"][key] = value if function == "w" else (self.own(txn, key) or []) + [value]
        say(txn["source"], {"type": "operated", "name": txn["name"], "number": body["number"], "result": value})
        self.retry()

    def read(self, txn, key):
        if ISOLATION == "read-uncommitted":
            for ticket, alone in self.locks.get(key, {}).items():
                if alone and key in self.active[ticket]["writes"]:
                    return self.active[ticket]["writes"][key]
        return self.own(txn, key)

    def own(self, txn, key):
        if key in txn["writes"]:
            return txn["writes"][key]
        snapshot = txn["snapshot"] if ISOLATION == "snapshot-isolation" else self.commits
        return next((value for commit, value in reversed(self.versions.get(key, [])) if commit <= snapshot), None)

    def commit(self, source, body):
        txn = self.active.get(body["ticket"])
        if not txn:
            return
        if ISOLATION == "snapshot-isolation":
            for key in txn["writes"]:
                if key in self.versions and self.versions[key][-1][0] > txn["snapshot"]:
                    return self.abort(txn, body["number"], "another transaction has committed a write of the same key")
        self.commits += 1
        for key, value in txn["writes"].items():
            self.versions.setdefault(key, []).append((self.commits, value))
        say(txn["source"], {"type": "committed", "name": txn["name"]})
        self.end(txn["ticket"])

    def abort(self, txn, number, text):
        say(txn["source"], {"type": "aborted", "name": txn["name"], "number": number, "text": text})
        self.end(txn["ticket"])

    def abandon(self, source, body):
        self.end(body["ticket"])

    def end(self, ticket):
        if self.active.pop(ticket, None):
            for holders in self.locks.values():
                holders.pop(ticket, None)
            self.retry()

    def retry(self):
        for txn in list(self.active.values()):
            body, txn["waiting"] = txn["waiting"], None
            if body and txn["ticket"] in self.active:
                self.perform(txn, body)


class Coordinator:
    """Runs the transactions of this node's clients: each is a generator of steps that returns the reply."""

    def __init__(self):
        self.running = {}

    def run(self, request, steps):
        name = f"{me}/{next(numbers)}"
        self.running[name] = {"request": request, "steps": steps, "asked": -1, "ticket": None, "reply": None}
        after(TIMEOUT, lambda: self.timeout(name))
        say(nodes[0], {"type": "begin", "name": name})

    def begun(self, source, body):
        txn = self.running.get(body["name"])
        if txn and txn["asked"] == -1:
            txn["ticket"] = body["ticket"]
            self.proceed(body["name"], txn, None)

    def operated(self, source, body):
        txn = self.running.get(body["name"])
        if txn and body["number"] == txn["asked"] and txn["reply"] is None:
            self.proceed(body["name"], txn, body["result"])

    def proceed(self, name, txn, result):
        txn["asked"] += 1
        step = {"name": name, "ticket": txn["ticket"], "number": txn["asked"]}
        try:
            say(nodes[0], {"type": "operate", **step, "operation": txn["steps"].send(result)})
        except StopIteration as stop:
            txn["reply"] = stop.value
            if stop.value["type"] == "error":
                say(nodes[0], {"type": "abandon", "ticket": txn["ticket"]})
                self.end(name, stop.value)
            else:
                say(nodes[0], {"type": "commit", **step})

    def committed(self, source, body):
        if body["name"] in self.running:
            self.end(body["name"], self.running[body["name"]]["reply"])

    def aborted(self, source, body):
        txn = self.running.get(body["name"])
        if txn and txn["asked"] == body["number"]:
            self.end(body["name"], {"type": "error", "code": 30, "text": body["text"]})

    def timeout(self, name):
        txn = self.running.get(name)
        if txn and txn["reply"] is not None:
            self.end(name, {"type": "error", "code": 0, "text": "the store did not answer the commit"})
        elif txn:
            if txn["ticket"] is not None:
                say(nodes[0], {"type": "abandon", "ticket": txn["ticket"]})
            self.end(name, {"type": "error", "code": 14, "text": "the transaction came to no end in time"})

    def end(self, name, reply):
        request = self.running.pop(name)["request"]
        say(request["src"], {**reply, "in_reply_to": request["body"]["msg_id"]})


def steps_of(body):
    """A generator of the steps of a request; it is sent each result."""
    if body["type"] == "txn":
        done = []
        for function, key, value in body["txn"]:
            done.append([function, key, (yield [function, key, value])])
        return {"type": "txn_ok", "txn": done}
    if body["type"] == "read":
        balances = {}
        for account in body["accounts"]:
            balance = yield ["r", account, None]
            balances[account] = INITIAL_BALANCE if balance is None else balance
        return {"type": "read_ok", "value": balances}
    balances = []
    for account in (body["from"], body["to"]):
        balance = yield ["r", account, None]
        balances.append(INITIAL_BALANCE if balance is None else balance)
    if balances[0] < body["amount"]:
        return {"type": "error", "code": 22, "text": f"the balance is {balances[0]} only"}
    yield ["w", body["from"], balances[0] - body["amount"]]
    yield ["w", body["to"], balances[1] + body["amount"]]
    return {"type": "transfer_ok"}


store, coordinator = Store(), Coordinator()
HANDLERS = {name: getattr(owner, name) for owner, names in (
    (store, ("begin", "operate", "commit", "abandon")),
    (coordinator, ("begun", "operated", "committed", "aborted"))) for name in names}


def receive(message):
    global me, nodes
    body = message["body"]
    if body["type"] == "init":
        me, nodes = body["node_id"], body["node_ids"]
        say(message["src"], {"type": "init_ok", "in_reply_to": body["msg_id"]})
    elif body["type"] in HANDLERS:
        HANDLERS[body["type"]](message["src"], body)
    elif body["type"] in ("txn", "read", "transfer"):
        coordinator.run(message, steps_of(body))
    else:
        say(message["src"], {"type": "error", "code": 10, "text": "not supported", "in_reply_to": body["msg_id"]})


text = b""
while True:
    wait = max(0, timers[0][0] - time.monotonic()) if timers else None
    if select.select([0], [], [], wait)[0]:
        read = os.read(0, 1 << 16)
        if not read:
            sys.exit(0)
        *lines, text = (text + read).split(b"\n")
        for line in lines:
            receive(json.loads(line))
    while timers and timers[0][0] <= time.monotonic():
        heapq.heappop(timers)[2]()
