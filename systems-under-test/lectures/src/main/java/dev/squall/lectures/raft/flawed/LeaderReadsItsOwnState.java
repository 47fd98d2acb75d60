package dev.squall.lectures.raft.flawed;

import dev.squall.lectures.raft.Command;
import dev.squall.lectures.raft.KeyValueStore;
import dev.squall.lectures.raft.RaftNode;
import dev.squall.lectures.raft.RaftOptions;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.node.Environment;

/**
 * Raft with a leader that answers reads immediately from its applied state, without asking other nodes.
 *
 * <p>Flaw: a node cannot know by itself if it is still the leader. A new leader cannot know if it has applied all
 * committed entries (lecture 7.2; Raft paper, section 8).
 *
 * <p>Symptom: stale reads, so the store is not linearizable. The logs stay correct.
 *
 * <p>Trigger: partitioning or pausing the leader while clients can reach it, until the other nodes have elected a new
 * leader and committed a write. A read at the old leader then returns the old value.
 */
public final class LeaderReadsItsOwnState extends RaftProgram {

    @Override
    protected KeyValueStore newStore(Environment environment, RaftOptions options) {
        return new KeyValueStore(environment) {
            @Override
            protected void onRequestAtLeader(RaftNode raft, Command command, String via) {
                if (command.operation().equals(Command.READ)) {
                    answer(via, appliedState().apply(command));
                } else {
                    super.onRequestAtLeader(raft, command, via);
                }
            }
        };
    }
}
