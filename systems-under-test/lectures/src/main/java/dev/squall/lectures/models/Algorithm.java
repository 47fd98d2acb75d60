package dev.squall.lectures.models;

import dev.squall.lectures.commit.CommitMessages.Vote;
import dev.squall.lectures.quorum.QuorumMessages.GetResponse;
import dev.squall.lectures.quorum.QuorumMessages.SetResponse;
import dev.squall.lectures.raft.RaftMessages.VoteResponse;
import dev.squall.node.Message;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/**
 * Messages that decide in an algorithm, and the algorithm's timeouts. An {@link AdversarialScheduler} needs to know no
 * more.
 *
 * @param decision function from a message to the decision that the message contributes to; null if there is none
 * @param contributors function from the number of nodes to the number of other nodes whose contributions decide
 * @param options function from a factor to the options of nodes with this multiple of {@link #TIMEOUT_MILLIS}
 */
record Algorithm(
        Function<Message, Object> decision, IntUnaryOperator contributors, IntFunction<Map<String, String>> options) {

    /** Longest timeout of the nodes in milliseconds, with the options for the factor 1. */
    static final long TIMEOUT_MILLIS = 300;

    /** A day, which is longer than every run. */
    private static final String NEVER_MILLIS = "86400000";

    private static final String VOTE_TIMEOUT = "vote-timeout-ms";

    /** Two-phase commit: the last participant's vote decides. The coordinator waits for the vote until a timeout. */
    static final Algorithm TWO_PHASE_COMMIT = new Algorithm(
            message -> message.body() instanceof Vote vote ? vote.transaction() : null,
            nodeCount -> nodeCount - 1,
            factor -> Map.of(VOTE_TIMEOUT, String.valueOf(factor * TIMEOUT_MILLIS)));

    /** Two-phase commit whose coordinator waits for votes without a timeout. */
    static final Algorithm TWO_PHASE_COMMIT_WITHOUT_TIMEOUT = new Algorithm(
            TWO_PHASE_COMMIT.decision, TWO_PHASE_COMMIT.contributors, factor -> Map.of(VOTE_TIMEOUT, NEVER_MILLIS));

    /**
     * Raft: the vote that completes a quorum makes a candidate the leader. Without a leader, no command is decided. A
     * candidate waits for votes until its election timeout.
     */
    static final Algorithm RAFT = new Algorithm(
            message -> message.body() instanceof VoteResponse vote && vote.granted()
                    ? List.of(message.destination(), vote.term())
                    : null,
            nodeCount -> nodeCount / 2,
            Algorithm::electionTimeouts);

    /** Two-phase commit with votes through Raft, with the timeouts of both. */
    static final Algorithm FAULT_TOLERANT_COMMIT =
            new Algorithm(RAFT.decision, RAFT.contributors, Algorithm::timeoutsOfCommitAndRaft);

    /** Quorum reads and writes: the response that completes a quorum ends a round. Rounds have no timeout. */
    static final Algorithm ABD = new Algorithm(
            message -> message.body() instanceof GetResponse || message.body() instanceof SetResponse
                    ? List.of(message.destination(), message.inReplyTo())
                    : null,
            nodeCount -> nodeCount / 2,
            factor -> Map.of("operation-timeout-ms", NEVER_MILLIS));

    /** An algorithm without messages that decide, so the scheduler may hold back every message. */
    static final Algorithm LOCAL = new Algorithm(message -> "all messages", nodeCount -> 1, factor -> Map.of());

    /** A broadcast without messages that decide. Rare retransmissions keep the runs short, and the task needs none. */
    static final Algorithm LOCAL_BROADCAST =
            new Algorithm(LOCAL.decision, LOCAL.contributors, factor -> Map.of("retransmission-ms", "10000"));

    private static Map<String, String> electionTimeouts(int factor) {
        String half = String.valueOf(factor * TIMEOUT_MILLIS / 2);
        return Map.of("election-timeout-ms", half, "election-timeout-spread-ms", half);
    }

    private static Map<String, String> timeoutsOfCommitAndRaft(int factor) {
        Map<String, String> options = new TreeMap<>(electionTimeouts(factor));
        options.putAll(TWO_PHASE_COMMIT.options.apply(factor));
        return options;
    }
}
