package dev.squall.lectures.raft;

import dev.squall.check.Verdict;
import dev.squall.check.raft.RaftSafety;
import dev.squall.node.Fact;
import dev.squall.workload.JournalAnalysis;
import java.util.List;
import java.util.Optional;

/** Journal analysis of Raft: passes the nodes' facts to the checker of Raft's safety properties. */
final class RaftJournal implements JournalAnalysis {

    private final RaftSafety safety = new RaftSafety();
    private String lastLeader;
    private long lastLeaderTerm;

    @Override
    public void onFact(long timeNanos, String nodeId, int life, Fact fact) {
        if (fact instanceof RaftFacts.Applied applied) {
            safety.applied(timeNanos, nodeId, life, applied.index(), applied.term(), applied.command());
        } else if (fact instanceof RaftFacts.Appended appended) {
            safety.appended(timeNanos, nodeId, life, appended.index(), appended.term(), appended.command());
        } else if (fact instanceof RaftFacts.Committed committed) {
            safety.committed(timeNanos, nodeId, life, committed.term(), committed.length());
        } else if (fact instanceof RaftFacts.Truncated truncated) {
            safety.truncated(timeNanos, nodeId, life, truncated.length());
        } else if (fact instanceof RaftFacts.BecameLeader elected) {
            onLeader(timeNanos, nodeId, life, elected.term());
        } else if (fact instanceof RaftFacts.InstalledSnapshot installed) {
            onSnapshot(timeNanos, nodeId, life, installed);
        } else if (fact instanceof RaftFacts.StateReached reached) {
            safety.stateReached(timeNanos, nodeId, life, reached.length(), reached.digest());
        } else if (fact instanceof RaftFacts.Recovered recovered) {
            safety.recovered(
                    timeNanos,
                    nodeId,
                    life,
                    recovered.snapshotLength(),
                    recovered.snapshotTerm(),
                    recovered.entryTerms());
        }
    }

    private void onLeader(long timeNanos, String nodeId, int life, long term) {
        safety.becameLeader(timeNanos, nodeId, life, term);
        if (term >= lastLeaderTerm) {
            lastLeaderTerm = term;
            lastLeader = nodeId;
        }
    }

    /**
     * Passes an installed snapshot to the checker, unless entries remain after the snapshot. If entries remain, the log
     * already contained the snapshot's last entry, and is unchanged.
     */
    private void onSnapshot(long timeNanos, String nodeId, int life, RaftFacts.InstalledSnapshot installed) {
        if (installed.logLength() == installed.length()) {
            safety.installedSnapshot(timeNanos, nodeId, life, installed.length(), installed.lastTerm());
        }
    }

    @Override
    public List<Verdict> verdicts() {
        return safety.verdicts();
    }

    @Override
    public Optional<String> primary() {
        return Optional.ofNullable(lastLeader);
    }
}
