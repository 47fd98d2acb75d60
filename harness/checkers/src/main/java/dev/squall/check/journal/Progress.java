package dev.squall.check.journal;

import java.util.ArrayList;
import java.util.List;

/**
 * Progress of a node in the messages of one sender, each of which precedes the next. Constant time for each call,
 * amortized over the messages of the sender; more only where an event is preceded by an earlier life of the sender than
 * others before it.
 */
public final class Progress {

    private final List<Message> stream;
    private final int node;
    private final CrashContract contract;
    private final Nodes nodes;

    /** Messages below this number are delivered, or may be without a trace, except for the excused ones. */
    private int next;

    /**
     * Those below {@code next} that may have been lost when a message was delivered that they precede, in order. None
     * of them is delivered: that would be too late.
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
     * Returns the first message that the node should have delivered before another that it delivers now, or null if
     * there is none.
     *
     * @param count how many messages of the sender precede the one that is delivered
     * @param life the latest life of the sender that precedes it
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

    /** Remembers that the node delivers a message which so many messages of the sender precede. */
    public void delivered(Message message, int count) {
        if (count > precedingCount) {
            precedingCount = count;
            preceded = message;
        }
    }

    /**
     * Returns a message that the node has delivered although this one of the sender precedes it; null if there is none.
     */
    public Message overtook(Message message) {
        return message.index() < precedingCount ? preceded : null;
    }
}
