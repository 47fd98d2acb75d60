package dev.squall.lectures.raft.flawed;

import dev.squall.lectures.raft.KeyValueStore;
import dev.squall.lectures.raft.RaftNode;
import dev.squall.lectures.raft.RaftOptions;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.node.Environment;

/**
 * Raft whose followers append a leader's entries if their log is long enough, without checking the term of the entry
 * before.
 *
 * <p>Flaw: the follower's own uncommitted entries of an earlier term stay below the new ones, and it acknowledges all
 * of them (Raft paper, section 5.3).
 *
 * <p>Symptom: logs that agree on an entry and differ before it, against log matching (lecture 6.2). As a result, nodes
 * apply different commands at one index.
 *
 * <p>Trigger: deposing a leader that has entries which no other node has, and letting it follow again.
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
