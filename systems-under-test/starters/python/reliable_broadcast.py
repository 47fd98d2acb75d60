#!/usr/bin/env python3
"""Exercise: eager reliable broadcast (lecture 4.3).

Every correct node delivers each message once, even if its sender crashes midway. The links below are reliable.

    ./squall run --bin systems-under-test/starters/python/reliable_broadcast.py --workload broadcast --nodes 3 \\
      --faults partition,kill --time-limit 5s
"""
from squall_node import BroadcastNode


class ReliableBroadcast(BroadcastNode):
    def on_initialise(self):
        """On initialisation."""
        super().on_initialise()
        self.received = set()  # the messages that this node has received

    def broadcast(self, m):
        """On request to broadcast message m."""
        # 1. Report it before the first copy leaves: self.fact({"type": "broadcast", "message": m})
        # 2. Send it to all nodes, and deliver it here: self.send_reliably(j, m) for each j of self.others()
        raise NotImplementedError("broadcast: report message m, send it to all other nodes, and deliver it here")

    def receive(self, i, m):
        """On receiving message m from node i, over a reliable link. Node i need not be the first sender."""
        raise NotImplementedError("receive: the first time, send message m to all other nodes, then deliver it")


if __name__ == "__main__":
    ReliableBroadcast().run()
