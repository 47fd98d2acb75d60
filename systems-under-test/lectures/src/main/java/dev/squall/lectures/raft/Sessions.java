package dev.squall.lectures.raft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Applies each command once, however often the log holds it (Raft paper, section 8; lecture 5.1). The table is part of
 * the replicated state: as every node applies the same log, all take the same entries for repetitions.
 *
 * <p>A client's message ids grow, so its latest reply is enough to know. The table keeps one reply for each client
 * that ever asked; to forget one would be to apply its late duplicate.
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
     * @return its reply, the same as the first time if it repeats the client's latest command; null if the client has
     *     since sent another, so that nobody waits for this one
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

    /** The state after {@code length} entries, the last of which has the term {@code lastTerm}. */
    Snapshot snapshot(long length, long lastTerm) {
        return new Snapshot(length, lastTerm, map.values(), new ArrayList<>(lastReplies.values()));
    }

    /**
     * A number that is the same for equal states, in every life and on every machine, and almost surely another for
     * others. Takes time linear in the state.
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
