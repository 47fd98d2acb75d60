package dev.squall.lectures.raft.flawed;

import dev.squall.lectures.raft.Command;
import dev.squall.lectures.raft.KeyValueStore;
import dev.squall.lectures.raft.RaftOptions;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.lectures.raft.Reply;
import dev.squall.node.Environment;

/**
 * A store that applies a command as often as the log holds it.
 *
 * <p>Wrong: a node that had no answer in time passes a command on again, and the network may deliver one twice; the
 * leader puts each into the log (lecture 5.1; Raft paper, section 8).
 *
 * <p>Shows: an append that was asked for once and is there twice; a value that comes back after it was overwritten.
 *
 * <p>By: losing or delaying the answers between nodes, or delivering requests twice; or changing the leader.
 */
public final class RetriesWithoutDeduplication extends RaftProgram {

    @Override
    protected KeyValueStore newStore(Environment environment, RaftOptions options) {
        return new KeyValueStore(environment) {
            @Override
            protected Reply apply(Command command) {
                return appliedState().apply(command);
            }
        };
    }
}
