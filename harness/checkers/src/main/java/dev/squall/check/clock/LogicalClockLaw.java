package dev.squall.check.clock;

import dev.squall.check.journal.Awaited;
import dev.squall.check.journal.JournalChecker;
import dev.squall.check.journal.Moment;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Check of a logical clock's timestamps against the happened-before relation (Lamport, 1978; lecture 3.3).
 * Happened-before follows from the order of each node's events, across all its lives, and from the messages. Each
 * sending has its own message name; any number of nodes may receive the message. A receipt of a message that no journal
 * has as sent breaks the law by {@code message-created}, unless a journal may lack facts. Callers must not modify a
 * timestamp later.
 *
 * @param <T> the type of timestamps
 * @param <E> the checker's record of an event
 */
public abstract sealed class LogicalClockLaw<T, E> extends JournalChecker permits LamportClockLaws, VectorClockLaw {

    /** The sending of a message. */
    private static final class Sending<E> extends Awaited {
        private E event;
    }

    private final Map<Object, Sending<E>> sendings = new HashMap<>();

    LogicalClockLaw(Collection<String> nodes) {
        super(nodes);
    }

    /** Records a local event: one that neither sends nor receives a message. */
    public final void local(long timeNanos, String node, int life, T timestamp) {
        int at = nodes.numberOf(node);
        Objects.requireNonNull(timestamp, "timestamp");
        local(at, timeNanos, () -> happened(at, nodes.happened(at, life, timeNanos), timestamp, null));
    }

    /** Records that a node sent, or broadcast, a message. */
    public final void sent(long timeNanos, String node, int life, Object message, T timestamp) {
        int at = nodes.numberOf(node);
        Objects.requireNonNull(timestamp, "timestamp");
        Sending<E> sending = sending(message);
        sending(at, timeNanos, sending, () -> {
            Moment moment = nodes.happened(at, life, timeNanos);
            if (sending.isSent()) {
                sentAgain(moment, message);
            }
            sending.event = happened(at, moment, timestamp, null);
        });
    }

    /**
     * Records that a node received, or delivered, a message.
     *
     * @param timestamp the timestamp of the receive event, not the message's timestamp
     */
    public final void received(long timeNanos, String node, int life, Object message, T timestamp) {
        int at = nodes.numberOf(node);
        Objects.requireNonNull(timestamp, "timestamp");
        Sending<E> sending = sending(message);
        receipt(at, timeNanos, sending, () -> {
            Moment moment = nodes.happened(at, life, timeNanos);
            if (!sending.isSent() && nodes.missing().isEmpty()) {
                law().breakWith(
                                "message-created",
                                moment + " received " + message + ", which no node had sent",
                                ClockProperty.details("message", String.valueOf(message), "receiver", node));
            }
            happened(at, moment, timestamp, sending.event);
        });
    }

    private Sending<E> sending(Object message) {
        return sendings.computeIfAbsent(message, unknown -> new Sending<>());
    }

    /** Returns the property that a receipt breaks if nothing was sent. */
    abstract ClockProperty law();

    /**
     * Checks an event. Callers pass an event after all events that happened before it.
     *
     * @param cause the sending of the received message; null if no message is received or the sending is unknown
     */
    abstract E happened(int node, Moment moment, T timestamp, E cause);
}
