package dev.squall.lectures.raft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sessions of the clients, which apply each command once even if the log contains the command several times (Raft
 * paper, section 8; lecture 5.1). The table of replies is part of the replicated state. Every node applies the same
 * log, so all nodes detect the same repetitions.
 *
 * <p>A client's message ids grow, so the table needs only the latest reply of each client. The table never removes a
 * client, because a late duplicate would then be applied.
 */
final class Sessions {

    private final ReplicatedMap map;
    private final Map<String, Reply> lastReplies = new LinkedHashMap<>();

    Sessions(ReplicatedMap map) {
        this.map = map;
    }

    /**
     * Applies a command, unless the command is a repetition.
     *
     * @return the reply to the command. A repetition of the client's latest command gets the same reply again. An older
     *     command gets null, because the client no longer waits for its reply
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

    /**
     * Returns a snapshot of the state after {@code length} entries; the last of these entries has term {@code
     * lastTerm}.
     */
    Snapshot snapshot(long length, long lastTerm) {
        return new Snapshot(length, lastTerm, map.values(), new ArrayList<>(lastReplies.values()));
    }

    /**
     * Returns a hash of the state. Equal states have equal hashes in every life and on every machine, and different
     * states almost surely have different hashes. The computation takes time linear in the state.
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
