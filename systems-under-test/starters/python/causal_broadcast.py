#!/usr/bin/env python3
"""Exercise: causal broadcast (lecture 4.2 and 4.3).

If the broadcast of m happened before the broadcast of m', every node delivers m before m'. The links below are reliable;
no node crashes.

    ./squall run --bin systems-under-test/starters/python/causal_broadcast.py --workload broadcast-causal --nodes 3 \\
      --faults partition,packet --time-limit 5s
"""
from squall_node import BroadcastNode


class CausalBroadcast(BroadcastNode):
    def on_initialise(self):
        """On initialisation."""
        super().on_initialise()
        self.send_seq = 0  # number of messages that this node has broadcast
        self.delivered = {i: 0 for i in self.node_ids}  # number of messages from i that this node has delivered
        self.buffer = []  # messages that cannot be delivered yet: (sender, deps, message)

    def broadcast(self, m):
        """On request to broadcast message m."""
        # 1. Report it before the first copy leaves: self.fact({"type": "broadcast", "message": m})
        # 2. deps: what this node has delivered, and what it has broadcast itself.
        # 3. Send sender, deps and m to all nodes, this one too: self.send_reliably(j, [...]) for each of self.node_ids
        raise NotImplementedError("broadcast: report message m, and send it with deps to all nodes")

    def receive(self, i, content):
        """On receiving what node i has broadcast: deliver each message whose deps are delivered."""
        raise NotImplementedError("receive: buffer the message, and deliver each whose deps this node has delivered")


if __name__ == "__main__":
    CausalBroadcast().run()
