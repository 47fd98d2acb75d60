package dev.squall.lectures.raft;

import dev.squall.node.Body;
import java.util.List;

/** Messages between Raft nodes. The source in the message's envelope is the sender. */
public final class RaftMessages {

    private RaftMessages() {}

    /**
     * Request of a candidate for a vote.
     *
     * @param term term of the election
     * @param logLength length of the candidate's log
     * @param lastTerm term of the last entry in the candidate's log; 0 if the log is empty
     */
    public record VoteRequest(long term, long logLength, long lastTerm) implements Body {}

    /**
     * Reply to a {@link VoteRequest}.
     *
     * @param term current term of the voter
     * @param granted true if the voter has voted for the candidate in that term
     */
    public record VoteResponse(long term, boolean granted) implements Body {}

    /**
     * Request of a leader that a follower append entries. A request without entries is a heartbeat.
     *
     * @param term the leader's term
     * @param prefixLength number of entries before the sent entries
     * @param prefixTerm term of the last entry before the sent entries; 0 if no entry precedes
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
     * @param term current term of the follower
     * @param ack on success, the length of the prefix on the follower's stable storage that agrees with the leader's
     *     log. On failure, the length of a shorter prefix to try next; a leader of an earlier term must ignore it
     * @param success true if the leader's term is current and the follower's log had the prefix
     */
    public record LogResponse(long term, long ack, boolean success) implements Body {}

    /**
     * Request of a leader that a follower install a snapshot, because the leader no longer has the entries that the
     * follower needs.
     *
     * @param term the leader's term
     * @param snapshot snapshot in place of the missing entries
     */
    public record SnapshotRequest(long term, Snapshot snapshot) implements Body {}

    /** A client's command, forwarded to the leader that the sender knows. */
    public record ForwardRequest(Command command) implements Body {}

    /** A reply from the leader to the node that forwarded the command. */
    public record ForwardResponse(Reply reply) implements Body {}
}
