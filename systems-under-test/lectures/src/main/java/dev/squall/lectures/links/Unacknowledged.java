package dev.squall.lectures.links;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Unacknowledged messages sent to one node, by their numbers 1, 2, 3, .... */
final class Unacknowledged {

    /**
     * Number of messages to retransmit at once. Retransmitting the oldest message alone would be enough for progress. A
     * larger number would overload a slow network.
     */
    private static final int RETRANSMITTED_AT_ONCE_MAX = 64;

    /** The same while no acknowledgment arrives: the node may be cut off, and would be flooded when it returns. */
    private static final int RETRANSMITTED_INTO_SILENCE_MAX = 4;

    private final TreeMap<Long, Object> messages = new TreeMap<>();
    private long lastNumber;
    private boolean isAnswered = true;

    /** Adds the next message and returns its number. */
    long add(Object message) {
        lastNumber++;
        messages.put(lastNumber, message);
        return lastNumber;
    }

    /** Returns the number of the last message sent, 0 if no message was sent. */
    long lastNumber() {
        return lastNumber;
    }

    /** Continues the numbering after a message that was sent and acknowledged in an earlier life. */
    void skipTo(long number) {
        lastNumber = number;
    }

    void acknowledged(long number) {
        if (messages.remove(number) != null) {
            isAnswered = true;
        }
    }

    /** Forgets all messages up to this number, and returns false if no such message was stored. */
    boolean acknowledgedUpTo(long number) {
        Map<Long, Object> acknowledged = messages.headMap(number, true);
        boolean isNews = !acknowledged.isEmpty();
        acknowledged.clear();
        isAnswered |= isNews;
        return isNews;
    }

    /**
     * Returns a copy of the oldest messages, mapped by number in ascending order: fewer if no message was acknowledged
     * since the last call.
     */
    Map<Long, Object> toRetransmit() {
        int count = isAnswered ? RETRANSMITTED_AT_ONCE_MAX : RETRANSMITTED_INTO_SILENCE_MAX;
        isAnswered = false;
        Map<Long, Object> oldest = new LinkedHashMap<>();
        Iterator<Map.Entry<Long, Object>> entries = messages.entrySet().iterator();
        while (entries.hasNext() && oldest.size() < count) {
            Map.Entry<Long, Object> entry = entries.next();
            oldest.put(entry.getKey(), entry.getValue());
        }
        return oldest;
    }

    /** Returns all messages, mapped by number, oldest first. */
    Map<Long, Object> all() {
        return Collections.unmodifiableMap(messages);
    }

    /** Returns the backlog as {@link Link#backlog} defines it. */
    long backlog() {
        return messages.isEmpty() ? 0 : lastNumber - messages.firstKey() + 1;
    }
}
