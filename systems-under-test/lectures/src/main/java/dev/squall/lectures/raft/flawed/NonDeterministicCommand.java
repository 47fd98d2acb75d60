package dev.squall.lectures.raft.flawed;

import dev.squall.lectures.raft.Command;
import dev.squall.lectures.raft.KeyValueStore;
import dev.squall.lectures.raft.RaftOptions;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.lectures.raft.Reply;
import dev.squall.node.Environment;

/**
 * A store whose compare-and-set may fail spuriously, as on some processors. Each node decides at random when it applies
 * the command.
 *
 * <p>Flaw: the state does not depend on the commands and their order alone, so total order broadcast does not make
 * replicas equal (lecture 5.3). The random draw belongs in the command, before the broadcast.
 *
 * <p>Symptom: nodes whose states differ after the same commands, and reads that contradict each other when the leader
 * changes.
 *
 * <p>Trigger: no fault at all.
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
