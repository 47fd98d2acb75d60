package dev.squall.lectures.broadcast.flawed;

import dev.squall.lectures.broadcast.Broadcast;
import dev.squall.lectures.broadcast.BroadcastOptions;
import dev.squall.lectures.broadcast.BroadcastProgram;
import dev.squall.lectures.broadcast.CausalBroadcast;
import dev.squall.node.Environment;

/**
 * A causal broadcast that attaches a dependency vector in which the message itself is counted.
 *
 * <p>Flaw: the message depends on itself, so no node can ever deliver it (lecture 4.2).
 *
 * <p>Symptom: a message that no node delivers, not even its sender.
 *
 * <p>Trigger: any message. No fault is needed.
 */
public final class VectorAfterIncrement extends BroadcastProgram.Causal {

    @Override
    protected Broadcast newBroadcast(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
        return new CausalBroadcast(environment, upper -> eager(environment, options, upper), above) {
            @Override
            protected long ownDependency(long sent) {
                return sent + 1;
            }
        };
    }
}
