#!/usr/bin/env python3
"""Exercise: two-phase commit (lecture 7.1).

A transaction claims one item at each participant. All participants commit, or all abort, also over crashes. A node
coordinates the transactions of its clients, and participates in the transactions of all nodes.

    ./squall run --bin systems-under-test/starters/python/two_phase_commit.py --workload atomic-commit --nodes 3 \\
      --faults partition,packet,kill --time-limit 5s
"""
from squall_node import Node

RETRY_SECONDS = 0.1
TIMEOUT_SECONDS = 1


class TwoPhaseCommit(Node):
    def on_initialise(self):
        """On initialisation, and on recovery from a crash. The first three survive a crash."""
        begun, voted, decided = self.stored() or ([], [], [])
        self.begun = dict(begun)  # the items of the transactions that this node coordinates, by participant
        self.voted = dict(voted)  # the item and the vote (True is ok) of this node, by transaction
        self.decided = dict(decided)  # the decisions that this node knows (True is commit), by transaction
        self.votes = {t: set() for t in self.begun}  # the participants that have voted ok
        self.acked = {t: set() for t in self.begun}  # the participants that know the decision
        self.requests = {}  # the clients' requests, by transaction
        self.report_again()
        for t in [t for t in self.begun if t not in self.decided]:
            self.recover(t)
        self.every(RETRY_SECONDS, self.retransmit)

    def report_again(self):
        """Reports what is stable once more, because a crash may have lost the facts."""
        for t, items in self.begun.items():
            self.fact({"type": "begun", "transaction": t, "participants": sorted(items)})
        for t, (_, ok) in self.voted.items():
            self.fact({"type": "voted", "transaction": t, "ok": ok})
        for t, commit in self.decided.items():
            self.fact({"type": "decided", "transaction": t, "commit": commit})
        self.fact({"type": "resumed"})

    def make_stable(self):
        """Writes what survives a crash, before any message that follows from it."""
        self.store([list(self.begun.items()), list(self.voted.items()), list(self.decided.items())])

    def is_free(self, item):
        """Returns True if no transaction in doubt claims the item at this node."""
        return all(t in self.decided or not ok or item != claimed for t, (claimed, ok) in self.voted.items())

    # ---- Coordinator

    def on_begin(self, request):
        """On request to commit transaction t with the participants and items of the request."""
        t, items = request["transaction"], request["items"]
        self.requests[t], self.votes[t], self.acked[t] = request, set(), set()
        # 1. Make it stable in self.begun.
        # 2. Report it: self.fact({"type": "begun", "transaction": t, "participants": sorted(items)})
        # 3. Send it: self.send(node, {"type": "prepare", "transaction": t, "items": items}) for each node of items
        # 4. Give it up after a time: self.after(TIMEOUT_SECONDS, lambda: self.on_timeout(t))
        raise NotImplementedError("on_begin: make transaction t stable, report it, and send prepare")

    def on_timeout(self, t):
        """On suspecting a participant without a vote to have crashed."""
        if t not in self.decided:
            self.decide(t, False)

    def on_vote(self, received):
        """On receiving a vote, {"type": "vote", "transaction": ..., "ok": ...}."""
        t = received["transaction"]
        raise NotImplementedError("on_vote: decide to commit with every vote ok, or to abort with one vote against it")

    def decide(self, t, commit):
        """Decides on a transaction that this node coordinates. The client gets {"type": "begin_ok", "commit": ...}."""
        raise NotImplementedError("decide: make the decision stable, report it, send it, and answer the client")

    def send_decision(self, t):
        """Sends the decision to the participants that do not know it."""
        for node in self.begun[t]:
            if node not in self.acked[t]:
                self.send(node, {"type": "decision", "transaction": t, "commit": self.decided[t]})

    def on_decision_ack(self, received):
        """On receiving {"type": "decision_ack", "transaction": ...}: the participant has made the decision stable."""
        self.acked[received["transaction"]].add(received["src"])

    def recover(self, t):
        """On recovery: transaction t was begun in an earlier life, and has no decision."""
        raise NotImplementedError("recover: decide, since participants may wait for the decision")

    def retransmit(self):
        """Periodically: sends prepare and decisions again."""
        for t, items in self.begun.items():
            if t in self.decided:
                self.send_decision(t)
                continue
            for node in items:
                if node not in self.votes[t]:
                    self.send(node, {"type": "prepare", "transaction": t, "items": items})

    # ---- Participant

    def on_prepare(self, received):
        """On receiving prepare, perhaps again: replies {"type": "vote", "transaction": t, "ok": ...}."""
        t, item = received["transaction"], received["items"][self.node_id]
        # Report a new vote: self.fact({"type": "voted", "transaction": t, "ok": ok})
        raise NotImplementedError("on_prepare: vote ok if the item is free, make it stable, report it, and send it")

    def on_decision(self, received):
        """On receiving a decision, perhaps again: replies {"type": "decision_ack", "transaction": t}."""
        t, commit = received["transaction"], received["commit"]
        # Report a new decision: self.fact({"type": "decided", "transaction": t, "commit": commit})
        raise NotImplementedError("on_decision: make a new decision stable, report it, and acknowledge")

    def on_flush(self, request):
        """On the question if this node knows the decision of all its transactions."""
        if all(t in self.decided for t in list(self.begun) + list(self.voted)):
            self.reply(request, {"type": "flush_ok"})
        else:
            self.reply(request, {"type": "error", "code": 11, "text": "a transaction is not decided yet"})


if __name__ == "__main__":
    TwoPhaseCommit().run()
