package dev.squall.lectures.broadcast.flawed;

import dev.squall.lectures.broadcast.Broadcast;
import dev.squall.lectures.broadcast.BroadcastOptions;
import dev.squall.lectures.broadcast.BroadcastProgram;
import dev.squall.lectures.broadcast.GossipBroadcast;
import dev.squall.node.Environment;

/**
 * Gossip in which each node sends a message once, to one node.
 *
 * <p>Flaw: with a fan-out of f the message reaches a share p = 1 - e^(-f p) of the nodes, which is 0 for f = 1 (lecture
 * 4.3).
 *
 * <p>Symptom: a message that correct nodes never deliver.
 *
 * <p>Trigger: any message. No fault is needed.
 */
public final class FanOutOne extends BroadcastProgram.Gossip {

    @Override
    protected Broadcast newBroadcast(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
        return new GossipBroadcast(environment, options.withGossip(1, 1), above);
    }
}
