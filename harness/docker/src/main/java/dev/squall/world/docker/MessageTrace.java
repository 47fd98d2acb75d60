package dev.squall.world.docker;

import dev.squall.node.Message;
import dev.squall.world.ClusterObserver;
import dev.squall.world.ClusterObserver.MessageEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Trace of messages between nodes, joined from the reports of senders and receivers, which come in causal order.
 *
 * <p>If a message's connection broke, the message's delivery is unknown; only the send is recorded. The trace remembers
 * the latest {@link #REMEMBERED_MAX} messages. All methods are called on the timeline's thread.
 */
final class MessageTrace {

    private static final int REMEMBERED_MAX = 1 << 16;

    private final ClusterObserver observer;
    private final Map<Key, Sent> sent = new Bounded<>();
    private final Map<String, Long> sentInLife = new LinkedHashMap<>();
    private long count;

    /**
     * Identity of a message.
     *
     * @param number number of the message within the sender's life
     */
    record Key(String sender, int life, long number) {}

    private record Sent(long messageNumber, Message message) {}

    MessageTrace(ClusterObserver observer) {
        this.observer = observer;
    }

    /** Returns a number for a message, unique in this run. */
    long nextMessageNumber() {
        return count++;
    }

    /** Records that a node, in one of its lives, sends its next message to another node. */
    void onSent(String sender, int life, Message message) {
        Key key = new Key(sender, life, sentInLife.merge(sender + " " + life, 1L, Long::sum) - 1);
        Sent entry = new Sent(nextMessageNumber(), message);
        observer.onMessage(MessageEvent.SENT, entry.messageNumber(), message);
        sent.put(key, entry);
    }

    /** Returns true if the sending of a message was recorded, also if the message itself is forgotten. */
    boolean isSent(Key key) {
        return sentInLife.getOrDefault(key.sender() + " " + key.life(), 0L) > key.number();
    }

    /**
     * Records a message's fate, unless its sending was not reported or is forgotten.
     *
     * @param fate event of the receipt or loss
     */
    void onFate(Key key, MessageEvent fate) {
        // The entry stays, because a duplicated message is received twice.
        Sent entry = sent.get(key);
        if (entry != null) {
            observer.onMessage(fate, entry.messageNumber(), entry.message());
        }
    }

    private static final class Bounded<V> extends LinkedHashMap<Key, V> {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, V> eldest) {
            return size() > REMEMBERED_MAX;
        }
    }
}
