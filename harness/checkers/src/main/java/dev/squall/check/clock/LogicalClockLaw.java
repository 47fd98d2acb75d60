package dev.squall.check.clock;

import dev.squall.check.journal.Awaited;
import dev.squall.check.journal.JournalChecker;
import dev.squall.check.journal.Moment;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Checks the timestamps that a logical clock gives to events against happened-before (Lamport, 1978; lecture 3.3).
 * Happened-before follows from what each node does in turn, in all its lives, and from the messages. A message is named
 * once for each time that it is sent; any number of nodes may receive it. A receipt of what no journal has as sent
 * breaks the law by {@code message-created}, unless a journal may lack something. Timestamps must not change once they
 * are given.
 *
 * @param <T> the timestamps
 * @param <E> what the law remembers of an event
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

    /** Something happened at a node that neither sends nor receives. */
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
     * @param timestamp of the receipt, not of the message
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
     * Takes an event that happens, after all that it can depend on.
     *
     * @param cause the sending of the message that is received; null if nothing is, or if it is not known
     */
    abstract E happened(int node, Moment moment, T timestamp, E cause);
}
