package dev.squall.lectures.links;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The messages sent to one node, numbered 1, 2, 3, ..., of which those acknowledged are forgotten. */
final class Unacknowledged {

    /** Retransmitting the oldest is enough for progress; more at once would only crowd a slow network. */
    private static final int RETRANSMITTED_AT_ONCE_MAX = 64;

    private final TreeMap<Long, Object> messages = new TreeMap<>();
    private long lastNumber;

    /** Takes the next message, and gives it the next number. */
    long add(Object message) {
        lastNumber++;
        messages.put(lastNumber, message);
        return lastNumber;
    }

    /** The number of the message sent last, 0 if there was none. */
    long lastNumber() {
        return lastNumber;
    }

    /** Goes on after a message that was sent, and acknowledged, in an earlier life. */
    void skipTo(long number) {
        lastNumber = number;
    }

    void acknowledged(long number) {
        messages.remove(number);
    }

    /** Forgets all up to this number; false if there were none. */
    boolean acknowledgedUpTo(long number) {
        Map<Long, Object> acknowledged = messages.headMap(number, true);
        boolean isNews = !acknowledged.isEmpty();
        acknowledged.clear();
        return isNews;
    }

    /** The oldest messages by their numbers, in order: a copy. */
    Map<Long, Object> toRetransmit() {
        Map<Long, Object> oldest = new LinkedHashMap<>();
        Iterator<Map.Entry<Long, Object>> entries = messages.entrySet().iterator();
        while (entries.hasNext() && oldest.size() < RETRANSMITTED_AT_ONCE_MAX) {
            Map.Entry<Long, Object> entry = entries.next();
            oldest.put(entry.getKey(), entry.getValue());
        }
        return oldest;
    }

    /** All the messages by their numbers, the oldest first. */
    Map<Long, Object> all() {
        return Collections.unmodifiableMap(messages);
    }

    /** As {@link Link#backlog}. */
    long backlog() {
        return messages.isEmpty() ? 0 : lastNumber - messages.firstKey() + 1;
    }
}
