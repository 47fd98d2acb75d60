package dev.squall.lectures.raft.flawed;

import dev.squall.lectures.raft.Command;
import dev.squall.lectures.raft.KeyValueStore;
import dev.squall.lectures.raft.RaftNode;
import dev.squall.lectures.raft.RaftOptions;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.node.Environment;

/**
 * Raft whose leader answers reads at once from what it has applied, without asking anybody.
 *
 * <p>Wrong: a node cannot know by itself that it still leads, nor, when newly elected, that it has applied all that is
 * committed (lecture 7.2; Raft paper, section 8).
 *
 * <p>Shows: stale reads, so that the store is not linearizable; the logs stay right.
 *
 * <p>By: cutting off or pausing the leader while clients can reach it, until the others have elected another and
 * written. A read at the leader that was cut off then returns the value before.
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
