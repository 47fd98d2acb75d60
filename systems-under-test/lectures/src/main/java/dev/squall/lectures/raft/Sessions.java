package dev.squall.lectures.raft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Applies each command once, even if the log holds it several times (Raft paper, section 8; lecture 5.1). The table of
 * replies is part of the replicated state. Every node applies the same log, so all nodes treat the same entries as
 * repetitions.
 *
 * <p>A client's message ids grow, so its latest reply is enough. The table keeps one reply for every client that ever
 * asked. Without it a late duplicate would be applied.
 */
final class Sessions {

    private final ReplicatedMap map;
    private final Map<String, Reply> lastReplies = new LinkedHashMap<>();

    Sessions(ReplicatedMap map) {
        this.map = map;
    }

    /**
     * Applies a command unless it is a repetition.
     *
     * @return its reply. A repetition of the client's latest command gets the same reply as before. An older command
     *     gets null, because nobody waits for its reply
     */
    Reply apply(Command command) {
        Reply last = lastReplies.get(command.client());
        if (last != null && command.messageId() <= last.messageId()) {
            return command.messageId() == last.messageId() ? last : null;
        }
        Reply reply = map.apply(command);
        lastReplies.put(command.client(), reply);
        return reply;
    }

    /** Returns the state after {@code length} entries, the last of which has the term {@code lastTerm}. */
    Snapshot snapshot(long length, long lastTerm) {
        return new Snapshot(length, lastTerm, map.values(), new ArrayList<>(lastReplies.values()));
    }

    /**
     * Returns a hash of the state. Equal states have equal hashes in every life and on every machine, and different
     * states almost surely have different ones. Takes time linear in the state.
     */
    long digest() {
        long digest = map.digest();
        for (Reply reply : lastReplies.values()) {
            digest = Digest.of(digest, reply.client(), reply.messageId(), reply.type(), reply.value());
        }
        return digest;
    }

    void restore(Snapshot snapshot) {
        map.restore(snapshot.values());
        lastReplies.clear();
        List<Reply> replies = snapshot.lastReplies();
        for (Reply reply : replies) {
            lastReplies.put(reply.client(), reply);
        }
    }
}
