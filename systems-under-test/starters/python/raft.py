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
        """On initialisation, and on recovery from a crash. The first three survive a crash."""
        self.current_term, self.voted_for, self.log = self.stored() or (0, None, [])
        self.commit_length = 0  # the log is delivered again after a crash, which restores the values
        self.current_role, self.current_leader = "follower", None
        self.votes_received = set()
        self.sent_length = {}  # by follower
        self.acked_length = {}  # by node, this one too
        self.values = {}  # the store: what delivered requests have written, by key
        self.election_timer = None
        self.reset_election_timer()
        self.every(HEARTBEAT_SECONDS, self.on_heartbeat)

    def make_stable(self):
        """Writes what survives a crash, before any message that follows from it."""
        self.store([self.current_term, self.voted_for, self.log])

    def reset_election_timer(self):
        """Suspects the leader if nothing is heard of it for a random time."""
        self.cancel(self.election_timer)
        self.election_timer = self.after(ELECTION_SECONDS * random.uniform(1, 2), self.on_election_timeout)

    def observe(self, term):
        """On receiving a term: a higher one makes this node a follower in that term."""
        if term > self.current_term:
            self.current_term, self.voted_for, self.current_role = term, None, "follower"
            self.make_stable()

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
        """On request to broadcast."""
        # The leader appends [term, request] to its log. Another node passes the request on to the leader:
        # self.send(leader, {"type": "forward", "request": request}). The network may duplicate that.
        # Without a leader: self.reply(request, {"type": "error", "code": 11, "text": "no leader"})
        raise NotImplementedError("on_request: append the request to the log of the leader, and replicate it")

    def on_forward(self, received):
        """On receiving a request that another node passes on. Its client may be answered from here."""
        if self.current_role == "leader":
            self.on_request(received["request"])

    def on_election_timeout(self):
        """On suspecting the leader: becomes a candidate."""
        raise NotImplementedError("on_election_timeout: begin a term, vote for this node, and ask all nodes for votes")

    def on_vote_request(self, received):
        """On receiving a vote request."""
        raise NotImplementedError("on_vote_request: vote if term and log of the candidate are good enough")

    def on_vote_response(self, received):
        """On receiving a vote: with a quorum of them this node becomes leader."""
        raise NotImplementedError("on_vote_response: count the votes, and lead with a quorum of them")

    def on_heartbeat(self):
        """Periodically: a leader replicates its log."""
        if self.current_role == "leader":
            for follower in self.others():
                self.replicate_log(follower)

    def replicate_log(self, follower):
        """Sends the follower the entries that it may lack, with the length and the last term of what is before them."""
        raise NotImplementedError("replicate_log: send the follower the log from sent_length on")

    def on_log_request(self, received):
        """On receiving entries of the leader's log."""
        raise NotImplementedError("on_log_request: append the entries if the prefixes agree, and acknowledge them")

    def on_log_response(self, received):
        """On receiving an acknowledgement, or a refusal, of entries."""
        raise NotImplementedError("on_log_response: advance acked_length and commit, or send the log from further back")

    def commit_log_entries(self):
        """Commits and delivers the entries that a quorum has acknowledged."""
        raise NotImplementedError("commit_log_entries: deliver what a quorum has acknowledged in this term")

    def deliver(self, request):
        """Delivers the next request of the log at this node. A request must not be applied twice."""
        raise NotImplementedError("deliver: apply the request to the values, and reply to its client if this node leads")


if __name__ == "__main__":
    Raft().run()
