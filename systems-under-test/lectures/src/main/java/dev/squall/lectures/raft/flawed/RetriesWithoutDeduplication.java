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
 * <p>Flaw: a node without an answer forwards a command again, and the network may deliver one twice. The leader puts
 * each copy into the log (lecture 5.1; Raft paper, section 8).
 *
 * <p>Symptom: one append whose effect is there twice, and an overwritten value that comes back.
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
