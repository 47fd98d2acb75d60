package dev.squall.check.raft;

import dev.squall.check.Verdict;
import java.util.List;

/**
 * Raft's four safety properties, checked as the nodes report (Ongaro and Ousterhout, <i>In search of an understandable
 * consensus algorithm</i>, 2014, figure 3; lecture 6.2). They are election safety, log matching, leader completeness
 * and state machine safety. A fifth check is what they serve: replicas whose states are equal (lecture 5.3). Indexes
 * count from 0, as in the lecture.
 *
 * <p>The facts of one node must come in the order in which they happened there; those of different nodes may be
 * interleaved in any way. Each costs constant time, but for those that undo something, which cost what they undo;
 * memory is linear in the distinct entries. A checker goes by what nodes report: a node that reports no commitment, for
 * instance, cannot break leader completeness. For one thread.
 *
 * <p>In all methods {@code life} is how often the node was restarted before, and {@code timeNanos} is since the run
 * began; both only serve to name the event.
 */
public final class RaftSafety {

    private final ElectionSafety electionSafety = new ElectionSafety();
    private final LogMatching logMatching = new LogMatching();
    private final LeaderCompleteness leaderCompleteness = new LeaderCompleteness(logMatching);
    private final StateMachineSafety stateMachineSafety = new StateMachineSafety();
    private final StateMachineReplication stateMachineReplication = new StateMachineReplication();

    /** Records that a node won an election, with the log that it has now. */
    public void becameLeader(long timeNanos, String node, int life, long term) {
        Actor actor = new Actor(node, life, timeNanos);
        electionSafety.becameLeader(actor, term);
        leaderCompleteness.becameLeader(actor, term);
    }

    /**
     * Records that a node put an entry into its log, at its end or in the place of the entry at the index and all
     * behind it.
     *
     * @param command with {@code equals}; null for an entry without a command
     */
    public void appended(long timeNanos, String node, int life, long index, long entryTerm, Object command) {
        logMatching.appended(new Actor(node, life, timeNanos), index, entryTerm, command);
    }

    /** Records that a node removed the entries from an index on. */
    public void truncated(long timeNanos, String node, int life, long newLength) {
        logMatching.truncated(new Actor(node, life, timeNanos), newLength);
    }

    /**
     * Records that a node replaced its whole log by a snapshot; entries that it keeps behind it are to be reported as
     * appended.
     */
    public void installedSnapshot(long timeNanos, String node, int life, long length, long lastTerm) {
        logMatching.replaced(new Actor(node, life, timeNanos), length, lastTerm);
    }

    /**
     * Records that a node has this log after a crash. That need not be a prefix of what it had last: the crash may have
     * undone a truncation as well, and may have kept the node from telling what it had appended. Entries are told by
     * index and term, which name an entry and all before it as long as the log matching property holds.
     *
     * @param snapshotLength how many entries the node's snapshot replaces
     * @param snapshotTerm the term of the last of them; without meaning if there are none
     * @param entryTerms the terms of the entries after the snapshot
     */
    public void recovered(
            long timeNanos, String node, int life, long snapshotLength, long snapshotTerm, List<Long> entryTerms) {
        logMatching.recovered(new Actor(node, life, timeNanos), snapshotLength, snapshotTerm, entryTerms);
    }

    /** Records that a node, being in a term, knows the first entries of its log to be committed. */
    public void committed(long timeNanos, String node, int life, long term, long length) {
        leaderCompleteness.committed(new Actor(node, life, timeNanos), term, length);
    }

    /** Records that a node gave an entry to its state machine. */
    public void applied(long timeNanos, String node, int life, long index, long entryTerm, Object command) {
        stateMachineSafety.applied(new Actor(node, life, timeNanos), index, entryTerm, command);
    }

    /**
     * Records that a node's state machine has the state that follows from the first entries of its log.
     *
     * @param digest the same for equal states; that of others should differ
     */
    public void stateReached(long timeNanos, String node, int life, long length, long digest) {
        stateMachineReplication.stateReached(new Actor(node, life, timeNanos), length, digest);
    }

    /** One verdict for each property, as of now; of several violations of a property the first. */
    public List<Verdict> verdicts() {
        return List.of(
                electionSafety.verdict(),
                logMatching.verdict(),
                leaderCompleteness.verdict(),
                stateMachineSafety.verdict(),
                stateMachineReplication.verdict());
    }
}
