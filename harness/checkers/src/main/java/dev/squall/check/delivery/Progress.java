package dev.squall.check.delivery;

import java.util.ArrayList;
import java.util.List;

/**
 * How far a node has come in the messages of one sender, each of which precedes the next. Constant time for each call,
 * amortized over the messages of the sender; more only where an event is preceded by an earlier life of the sender than
 * others before it.
 */
public final class Progress {

    private final List<Message> stream;
    private final int node;
    private final CrashContract contract;
    private final Nodes nodes;

    /** Of the messages below, all but the excused ones are delivered, or may be without a trace. */
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
     * The first message that the node should have delivered before another that it delivers now, or null if there is
     * none.
     *
     * @param count how many messages of the sender precede the one that is delivered
     * @param life the latest life of the sender that precedes it
     */
    Message skippedBy(int count, int life) {
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
    void delivered(Message message, int count) {
        if (count > precedingCount) {
            precedingCount = count;
            preceded = message;
        }
    }

    /** A message that the node has delivered although this one of the sender precedes it; null if there is none. */
    Message overtook(Message message) {
        return message.index() < precedingCount ? preceded : null;
    }
}
