package dev.squall.lectures.raft.flawed;

import dev.squall.lectures.raft.Command;
import dev.squall.lectures.raft.KeyValueStore;
import dev.squall.lectures.raft.RaftOptions;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.lectures.raft.Reply;
import dev.squall.node.Environment;

/**
 * A store that applies a command once for each copy in the log.
 *
 * <p>Flaw: a node without an answer forwards a command again, and the network may deliver a command twice. The leader
 * appends each copy to the log (lecture 5.1; Raft paper, section 8).
 *
 * <p>Symptom: an append that takes effect twice, and an overwritten value that reappears.
 *
 * <p>Trigger: losing or delaying answers between nodes, delivering requests twice, or changing the leader.
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
