package dev.squall.check.journal;

import java.util.LinkedHashMap;
import java.util.Map;

/** Message with its sender, its causal past, and each receiver's first delivery. */
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

    /** @param sender the claimed sender, which need not be a node */
    public static Message toOne(Object id, String sender, int receiver) {
        return new Message(id, sender, receiver, 1);
    }

    /** Returns the sender's number, or {@link Nodes#NONE} if the message was not sent. */
    public int sender() {
        return sender;
    }

    /** Returns the number of earlier messages from this sender to the same receivers. */
    public int index() {
        return index;
    }

    /** Returns the moment of the sending; null if the message was not sent. */
    public Moment sent() {
        return sent;
    }

    public void sent(int sender, int index, Moment moment) {
        this.sender = sender;
        this.index = index;
        this.sent = moment;
    }

    /** Returns the vector timestamp of the sending's causal past; null if no causal history is recorded. */
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
     * Records an acknowledgement to the sender that no crash can lose the message any more. Does nothing if the sender
     * has crashed since the sending.
     */
    public void acknowledge(Moment moment) {
        acknowledged |= sent != null && moment.life() == sent.life();
    }

    /** Returns the receiver of a message to one node; 0 for a broadcast. */
    public int firstReceiver() {
        return firstReceiver;
    }

    /** Returns the moment of a node's first delivery of the message; null if there is none. */
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

    /** Returns the message, its sender and a receiver as JSON data for programs. */
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
