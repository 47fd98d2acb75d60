#!/usr/bin/env python3
"""Exercise: a vector clock (lecture 4.1).

Event a happened before event b exactly if V(a) < V(b).

    ./squall run --bin systems-under-test/starters/python/vector_clock.py --workload vector-timestamps --nodes 3 \\
      --faults partition,packet --time-limit 5s
"""
from squall_node import Node


class VectorClock(Node):
    def on_initialise(self):
        """On initialisation: T := (0, ..., 0)."""
        self.T = {j: 0 for j in self.node_ids}

    def on_event(self, request):
        """On any event at this node."""
        # Report it with its timestamp: self.fact({"type": "event", "timestamp": self.T})
        raise NotImplementedError("on_event: advance T, and report the event")
        self.reply(request, {"type": "event_ok", "timestamp": self.T})

    def on_send(self, request):
        """On request to send message m to node j."""
        j, m = request["to"], request["message"]
        # 1. Advance the clock.
        # 2. Report it before m leaves: self.fact({"type": "sent", "to": j, "message": m, "timestamp": self.T})
        # 3. Send T and m: self.send(j, {"type": "stamped", ...})
        raise NotImplementedError("on_send: advance T, report the sending, and send (T, m) to node j")
        self.reply(request, {"type": "send_ok"})

    def on_stamped(self, received):
        """On receiving (T', m) from node i."""
        i = received["src"]
        # Report it with the timestamp of the receipt:
        # self.fact({"type": "received", "from": i, "message": m, "timestamp": self.T})
        raise NotImplementedError("on_stamped: merge T' into T, advance T, and report the receipt")


if __name__ == "__main__":
    VectorClock().run()
