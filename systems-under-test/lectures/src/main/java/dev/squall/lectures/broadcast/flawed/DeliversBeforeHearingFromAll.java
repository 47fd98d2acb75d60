package dev.squall.lectures.broadcast.flawed;

import dev.squall.lectures.broadcast.Broadcast;
import dev.squall.lectures.broadcast.BroadcastOptions;
import dev.squall.lectures.broadcast.BroadcastProgram;
import dev.squall.lectures.broadcast.LamportTotalOrderBroadcast;
import dev.squall.node.Environment;
import java.util.Collection;

/**
 * A total order broadcast by Lamport timestamps that waits for a majority of the nodes only.
 *
 * <p>Flaw: a node outside the majority may have sent a message with a smaller timestamp (lecture 4.2).
 *
 * <p>Symptom: two nodes that deliver two messages in different orders.
 *
 * <p>Trigger: a delayed message, or two nodes that broadcast at about the same time.
 */
public final class DeliversBeforeHearingFromAll extends BroadcastProgram.Lamport {

    @Override
    protected Broadcast newBroadcast(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
        return new LamportTotalOrderBroadcast(environment, upper -> overFifoLinks(environment, options, upper), above) {
            @Override
            protected boolean isStable(long time, Collection<Long> heard) {
                return heard.stream().filter(last -> last >= time).count() > heard.size() / 2;
            }
        };
    }
}
