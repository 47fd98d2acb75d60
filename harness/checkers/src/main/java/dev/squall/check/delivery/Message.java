package dev.squall.check.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

/** A message: who sent it, what precedes it, and who delivered it first and when. */
final class Message extends Awaited {

    private final Object id;
    private final String claimedSender;
    private final int firstReceiver;
    private final Moment[] deliveries;
    private int sender = Nodes.NONE;
    private int index;
    private Moment sent;
    private long[] past;
    private boolean acknowledged;

    private Message(Object id, String claimedSender, int firstReceiver, int receivers) {
        this.id = id;
        this.claimedSender = claimedSender;
        this.firstReceiver = firstReceiver;
        this.deliveries = new Moment[receivers];
    }

    static Message toAll(Object id, int nodes) {
        return new Message(id, "", 0, nodes);
    }

    /** @param sender for whose message it passes; need not be a node */
    static Message toOne(Object id, String sender, int receiver) {
        return new Message(id, sender, receiver, 1);
    }

    /** The sender's number, or {@link Nodes#NONE} if the message was not sent. */
    int sender() {
        return sender;
    }

    /** How many messages the sender had sent before, to the same receivers. */
    int index() {
        return index;
    }

    /** When it was sent; null if it was not. */
    Moment sent() {
        return sent;
    }

    void sent(int sender, int index, Moment moment) {
        this.sender = sender;
        this.index = index;
        this.sent = moment;
    }

    /** What happened before the message was sent; null if that is not followed. */
    long[] past() {
        return past;
    }

    void past(long[] past) {
        this.past = past;
    }

    boolean isAcknowledged() {
        return acknowledged;
    }

    /** The sender is told that no crash can lose the message any more. After a crash that comes too late. */
    void acknowledge(Moment moment) {
        acknowledged |= sent != null && moment.life() == sent.life();
    }

    /** The receiver, if there is only one. */
    int firstReceiver() {
        return firstReceiver;
    }

    /** When a node delivered it first; null if it has not. */
    Moment deliveredBy(int node) {
        return deliveries[node - firstReceiver];
    }

    void deliveredBy(int node, Moment moment) {
        deliveries[node - firstReceiver] = moment;
    }

    /** Such as {@code m7 (sent by n1 at 0.250 s)}. */
    @Override
    public String toString() {
        if (sent != null) {
            return id + " (sent by " + sent + ")";
        }
        return claimedSender.isEmpty() ? id.toString() : id + " as from " + claimedSender;
    }

    /** What happened to the message at a node, as JSON data for programs. */
    Map<String, Object> details(String receiver) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("message", id.toString());
        if (sent != null) {
            details.put("sender", sent.node());
            details.put("sentNanos", sent.timeNanos());
        } else if (!claimedSender.isEmpty()) {
            details.put("sender", claimedSender);
        }
        details.put("receiver", receiver);
        return details;
    }
}
