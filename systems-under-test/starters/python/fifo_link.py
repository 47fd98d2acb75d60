#!/usr/bin/env python3
"""Exercise: a FIFO link (lecture 2.3).

The network may lose, duplicate, delay and reorder messages. The link on it delivers each message once, in the order of
sending.

    ./squall run --bin systems-under-test/starters/python/fifo_link.py --workload link-fifo --nodes 3 \\
      --faults partition,packet --time-limit 5s
"""
from squall_node import Node

RETRANSMIT_SECONDS = 0.1


class FifoLink(Node):
    def on_initialise(self):
        """On initialisation. There is one link to each other node, and one from it."""
        self.send_seq = {j: 0 for j in self.others()}  # number of the next message to j
        self.unacknowledged = {j: {} for j in self.others()}  # messages to j that j has not acknowledged, by number
        self.delivered = {i: 0 for i in self.others()}  # number of the next message to deliver from i
        self.buffer = {i: {} for i in self.others()}  # hold-back buffer: messages from i, by number
        self.every(RETRANSMIT_SECONDS, self.retransmit)

    def on_send(self, request):
        """On request to send message m to node j."""
        j, m = request["to"], request["message"]
        # 1. Report the request before the first copy leaves: self.fact({"type": "sent", "to": j, "message": m})
        # 2. Number the message, keep it until j acknowledges it, and transmit it: self.transmit(j, number, m)
        raise NotImplementedError("on_send: report message m, number it, keep it, and transmit it to node j")
        self.reply(request, {"type": "send_ok"})

    def transmit(self, j, number, m):
        """Sends message m with its number to node j over the network."""
        self.send(j, {"type": "data", "number": number, "message": m})

    def retransmit(self):
        """Periodically: transmits what is not acknowledged."""
        raise NotImplementedError("retransmit: transmit again what is not acknowledged")

    def on_data(self, received):
        """On receiving message m with this number from node i."""
        i, number, m = received["src"], received["number"], received["message"]
        # 1. Acknowledge it, even if it came before: self.send(i, {"type": "ack", "number": number})
        # 2. Deliver each message once, in the order of the numbers: self.deliver(i, m)
        raise NotImplementedError("on_data: acknowledge message m, and deliver messages from node i once and in order")

    def on_ack(self, received):
        """On receiving an acknowledgement from node j."""
        j, number = received["src"], received["number"]
        raise NotImplementedError("on_ack: forget the message that node j has acknowledged")

    def deliver(self, i, m):
        """Delivers message m from node i to the application of this node, which reports it to Squall."""
        self.fact({"type": "delivered", "from": i, "message": m})

    def on_flush(self, request):
        """After healing, Squall asks until every message of this node is acknowledged."""
        if any(self.unacknowledged.values()):
            self.reply(request, {"type": "error", "code": 11, "text": "not every message is acknowledged"})
        else:
            self.reply(request, {"type": "flush_ok"})


if __name__ == "__main__":
    FifoLink().run()
