#!/usr/bin/env python3
"""Exercise: a set that replicas change without consensus, a state-based CRDT (lectures 7.3 and 8.1).

The set is an observed-remove set. Each add has a tag of its own. A remove removes the tags that its replica has
observed, so a concurrent add of the same element wins. Replicas broadcast their whole state, and merge the states that
they receive. The network loses, repeats and reorders states. The merge must be commutative, associative and idempotent:
then replicas that have processed the same updates have the same state, in whatever order.

    ./squall run --bin systems-under-test/starters/python/or_set.py --workload or-set --nodes 3 \\
      --faults partition,packet --time-limit 5s
"""
import json

from squall_node import Node

REPETITION_SECONDS = 0.2


class OrSet(Node):
    def on_initialise(self):
        """On initialisation."""
        self.added = {}  # the elements that are in the set, by the tags of their adds
        self.removed = set()  # the tags that were removed, which must not come back
        self.adds = 0  # number of the adds of this node
        self.contained = {}  # number of the updates of each node that the state contains, for Squall only
        self.every(REPETITION_SECONDS, self.broadcast_state)

    def on_add(self, request):
        """On request to add an element."""
        self.add(request["element"])
        self.updated()
        self.reply(request, {"type": "add_ok"})

    def on_remove(self, request):
        """On request to remove an element. Without the element there is nothing to remove."""
        self.remove(request["element"])
        self.updated()
        self.reply(request, {"type": "remove_ok"})

    def on_read(self, request):
        """On request to read the set."""
        self.reply(request, {"type": "read_ok", "value": sorted(set(self.added.values()))})

    def on_state(self, received):
        """On receiving the state of another node, perhaps again, and perhaps an old one."""
        self.merge(received["added"], set(received["removed"]))
        for node, count in received["contained"].items():
            self.contained[node] = max(count, self.contained.get(node, 0))
        self.report()

    # ---- To be written

    def add(self, element):
        """Adds an element at a client's request."""
        # self.adds counts the adds of this node, and self.node_id is the node's name.
        raise NotImplementedError("add: put the element into self.added, by a tag that no other add of any node has")

    def remove(self, element):
        """Removes an element at a client's request."""
        raise NotImplementedError("remove: move the observed tags of the element from self.added to self.removed")

    def merge(self, added, removed):
        """Merges the state of another node into the state of this node."""
        raise NotImplementedError("merge: unite both states, without the elements of which the tags are removed")

    # ---- Nothing to be written

    def updated(self):
        """Counts an update of a client, reports the state after it, and broadcasts the state."""
        self.contained[self.node_id] = self.contained.get(self.node_id, 0) + 1
        self.report()
        self.broadcast_state()

    def broadcast_state(self):
        """Sends the state to the other nodes: after each update, and periodically, because the network loses some."""
        for node in self.others():
            self.send(node, dict(self.state(), type="state", contained=self.contained))

    def report(self):
        """Reports which updates the state contains, and the state's text."""
        updates = [{"node": node, "first": 1, "last": count} for node, count in sorted(self.contained.items())]
        text = json.dumps(self.state(), sort_keys=True)
        self.fact({"type": "processed", "updates": updates, "state": text})

    def state(self):
        """Returns the state in JSON. Equal states have equal texts."""
        return {"added": self.added, "removed": sorted(self.removed)}


if __name__ == "__main__":
    OrSet().run()
