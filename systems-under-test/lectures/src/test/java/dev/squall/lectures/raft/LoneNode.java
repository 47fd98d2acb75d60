package dev.squall.lectures.raft;

import dev.squall.node.Body;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.StableRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Node n1 of a cluster. The test plays the other nodes and the clients. */
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

    /** Returns the answer to a message, which must be the only message that it causes. */
    Body answerTo(String from, Body body) {
        outbox.clear();
        receive(from, body);
        if (outbox.size() != 1 || !outbox.get(0).destination().equals(from)) {
            throw new AssertionError("one answer to " + from + " was expected, not " + outbox);
        }
        return outbox.get(0).body();
    }

    /** Returns the messages sent since the last call. */
    List<Message> takeSent() {
        List<Message> sent = List.copyOf(outbox);
        outbox.clear();
        return sent;
    }

    /** Returns the bodies sent to this destination since the last call. Forgets messages to other destinations too. */
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

    /** Lets election timeouts pass until the node stands in this term. */
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

    /**
     * Makes the node stand in this term and gives it the votes of n2 and n3: a quorum of three or five, with its own.
     */
    void leadInTerm(long term) {
        standInTerm(term);
        receive("n2", new RaftMessages.VoteResponse(term, true));
        receive("n3", new RaftMessages.VoteResponse(term, true));
    }

    /** Crashes the node, loses all unsynced records, and starts it again. */
    void restart() {
        node.crash(0);
        node.start();
    }

    /** Kills the node's process only, so that every write survives, and starts it again. */
    void restartWithEveryWrite() {
        node.crash(node.disk().unsynced());
        node.start();
    }

    <T extends Fact> T last(Class<T> type) {
        return node.last(type);
    }

    /** Returns the node's facts since its last start. */
    List<Fact> factsOfThisLife() {
        List<Fact> facts = node.facts();
        return facts.subList(facts.lastIndexOf(node.last(RaftFacts.Recovered.class)), facts.size());
    }

    List<StableRecord> stored() {
        return node.disk().read();
    }

    /** Returns all records that were not yet stable when some message left. */
    List<StableRecord> unsyncedWhenSending() {
        return unsyncedWhenSending;
    }

    /** Returns the terms of the node's log as it recovers them from a crash now. */
    List<Long> logTermsAfterRestart() {
        restart();
        return last(RaftFacts.Recovered.class).entryTerms();
    }
}
