package dev.squall.check.journal;

import java.util.LinkedHashMap;
import java.util.Map;

/** A message: who sent it, what precedes it, and who delivered it first and when. */
public final class Message extends Awaited {

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

    public static Message toAll(Object id, int nodes) {
        return new Message(id, "", 0, nodes);
    }

    /** @param sender for whose message it passes; need not be a node */
    public static Message toOne(Object id, String sender, int receiver) {
        return new Message(id, sender, receiver, 1);
    }

    /** Returns the sender's number, or {@link Nodes#NONE} if the message was not sent. */
    public int sender() {
        return sender;
    }

    /** Returns how many messages the sender had sent before, to the same receivers. */
    public int index() {
        return index;
    }

    /** Returns when it was sent; null if it was not. */
    public Moment sent() {
        return sent;
    }

    public void sent(int sender, int index, Moment moment) {
        this.sender = sender;
        this.index = index;
        this.sent = moment;
    }

    /** Returns what happened before the message was sent; null if that is not followed. */
    public long[] past() {
        return past;
    }

    public void past(long[] past) {
        this.past = past;
    }

    public boolean isAcknowledged() {
        return acknowledged;
    }

    /**
     * Records that the sender is told that no crash can lose the message any more. After a crash that comes too late.
     */
    public void acknowledge(Moment moment) {
        acknowledged |= sent != null && moment.life() == sent.life();
    }

    /** Returns the receiver, if there is only one. */
    public int firstReceiver() {
        return firstReceiver;
    }

    /** Returns when a node delivered it first; null if it has not. */
    public Moment deliveredBy(int node) {
        return deliveries[node - firstReceiver];
    }

    public void deliveredBy(int node, Moment moment) {
        deliveries[node - firstReceiver] = moment;
    }

    /** Returns a text such as {@code m7 (sent by n1 at 0.250 s)}. */
    @Override
    public String toString() {
        if (sent != null) {
            return id + " (sent by " + sent + ")";
        }
        return claimedSender.isEmpty() ? String.valueOf(id) : id + " as from " + claimedSender;
    }

    /** Returns what happened to the message at a node, as JSON data for programs. */
    public Map<String, Object> details(String receiver) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("message", String.valueOf(id));
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
