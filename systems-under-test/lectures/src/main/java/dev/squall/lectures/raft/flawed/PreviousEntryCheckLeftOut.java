package dev.squall.lectures.raft.flawed;

import dev.squall.lectures.raft.KeyValueStore;
import dev.squall.lectures.raft.RaftNode;
import dev.squall.lectures.raft.RaftOptions;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.node.Environment;

/**
 * Raft with followers that append a leader's entries if their log is long enough, without checking the previous entry's
 * term.
 *
 * <p>Flaw: the follower's uncommitted entries of an earlier term stay before the new entries, and the follower
 * acknowledges all of them (Raft paper, section 5.3).
 *
 * <p>Symptom: logs that agree on an entry but differ on earlier entries, in violation of log matching (lecture 6.2). As
 * a result, nodes apply different commands at one index.
 *
 * <p>Trigger: replacing a leader that has entries that no other node has, and letting the old leader become a follower.
 */
public final class PreviousEntryCheckLeftOut extends RaftProgram {

    @Override
    protected RaftNode newNode(Environment environment, RaftOptions options, KeyValueStore store) {
        return new RaftNode(environment, options, store) {
            @Override
            protected boolean prefixAgrees(long prefixLength, long prefixTerm) {
                return true;
            }
        };
    }
}
