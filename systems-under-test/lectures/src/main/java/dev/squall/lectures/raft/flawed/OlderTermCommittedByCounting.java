package dev.squall.lectures.raft.flawed;

import dev.squall.lectures.raft.KeyValueStore;
import dev.squall.lectures.raft.RaftNode;
import dev.squall.lectures.raft.RaftOptions;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.node.Environment;

/**
 * Raft whose leader takes an entry of an earlier term for committed as soon as a quorum has it.
 *
 * <p>Wrong: a node whose log ends with an entry of a term between that entry's and the leader's own may still be
 * elected, by nodes of that very quorum (Raft paper, section 5.4.2 and figure 8).
 *
 * <p>Shows: a leader without an entry that was committed before, against leader completeness (lecture 6.2), which then
 * replaces it by its own.
 *
 * <p>By: leaders that lose their followers again and again before their first entries have reached a quorum: with few
 * entries in a message, messages that are slow and partitions that follow the leader.
 */
public final class OlderTermCommittedByCounting extends RaftProgram {

    @Override
    protected RaftNode newNode(Environment environment, RaftOptions options, KeyValueStore store) {
        return new RaftNode(environment, options, store) {
            @Override
            protected boolean countingCommits(long entryTerm) {
                return true;
            }
        };
    }
}
