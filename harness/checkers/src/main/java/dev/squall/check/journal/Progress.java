package dev.squall.check.journal;

import java.util.ArrayList;
import java.util.List;

/**
 * Progress of a node in delivering the messages of one sender, each of which precedes the next. A call takes constant
 * time, amortized over the messages of the sender. A call takes longer only for an event that depends on an earlier
 * life of the sender than previous events did.
 */
public final class Progress {

    private final List<Message> stream;
    private final int node;
    private final CrashContract contract;
    private final Nodes nodes;

    /** Number of messages that are delivered, possibly delivered, or excused. */
    private int next;

    /**
     * Messages below {@code next}, in order, that the crash contract allowed the node to skip. The node must not
     * deliver an excused message later.
     */
    private final List<Message> excused = new ArrayList<>(0);

    private int precedingCount;
    private Message preceded;

    public Progress(List<Message> stream, int node, CrashContract contract, Nodes nodes) {
        this.stream = stream;
        this.node = node;
        this.contract = contract;
        this.nodes = nodes;
    }

    /**
     * Returns the first message that the node should have delivered before its current delivery; null if there is none.
     *
     * @param count the number of the sender's messages that precede the delivered one
     * @param life the latest life of the sender that precedes the delivered message
     */
    public Message skippedBy(int count, int life) {
        for (int i = excused.size() - 1; i >= 0; i--) {
            Message message = excused.get(i);
            if (contract.mayLose(message, life)) {
                break;
            }
            if (message.index() < count && !nodes.mayHaveDelivered(node, message)) {
                return message;
            }
        }
        for (; next < count; next++) {
            Message message = stream.get(next);
            if (message.deliveredBy(node) == null && !nodes.mayHaveDelivered(node, message)) {
                if (!contract.mayLose(message, life)) {
                    return message;
                }
                excused.add(message);
            }
        }
        return null;
    }

    /** Records that the node delivers a message that is preceded by {@code count} messages of the sender. */
    public void delivered(Message message, int count) {
        if (count > precedingCount) {
            precedingCount = count;
            preceded = message;
        }
    }

    /**
     * Returns a message that the node delivered too early, before the given preceding message; null if there is none.
     */
    public Message overtook(Message message) {
        return message.index() < precedingCount ? preceded : null;
    }
}
