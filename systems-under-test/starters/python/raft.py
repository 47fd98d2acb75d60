#!/usr/bin/env python3
"""Exercise: a key-value store over Raft (lecture 6.2).

Total order broadcast by Raft delivers the requests of clients in the same order at every node. So the store is
linearizable.

    ./squall run --bin systems-under-test/starters/python/raft.py --workload lin-kv --nodes 3 \\
      --faults partition,packet,kill --time-limit 10s
"""
import random

from squall_node import Node

ELECTION_SECONDS = 0.3
HEARTBEAT_SECONDS = 0.05


class Raft(Node):
    def on_initialise(self):
        """On initialisation, and on recovery from a crash. The first four survive a crash."""
        self.current_term, self.voted_for, self.log, self.commit_length = self.stored() or (0, None, [], 0)
        self.current_role, self.current_leader = "follower", None
        self.votes_received = set()
        self.sent_length = {}  # by follower
        self.acked_length = {}  # by follower
        self.values = {}  # the store: what delivered writes have written, by key
        self.election_timer = None
        self.reset_election_timer()
        self.every(HEARTBEAT_SECONDS, self.on_heartbeat)

    def make_stable(self):
        """Writes the four variables that survive a crash, before any message that follows from them."""
        self.store([self.current_term, self.voted_for, self.log, self.commit_length])

    def reset_election_timer(self):
        """Suspects the leader if nothing is heard of it for a random time."""
        self.cancel(self.election_timer)
        self.election_timer = self.after(ELECTION_SECONDS * random.uniform(1, 2), self.on_election_timeout)

    def on_read(self, request):
        """On request to read a key: {"type": "read_ok", "value": ...}, or error 20 if it has none."""
        self.on_request(request)

    def on_write(self, request):
        """On request to write a value: {"type": "write_ok"}."""
        self.on_request(request)

    def on_cas(self, request):
        """On request to replace "from" by "to": {"type": "cas_ok"}, error 20 without a value, 22 with another."""
        self.on_request(request)

    def on_request(self, request):
        """On request to broadcast: the leader appends the request to its log, and others pass it on, or refuse."""
        # A node that knows no leader may answer {"type": "error", "code": 11, "text": "no leader"}: nothing happened.
        raise NotImplementedError("on_request: append the request to the leader's log, and replicate the log")

    def on_election_timeout(self):
        """On suspecting the leader: becomes a candidate."""
        raise NotImplementedError("on_election_timeout: begin a term, vote for this node, and ask all nodes for votes")

    def on_vote_request(self, received):
        """On receiving a vote request."""
        raise NotImplementedError("on_vote_request: vote if the candidate's term and log are good enough")

    def on_vote_response(self, received):
        """On receiving a vote: with a quorum of them this node becomes leader."""
        raise NotImplementedError("on_vote_response: count the votes, and lead with a quorum of them")

    def on_heartbeat(self):
        """Periodically, as leader: replicates the log to each follower."""
        raise NotImplementedError("on_heartbeat: as leader, send each follower what its log may lack")

    def on_log_request(self, received):
        """On receiving entries of the leader's log."""
        raise NotImplementedError("on_log_request: append the entries if the prefixes agree, and acknowledge them")

    def on_log_response(self, received):
        """On receiving an acknowledgement: commits entries that a quorum has."""
        raise NotImplementedError("on_log_response: commit and deliver the entries that a quorum has acknowledged")

    def deliver(self, request):
        """Delivers the next request of the log at this node: applies it, and as leader replies to the client."""
        raise NotImplementedError("deliver: apply the request to the values, and reply to its client if this node leads")


if __name__ == "__main__":
    Raft().run()
