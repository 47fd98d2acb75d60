"""What the exercises share: nodes that speak Maelstrom's protocol on standard input and output. Nothing is to be
written here. The classes are Node, and on it ReliableLinks and BroadcastNode.
"""
import json
import os
import select
import sys
import time

STATE_FILE = "state.json"


class Node:
    """A node. A message of type t is handled by the method on_t(message), which a subclass has.

    A message is a dictionary: its body, and in addition "src", the name of its sender. A node has a name, node_id, and
    knows the names of all nodes, node_ids.

    A part that raises NotImplementedError is still to be written. Once a message needs such a part, the node answers
    every client with error 10, not supported, and says which part it is.
    """

    def __init__(self):
        self.node_id = None
        self.node_ids = []
        self._timers = []  # [time, period or None, action]
        self._unwritten = None
        self._complaints = set()

    def on_initialise(self):
        """On initialisation: the node knows its name."""

    def send(self, to, body):
        """Sends a message over the network, which may lose, duplicate, delay or reorder it."""
        print(json.dumps({"src": self.node_id, "dest": to, "body": body}), flush=True)

    def reply(self, request, body):
        """Answers the request of a client."""
        self.send(request["src"], dict(body, in_reply_to=request["msg_id"]))

    def fact(self, fact):
        """Reports to Squall what happened. The system under test does not see it."""
        self.send("squall", {"type": "squall_fact", "fact": fact})

    def others(self):
        """Returns the names of the other nodes."""
        return [node for node in self.node_ids if node != self.node_id]

    def every(self, seconds, action):
        """Periodically: calls action() again and again."""
        self._timers.append([time.monotonic() + seconds, seconds, action])

    def after(self, seconds, action):
        """Calls action() once. Returns what cancel() takes."""
        timer = [time.monotonic() + seconds, None, action]
        self._timers.append(timer)
        return timer

    def cancel(self, timer):
        """Cancels what after() returned, if it has not happened yet."""
        self._timers = [each for each in self._timers if each is not timer]

    def store(self, state):
        """Writes a value that JSON can hold to stable storage, in place of the value before."""
        with open(STATE_FILE + ".new", "w") as file:
            json.dump(state, file)
        os.replace(STATE_FILE + ".new", STATE_FILE)

    def stored(self):
        """Returns the value that an earlier life of the node has stored, or None."""
        if not os.path.exists(STATE_FILE):
            return None
        with open(STATE_FILE) as file:
            return json.load(file)

    def run(self):
        """Reads messages until there are no more."""
        rest = b""
        while True:
            ready, _, _ = select.select([0], [], [], self._seconds_to_next_timer())
            if ready:
                chunk = sys.stdin.buffer.raw.read(1 << 16)
                if not chunk:
                    return
                *lines, rest = (rest + chunk).split(b"\n")
                for line in lines:
                    self._receive(json.loads(line))
            self._run_timers()

    def _seconds_to_next_timer(self):
        return max(0.0, min((timer[0] for timer in self._timers), default=time.monotonic() + 1) - time.monotonic())

    def _run_timers(self):
        now = time.monotonic()
        for timer in [timer for timer in self._timers if timer[0] <= now]:
            if timer not in self._timers:
                continue
            if timer[1] is None:
                self._timers.remove(timer)
            else:
                timer[0] = now + timer[1]
            try:
                timer[2]()
            except NotImplementedError as unwritten:
                self._complain(unwritten)

    def _receive(self, envelope):
        message = dict(envelope["body"], src=envelope["src"])
        if message["type"] == "init":
            self.node_id, self.node_ids = message["node_id"], message["node_ids"]
            self.on_initialise()
            self.reply(message, {"type": "init_ok"})
            return
        try:
            self._handle(message)
        except NotImplementedError as unwritten:
            self._complain(unwritten)
            self._unwritten = unwritten
        if self._unwritten and message["src"].startswith("c"):
            self.reply(message, {"type": "error", "code": 10, "text": str(self._unwritten)})

    def _handle(self, message):
        """Handles a message. A node of which a part is missing handles nothing more."""
        handler = "on_" + message["type"]
        if self._unwritten:
            return
        if not hasattr(self, handler):
            raise NotImplementedError(handler + ": there is no such method")
        getattr(self, handler)(message)

    def _complain(self, unwritten):
        """Says once what is still to be written."""
        if str(unwritten) not in self._complaints:
            self._complaints.add(str(unwritten))
            print(self.node_id + ": still to be written: " + str(unwritten), file=sys.stderr, flush=True)


class ReliableLinks(Node):
    """A node whose links to the others lose, duplicate and create nothing. They may reorder messages.

    A subclass has the method receive(sender, content).
    """

    def __init__(self):
        super().__init__()
        self._next_number = 0
        self._unacknowledged = {}  # by receiver and number
        self._transmitted = {}  # time of the last transmission, by receiver and number
        self._received = set()  # senders and numbers
        self.every(0.1, self._retransmit)

    def send_reliably(self, to, content):
        """Sends what JSON can hold to a node, which may be this one."""
        self._next_number += 1
        self._unacknowledged[to, self._next_number] = content
        self._transmit(to, self._next_number)

    def receive(self, sender, content):
        """On receiving content from another node."""
        raise NotImplementedError("receive: there is no such method")

    def on_link_data(self, message):
        self.send(message["src"], {"type": "link_ack", "number": message["number"]})
        identity = (message["src"], message["number"])
        if identity not in self._received:
            self._received.add(identity)
            self.receive(message["src"], message["content"])

    def on_link_ack(self, message):
        self._unacknowledged.pop((message["src"], message["number"]), None)
        self._transmitted.pop((message["src"], message["number"]), None)

    def _transmit(self, to, number):
        self._transmitted[to, number] = time.monotonic()
        self.send(to, {"type": "link_data", "number": number, "content": self._unacknowledged[to, number]})

    def _retransmit(self):
        """Sends the oldest messages again of which no acknowledgement has come for some time."""
        before = time.monotonic() - 0.2
        late = [key for key in self._unacknowledged if self._transmitted[key] < before]
        for to, number in late[:100]:
            self._transmit(to, number)


class BroadcastNode(ReliableLinks):
    """A node of a broadcast, for the workloads broadcast, broadcast-fifo and broadcast-causal.

    A subclass has the methods broadcast(m) and receive(sender, content), and calls deliver(m). A node that crashed takes
    no part any more (crash-stop): it refuses to broadcast, and drops what it receives.
    """

    def on_initialise(self):
        self.messages = []
        self._has_crashed = self.stored() is not None
        self.store("lived")

    def broadcast(self, m):
        """On request to broadcast message m."""
        raise NotImplementedError("broadcast: there is no such method")

    def deliver(self, m):
        """Delivers message m to the application of this node, which reports it to Squall."""
        self.messages.append(m)
        self.fact({"type": "delivered", "message": m})

    def on_topology(self, request):
        self.reply(request, {"type": "topology_ok"})

    def on_broadcast(self, request):
        if self._has_crashed:
            text = "this node has crashed, and takes no part any more"
            self.reply(request, {"type": "error", "code": 11, "text": text})
            return
        self.broadcast(request["message"])
        self.reply(request, {"type": "broadcast_ok"})

    def on_read(self, request):
        self.reply(request, {"type": "read_ok", "messages": self.messages})

    def on_link_data(self, message):
        if self._has_crashed:
            self.send(message["src"], {"type": "link_ack", "number": message["number"]})
        else:
            super().on_link_data(message)
