#!/usr/bin/env python3
"""Exercise: a Lamport clock (lecture 4.1).

If event a happened before event b, then L(a) < L(b). No two events of a node have the same timestamp.

    ./squall run --bin systems-under-test/starters/python/lamport_clock.py --workload lamport-timestamps --nodes 3 \\
      --faults partition,packet --time-limit 5s
"""
from squall_node import Node


class LamportClock(Node):
    def on_initialise(self):
        """On initialisation: t := 0."""
        self.t = 0

    def on_event(self, request):
        """On any event at this node."""
        # Report it with its timestamp: self.fact({"type": "event", "timestamp": self.t})
        raise NotImplementedError("on_event: advance t, and report the event")
        self.reply(request, {"type": "event_ok", "timestamp": self.t})

    def on_send(self, request):
        """On request to send message m to node j."""
        j, m = request["to"], request["message"]
        # 1. Advance the clock.
        # 2. Report it before m leaves: self.fact({"type": "sent", "to": j, "message": m, "timestamp": self.t})
        # 3. Send t and m: self.send(j, {"type": "stamped", ...})
        raise NotImplementedError("on_send: advance t, report the sending, and send (t, m) to node j")
        self.reply(request, {"type": "send_ok"})

    def on_stamped(self, received):
        """On receiving (t', m) from node i."""
        i = received["src"]
        # Report it with the timestamp of the receipt:
        # self.fact({"type": "received", "from": i, "message": m, "timestamp": self.t})
        raise NotImplementedError("on_stamped: merge t' into t, advance t, and report the receipt")


if __name__ == "__main__":
    LamportClock().run()
