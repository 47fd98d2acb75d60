package dev.squall.lectures.raft.flawed;

import dev.squall.lectures.raft.Command;
import dev.squall.lectures.raft.KeyValueStore;
import dev.squall.lectures.raft.RaftOptions;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.lectures.raft.Reply;
import dev.squall.node.Environment;

/**
 * A store with a compare-and-set that may fail spuriously, as on some processors. Each node draws the failure at random
 * when it applies the command.
 *
 * <p>Flaw: the state does not depend on the commands and their order alone, so total order broadcast does not keep
 * replicas equal (lecture 5.3). The random draw must be part of the command, before the broadcast.
 *
 * <p>Symptom: nodes with different states after the same commands, and reads that contradict each other when the leader
 * changes.
 *
 * <p>Trigger: any compare-and-set. No fault is needed.
 */
public final class NonDeterministicCommand extends RaftProgram {

    private static final int ODDS = 8;

    @Override
    protected KeyValueStore newStore(Environment environment, RaftOptions options) {
        return new KeyValueStore(environment) {
            @Override
            protected Reply apply(Command command) {
                boolean fails = command.operation().equals(Command.CAS)
                        && environment.random().nextInt(ODDS) == 0;
                return fails ? Reply.preconditionFailed(command) : super.apply(command);
            }
        };
    }
}
