package dev.squall.lectures.raft;

import dev.squall.node.Body;
import java.util.List;

/** Messages between the nodes. The sender is the envelope's source. */
public final class RaftMessages {

    private RaftMessages() {}

    /**
     * A candidate asks for a vote.
     *
     * @param term the term in which it wants to lead
     * @param logLength the length of its log
     * @param lastTerm the term of its last entry, 0 if its log is empty
     */
    public record VoteRequest(long term, long logLength, long lastTerm) implements Body {}

    /**
     * Reply to a {@link VoteRequest}.
     *
     * @param term the voter's current term
     * @param granted true if the voter has voted for the candidate in that term
     */
    public record VoteResponse(long term, boolean granted) implements Body {}

    /**
     * A leader's entries for a follower. Without entries it is the leader's heartbeat.
     *
     * @param term the leader's term
     * @param prefixLength number of entries before those sent
     * @param prefixTerm the term of the last entry before them, 0 if there is none
     * @param commitLength number of entries that the leader knows to be committed
     * @param suffix entries from index {@code prefixLength} on, not necessarily to the end of the leader's log
     */
    public record LogRequest(long term, long prefixLength, long prefixTerm, long commitLength, List<LogEntry> suffix)
            implements Body {

        public LogRequest {
            suffix = List.copyOf(suffix);
        }
    }

    /**
     * Reply to a {@link LogRequest} or {@link SnapshotRequest}.
     *
     * @param term the follower's current term
     * @param ack on success, the length of the prefix on the follower's stable storage that agrees with the leader's
     *     log. Otherwise a shorter prefix to try next, which a leader of an earlier term must ignore
     * @param success true if the leader's term is current and the follower's log had the prefix
     */
    public record LogResponse(long term, long ack, boolean success) implements Body {}

    /**
     * A snapshot for a follower that needs entries which the leader no longer has.
     *
     * @param term the leader's term
     * @param snapshot the snapshot that replaces them
     */
    public record SnapshotRequest(long term, Snapshot snapshot) implements Body {}

    /** A client's command, forwarded to the node that the sender takes for the leader. */
    public record ForwardRequest(Command command) implements Body {}

    /** A reply on its way back to the client, through the node that forwarded the command. */
    public record ForwardResponse(Reply reply) implements Body {}
}
