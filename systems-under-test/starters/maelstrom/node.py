#!/usr/bin/env python3
"""A small node for each of Maelstrom's workloads, right or wrong:

    ./squall run --bin systems-under-test/starters/maelstrom/node.py -w broadcast -- broadcast
    ./squall run --bin systems-under-test/starters/maelstrom/node.py -w broadcast -- broadcast wrong

The state is in memory, so a killed node loses it; leave out the fault kill.
"""
import json
import select
import sys
import time

PERIOD_SECONDS = 0.1


class Node:
    """A node. on_t(src, body) handles messages of type t; a returned dictionary is the reply."""

    def __init__(self, wrong):
        self.wrong = wrong
        self.node_id = None
        self.node_ids = []
        self.next_id = 0
        self.waiting = {}  # what to do with the reply of a request, by its msg_id

    def send(self, dest, body):
        print(json.dumps({"src": self.node_id, "dest": dest, "body": body}), flush=True)

    def ask(self, dest, body, on_reply):
        self.next_id += 1
        self.waiting[self.next_id] = on_reply
        self.send(dest, dict(body, msg_id=self.next_id))

    def answer(self, src, request, body):
        self.send(src, dict(body, in_reply_to=request["msg_id"]))

    def others(self):
        return [node for node in self.node_ids if node != self.node_id]

    def on_start(self):
        """On initialisation: the node knows its name."""

    def periodically(self):
        """Called every PERIOD_SECONDS."""

    def on_init(self, src, body):
        self.node_id, self.node_ids = body["node_id"], body["node_ids"]
        self.on_start()
        return {"type": "init_ok"}

    def receive(self, line):
        message = json.loads(line)
        src, body = message["src"], message["body"]
        if "in_reply_to" in body:
            self.waiting.pop(body["in_reply_to"], lambda reply: None)(body)
            return
        handler = getattr(self, "on_" + body["type"], None)
        if handler is None:
            self.answer(src, body, {"type": "error", "code": 10, "text": "no " + body["type"]})
            return
        reply = handler(src, body)
        if reply is not None:
            self.answer(src, body, reply)

    def run(self):
        rest, due = b"", time.monotonic() + PERIOD_SECONDS
        while True:
            ready, _, _ = select.select([0], [], [], max(0, due - time.monotonic()))
            if ready:
                read = sys.stdin.buffer.raw.read(1 << 16)
                if not read:
                    return
                *lines, rest = (rest + read).split(b"\n")
                for line in lines:
                    self.receive(line)
            if time.monotonic() >= due:
                due = time.monotonic() + PERIOD_SECONDS
                if self.node_id:
                    self.periodically()


class Echo(Node):
    """Wrong: from the tenth request on, the answer is that of the request before."""

    count, last = 0, None

    def on_echo(self, src, body):
        self.count += 1
        stale, self.last = self.last, body["echo"]
        return {"type": "echo_ok", "echo": stale if self.wrong and self.count > 10 else body["echo"]}


class UniqueIds(Node):
    """Wrong: the nodes count without their names."""

    count = 0

    def on_generate(self, src, body):
        self.count += 1
        return {"type": "generate_ok", "id": self.count if self.wrong else self.node_id + "-" + str(self.count)}


class Broadcast(Node):
    """Gathers new messages for 0.2 s, sends them to all others at once, and again after each second without an
    acknowledgment. Wrong: it sends them only once."""

    GATHER_SECONDS = 0.2
    AGAIN_SECONDS = 1

    def on_start(self):
        self.messages = {}  # as a set that keeps its order
        self.gathered = []
        self.gathered_since = 0
        self.unacknowledged = {}  # node, messages, and the time when they were sent; by a number

    def on_topology(self, src, body):
        return {"type": "topology_ok"}

    def on_broadcast(self, src, body):
        if not self.gathered:
            self.gathered_since = time.monotonic()
        self.messages[body["message"]] = True
        self.gathered.append(body["message"])
        return {"type": "broadcast_ok"}

    def spread(self, node, messages):
        self.ask(node, {"type": "spread", "messages": messages}, lambda reply: self.unacknowledged.pop(number, None))
        number = self.next_id
        if not self.wrong:
            self.unacknowledged[number] = (node, messages, time.monotonic())

    def on_spread(self, src, body):
        for message in body["messages"]:
            self.messages[message] = True
        return {"type": "spread_ok"}

    def on_read(self, src, body):
        return {"type": "read_ok", "messages": list(self.messages)}

    def periodically(self):
        now = time.monotonic()
        if self.gathered and now - self.gathered_since >= self.GATHER_SECONDS:
            for node in self.others():
                self.spread(node, self.gathered)
            self.gathered = []
        for number, (node, messages, sent) in list(self.unacknowledged.items()):
            if now - sent >= self.AGAIN_SECONDS:
                del self.unacknowledged[number]
                self.spread(node, messages)


