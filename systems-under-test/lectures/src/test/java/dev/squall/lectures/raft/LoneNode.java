package dev.squall.lectures.raft;

import dev.squall.node.Body;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.StableRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Node n1 of a cluster whose other nodes and clients are played by the test. */
final class LoneNode {

    private final VirtualTime time = new VirtualTime();
    private final List<Message> outbox = new ArrayList<>();
    private final List<StableRecord> unsyncedWhenSending = new ArrayList<>();
    private final TestNode node;

    LoneNode(int size, Map<String, String> options) {
        List<String> nodeIds = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            nodeIds.add("n" + i);
        }
        node = new TestNode("n1", nodeIds, new RaftProgram(), options, time, new SplittableRandom(1), this::transmit);
        node.start();
    }

    private void transmit(Message message) {
        outbox.add(message);
        List<StableRecord> records = node.disk().read();
        unsyncedWhenSending.addAll(records.subList(records.size() - node.disk().unsynced(), records.size()));
    }

    void receive(String from, Body body) {
        receive(new Message(from, "n1", Message.NO_ID, Message.NO_ID, body));
    }

    void receive(Message message) {
        node.receive(message);
    }

    /** The answer to a message: the only one that it brings about. */
    Body answerTo(String from, Body body) {
        outbox.clear();
        receive(from, body);
        if (outbox.size() != 1 || !outbox.get(0).destination().equals(from)) {
            throw new AssertionError("one answer to " + from + " was expected, not " + outbox);
        }
        return outbox.get(0).body();
    }

    /** What was sent since this was last asked. */
    List<Message> takeSent() {
        List<Message> sent = List.copyOf(outbox);
        outbox.clear();
        return sent;
    }

    /** The bodies sent to this destination since this was last asked; what went elsewhere is forgotten too. */
    List<Body> takeSentTo(String destination) {
        return takeSent().stream()
                .filter(message -> message.destination().equals(destination))
                .map(Message::body)
                .toList();
    }

    void run(long millis) {
        long untilNanos = time.nowNanos() + millis * 1_000_000;
        time.schedule(millis * 1_000_000, () -> {});
        boolean more = true;
        while (more) {
            more = time.step(untilNanos);
        }
    }

    /** Lets the election time out, as often as it takes to stand in this term. */
    void standInTerm(long term) {
        for (int i = 0; i < 1_000; i++) {
            RaftFacts.BecameCandidate latest = node.last(RaftFacts.BecameCandidate.class);
            if (latest != null && latest.term() >= term) {
                return;
            }
            run(10);
        }
        throw new AssertionError("the node did not stand in term " + term + " within ten seconds");
    }

    /** Lets the node stand in this term and gives it the votes of n2 and n3, a quorum with its own of three or five. */
    void leadInTerm(long term) {
        standInTerm(term);
        receive("n2", new RaftMessages.VoteResponse(term, true));
        receive("n3", new RaftMessages.VoteResponse(term, true));
    }

    /** Crashes the node with as much loss as there can be, and starts it again. */
    void restart() {
        node.crash(0);
        node.start();
    }

    /** Crashes the node as when only its process dies, and starts it again. */
    void restartWithEveryWrite() {
        node.crash(node.disk().unsynced());
        node.start();
    }

    <T extends Fact> T last(Class<T> type) {
        return node.last(type);
    }

    /** What the node has noted since it was last started. */
    List<Fact> factsOfThisLife() {
        List<Fact> facts = node.facts();
        return facts.subList(facts.lastIndexOf(node.last(RaftFacts.Recovered.class)), facts.size());
    }

    List<StableRecord> stored() {
        return node.disk().read();
    }

    /** All records that were not yet stable when some message left. */
    List<StableRecord> unsyncedWhenSending() {
        return unsyncedWhenSending;
    }

    /** The terms of the node's log, as it recovers it from a crash now. */
    List<Long> logTermsAfterRestart() {
        restart();
        return last(RaftFacts.Recovered.class).entryTerms();
    }
}
