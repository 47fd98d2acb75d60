#!/usr/bin/env python3
"""Exercise: an eventually consistent map of which the last writer wins (lectures 5.1 and 7.3).

A node answers at once from its own replica. After healing all replicas become equal, and no update is lost to one that
it causally follows. A deleted key stays deleted, although other replicas may have missed the delete.

    ./squall run --bin systems-under-test/starters/python/eventual_map.py --workload eventual-map --nodes 3 \\
      --faults partition,packet --time-limit 5s
"""
from squall_node import Node

ANTI_ENTROPY_SECONDS = 0.2


class EventualMap(Node):
    def on_initialise(self):
        """On initialisation."""
        self.t = 0  # Lamport clock
        self.values = {}  # by key: (timestamp, value); the value of a deleted key is None
        self.every(ANTI_ENTROPY_SECONDS, self.reconcile)

    def on_read(self, request):
        """On request to read a key."""
        key = request["key"]
        # Reply {"type": "read_ok", "value": ...}. Without a value: {"type": "error", "code": 20, "text": "no value"}.
        raise NotImplementedError("on_read: reply with the value of the key, or with error 20")

    def on_write(self, request):
        """On request to write a value."""
        self.update(request["key"], request["value"])
        self.reply(request, {"type": "write_ok"})

    def on_delete(self, request):
        """On request to delete a key."""
        self.update(request["key"], None)
        self.reply(request, {"type": "delete_ok"})

    def update(self, key, value):
        """Sets a key at a client's request."""
        # Timestamps must be unique, and ordered: for example [t, name of the node].
        raise NotImplementedError("update: give the update a timestamp, merge it here, and send it to the other nodes")

    def on_update(self, received):
        """On receiving an update from another node."""
        raise NotImplementedError("on_update: keep the update if its timestamp is greater, and advance t")

    def reconcile(self):
        """Periodically: anti-entropy, so that replicas that missed an update receive it."""
        raise NotImplementedError("reconcile: send another node what it may have missed")


if __name__ == "__main__":
    EventualMap().run()