class GSet(Node):
    """Sends its whole state to all others periodically. Wrong: it sends only the newest element."""

    def on_start(self):
        self.elements = {}

    def on_add(self, src, body):
        self.elements[body["element"]] = True
        return {"type": "add_ok"}

    def on_read(self, src, body):
        return {"type": "read_ok", "value": list(self.elements)}

    def on_merge(self, src, body):
        self.elements.update((element, True) for element in body["elements"])

    def periodically(self):
        elements = list(self.elements)[-1:] if self.wrong else list(self.elements)
        for node in self.others():
            self.send(node, {"type": "merge", "elements": elements})


class Counter(Node):
    """A sum of increments and one of decrements for each node. Wrong: what others report is added, not merged."""

    def on_start(self):
        self.sums = {node: [0, 0] for node in self.node_ids}
        self.extra = 0

    def on_add(self, src, body):
        self.sums[self.node_id][body["delta"] < 0] += body["delta"]
        return {"type": "add_ok"}

    def on_read(self, src, body):
        return {"type": "read_ok", "value": sum(up + down for up, down in self.sums.values()) + self.extra}

    def on_merge(self, src, body):
        if self.wrong:
            self.extra += sum(body["sums"][src])
            return
        for node, (up, down) in body["sums"].items():
            mine = self.sums[node]
            self.sums[node] = [max(mine[0], up), min(mine[1], down)]

    def periodically(self):
        for node in self.others():
            self.send(node, {"type": "merge", "sums": self.sums})


class LinKv(Node):
    """Every request goes to the service lin-kv. Wrong: to seq-kv, whose reads may be stale."""

    def forward(self, src, body):
        service = "seq-kv" if self.wrong else "lin-kv"
        request = {key: value for key, value in body.items() if key != "msg_id"}

        def answered(reply):
            self.answer(src, body, {key: value for key, value in reply.items() if key not in ("in_reply_to", "msg_id")})

        self.ask(service, request, answered)

    on_read = on_write = on_cas = forward


class Kafka(Node):
    """All logs are at the first node; others ask it. Wrong: every node has logs of its own."""

    def on_start(self):
        self.logs, self.committed = {}, {}

    def receive(self, line):
        message = json.loads(line)
        src, body = message["src"], message["body"]
        if body["type"] == "init" or "in_reply_to" in body or self.wrong or self.node_id == self.node_ids[0]:
            super().receive(line)
            return

        def answered(reply):
            self.answer(src, body, {key: value for key, value in reply.items() if key != "in_reply_to"})

        self.ask(self.node_ids[0], body, answered)

    def on_send(self, src, body):
        log = self.logs.setdefault(body["key"], [])
        log.append(body["msg"])
        return {"type": "send_ok", "offset": len(log) - 1}

    def on_poll(self, src, body):
        messages = {}
        for key, start in body["offsets"].items():
            log = self.logs.get(key, [])
            messages[key] = [[offset, log[offset]] for offset in range(start, min(len(log), start + 10))]
        return {"type": "poll_ok", "msgs": messages}

    def on_commit_offsets(self, src, body):
        for key, offset in body["offsets"].items():
            self.committed[key] = max(offset, self.committed.get(key, offset))
        return {"type": "commit_offsets_ok"}

    def on_list_committed_offsets(self, src, body):
        offsets = {key: self.committed[key] for key in body["keys"] if key in self.committed}
        return {"type": "list_committed_offsets_ok", "offsets": offsets}


class Transactions(Node):
    """All values are at the first node, which runs one transaction after the other. Wrong: every node has its own."""

    def on_start(self):
        self.values = {}

    def on_txn(self, src, body):
        if not self.wrong and self.node_id != self.node_ids[0]:
            self.ask(self.node_ids[0], {"type": "txn", "txn": body["txn"]}, lambda reply: self.answer(
                src, body, {key: value for key, value in reply.items() if key != "in_reply_to"}))
            return None
        done = []
        for function, key, value in body["txn"]:
            if function == "r":
                found = self.values.get(key)
                value = list(found) if isinstance(found, list) else found
            elif function == "w":
                self.values[key] = value
            else:
                self.values.setdefault(key, []).append(value)
            done.append([function, key, value])
        return {"type": "txn_ok", "txn": done}


NODES = {
    "echo": Echo,
    "unique-ids": UniqueIds,
    "broadcast": Broadcast,
    "g-set": GSet,
    "g-counter": Counter,
    "pn-counter": Counter,
    "lin-kv": LinKv,
    "kafka": Kafka,
    "txn-list-append": Transactions,
    "txn-rw-register": Transactions,
}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in NODES:
        sys.exit("expected a workload as the first argument: " + ", ".join(NODES))
    NODES[sys.argv[1]](wrong="wrong" in sys.argv[2:]).run()
