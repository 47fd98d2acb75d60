package dev.squall.check.raft;

import dev.squall.check.Verdict;
import java.util.List;

/**
 * Online checker of Raft's four safety properties on the nodes' reports (Ongaro and Ousterhout, <i>In search of an
 * understandable consensus algorithm</i>, 2014, figure 3; lecture 6.2). The properties are election safety, log
 * matching, leader completeness and state machine safety. A fifth check compares the states of the replicas (lecture
 * 5.3). Indexes count from 0, as in the lecture.
 *
 * <p>The facts of one node must be passed in their order at the node; facts of different nodes may be interleaved in
 * any way. A fact takes constant time, except that a truncation takes time linear in the removed entries. Memory is
 * linear in the distinct entries. The checker judges only reported facts: a node that reports no commitment cannot
 * break leader completeness. Not thread-safe.
 *
 * <p>In all methods {@code life} is the number of earlier restarts of the node, and {@code timeNanos} is the time since
 * the run began. Life and time only describe the event in messages.
 */
public final class RaftSafety {

    private final ElectionSafety electionSafety = new ElectionSafety();
    private final LogMatching logMatching = new LogMatching();
    private final LeaderCompleteness leaderCompleteness = new LeaderCompleteness(logMatching);
    private final StateMachineSafety stateMachineSafety = new StateMachineSafety();
    private final StateMachineReplication stateMachineReplication = new StateMachineReplication();

    /** Records that a node won an election with its current log. */
    public void becameLeader(long timeNanos, String node, int life, long term) {
        Actor actor = new Actor(node, life, timeNanos);
        electionSafety.becameLeader(actor, term);
        leaderCompleteness.becameLeader(actor, term);
    }

    /**
     * Records that a node wrote an entry into its log. The entry at this index and all later ones, if any, are
     * replaced.
     *
     * @param command the command, compared by {@code equals}; null for an entry without a command
     */
    public void appended(long timeNanos, String node, int life, long index, long entryTerm, Object command) {
        logMatching.appended(new Actor(node, life, timeNanos), index, entryTerm, command);
    }

    /** Records that a node removed all entries from an index on. */
    public void truncated(long timeNanos, String node, int life, long newLength) {
        logMatching.truncated(new Actor(node, life, timeNanos), newLength);
    }

    /**
     * Records that a node replaced its whole log by a snapshot. Entries kept after the snapshot must be reported as
     * appended.
     */
    public void installedSnapshot(long timeNanos, String node, int life, long length, long lastTerm) {
        logMatching.replaced(new Actor(node, life, timeNanos), length, lastTerm);
    }

    /**
     * Records a node's log after a crash. The log need not be a prefix of the last reported one: the crash may have
     * undone a truncation, and some appended entries may be unreported. Index and term identify an entry and all
     * preceding ones as long as the log matching property holds.
     *
     * @param snapshotLength the number of entries that the node's snapshot replaces
     * @param snapshotTerm the term of the last entry in the snapshot; ignored if there is none
     * @param entryTerms the terms of the entries after the snapshot
     */
    public void recovered(
            long timeNanos, String node, int life, long snapshotLength, long snapshotTerm, List<Long> entryTerms) {
        logMatching.recovered(new Actor(node, life, timeNanos), snapshotLength, snapshotTerm, entryTerms);
    }

    /** Records that a node in a term knows the first {@code length} entries of its log to be committed. */
    public void committed(long timeNanos, String node, int life, long term, long length) {
        leaderCompleteness.committed(new Actor(node, life, timeNanos), term, length);
    }

    /** Records that a node applied an entry to its state machine. */
    public void applied(long timeNanos, String node, int life, long index, long entryTerm, Object command) {
        stateMachineSafety.applied(new Actor(node, life, timeNanos), index, entryTerm, command);
    }

    /**
     * Records the state of a node's state machine after the first {@code length} entries of its log.
     *
     * @param digest a hash of the state, which is equal for equal states
     */
    public void stateReached(long timeNanos, String node, int life, long length, long digest) {
        stateMachineReplication.stateReached(new Actor(node, life, timeNanos), length, digest);
    }

    /**
     * Returns one verdict for each property on the facts so far. The verdict reports the first violation of a property.
     */
    public List<Verdict> verdicts() {
        return List.of(
                electionSafety.verdict(),
                logMatching.verdict(),
                leaderCompleteness.verdict(),
                stateMachineSafety.verdict(),
                stateMachineReplication.verdict());
    }
}
