package dev.squall.lectures.logical;

import dev.squall.check.Verdict;
import dev.squall.check.clock.LamportClockLaws;
import dev.squall.check.clock.LogicalClockLaw;
import dev.squall.check.clock.VectorClockLaw;
import dev.squall.history.Operation;
import dev.squall.node.Fact;
import dev.squall.node.protocol.ClockFacts;
import dev.squall.node.protocol.ClockFacts.Remembered;
import dev.squall.workload.JournalAnalysis;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Analysis of the events and logical timestamps that nodes journal. The causal order of the events follows from the
 * order at each node and from the messages, not from the timestamps.
 *
 * @param <T> type of the timestamps
 */
final class ClockJournal<T> implements JournalAnalysis {

    /** Identity of a message. No two send requests to one node have the same receiver and message. */
    private record Named(String from, String to, Object message) {

        @Override
        public String toString() {
            return message + " from " + from + " to " + to;
        }
    }

    private record Noted(String node, Remembered event) {}

    private final LogicalClockLaw<T, ?> law;
    private final Function<Object, T> reader;
    private final String expected;
    private final Set<Noted> noted = new HashSet<>();
    private final Set<Named> sent = new HashSet<>();
    /** Sends that a node acknowledged to a client. */
    private final Set<Named> acknowledged = new LinkedHashSet<>();
    /** Nodes that were killed and may have lost their last facts. */
    private final Set<String> inDoubt = new TreeSet<>();

    /** @param reader parser of a journalled timestamp; returns null for a value that is no timestamp */
    private ClockJournal(LogicalClockLaw<T, ?> law, Function<Object, T> reader, String expected) {
        this.law = law;
        this.reader = reader;
        this.expected = expected;
    }

    /** Returns the analysis of Lamport timestamps. */
    static JournalAnalysis lamport(List<String> nodes) {
        return new ClockJournal<>(
                new LamportClockLaws(nodes), value -> value instanceof Long number ? number : null, "a whole number");
    }

    /** Returns the analysis of vector timestamps. */
    static JournalAnalysis vector(List<String> nodes) {
        return new ClockJournal<>(new VectorClockLaw(nodes), ClockJournal::vector, "a map from nodes to whole numbers");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ? extends Number> vector(Object value) {
        boolean isVector = value instanceof Map<?, ?> map
                && map.keySet().stream().allMatch(String.class::isInstance)
                && map.values().stream().allMatch(Long.class::isInstance);
        return isVector ? (Map<String, Long>) value : null;
    }

    @Override
    public void onFact(long timeNanos, String nodeId, int life, Fact fact) {
        if (fact instanceof ClockFacts.Recovered recovered) {
            onRecovery(timeNanos, nodeId, life, recovered.events());
        } else if (fact instanceof ClockFacts.Event event) {
            onEvent(timeNanos, nodeId, life, new Remembered(Remembered.EVENT, "", null, event.timestamp()));
        } else if (fact instanceof ClockFacts.Sent send) {
            onEvent(
                    timeNanos,
                    nodeId,
                    life,
                    new Remembered(Remembered.SENT, send.to(), send.message(), send.timestamp()));
        } else if (fact instanceof ClockFacts.Received receipt) {
            onEvent(
                    timeNanos,
                    nodeId,
                    life,
                    new Remembered(Remembered.RECEIVED, receipt.from(), receipt.message(), receipt.timestamp()));
        }
    }

    /**
     * Adds the stored events of a node that a crash kept from being journalled. No event is missing if the list is not
     * full, or if its first event was journalled.
     */
    private void onRecovery(long timeNanos, String nodeId, int life, List<Remembered> events) {
        law.restarted(timeNanos, nodeId, life);
        if (events.size() < ClockFacts.Recovered.EVENTS_MAX || noted.contains(new Noted(nodeId, events.get(0)))) {
            inDoubt.remove(nodeId);
        }
        for (Remembered event : events) {
            if (!noted.contains(new Noted(nodeId, event))) {
                onEvent(timeNanos, nodeId, life, event);
            }
        }
    }

    private void onEvent(long timeNanos, String nodeId, int life, Remembered event) {
        leaveInDoubt(timeNanos, nodeId);
        noted.add(new Noted(nodeId, event));
        T timestamp = reader.apply(event.timestamp());
        if (timestamp == null) {
            String reason = nodeId + " noted the timestamp " + event.timestamp() + "; expected " + expected;
            law.journalGap(timeNanos, nodeId, reason);
            return;
        }
        switch (event.kind()) {
            case Remembered.SENT -> {
                Named message = new Named(nodeId, event.node(), event.message());
                sent.add(message);
                law.sent(timeNanos, nodeId, life, message, timestamp);
            }
            case Remembered.RECEIVED ->
                law.received(timeNanos, nodeId, life, new Named(event.node(), nodeId, event.message()), timestamp);
            default -> law.local(timeNanos, nodeId, life, timestamp);
        }
    }

    private void leaveInDoubt(long timeNanos, String nodeId) {
        if (inDoubt.remove(nodeId)) {
            law.lastFactsLost(
                    timeNanos, nodeId, "what " + nodeId + " noted last before it was killed is lost, and not stored");
        }
    }

    @Override
    public void onOperation(Operation operation) {
        if (operation.isClient()
                && operation.type() == Operation.Type.OK
                && operation.function().equals(ClockWorkload.SEND)
                && operation.value() instanceof List<?> toAndMessage
                && operation.extras().get("node") instanceof String node) {
            acknowledged.add(new Named(node, toAndMessage.get(0).toString(), toAndMessage.get(1)));
        }
    }

    @Override
    public void onLifeEnd(long timeNanos, String nodeId, int life, boolean whole) {
        law.crashed(timeNanos, nodeId);
        if (!whole) {
            inDoubt.add(nodeId);
        }
    }

    @Override
    public void onEnd(long healedNanos) {
        List.copyOf(inDoubt).forEach(node -> leaveInDoubt(healedNanos, node));
        acknowledged.stream()
                .filter(message -> !sent.contains(message))
                .findFirst()
                .ifPresent(message -> law.journalGap(
                        healedNanos,
                        message.from(),
                        message.from() + " acknowledged the send of " + message.message() + " to " + message.to()
                                + " and noted no fact 'sent' of it; expected one before the message is transmitted"));
        law.ended(healedNanos);
    }

    @Override
    public List<Verdict> verdicts() {
        return noted.isEmpty() ? List.of() : law.verdicts();
    }

    /** Returns empty, because all nodes have the same role. */
    @Override
    public Optional<String> primary() {
        return Optional.empty();
    }
}
