package dev.squall.fault;

import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.StableRecord;

/** Every 10 ms it sends to every peer and appends a record that it never syncs: something for each fault to affect. */
record BusyNode(Environment environment) implements Node {

    record Heartbeat() implements Body {}

    record Beat() implements StableRecord {}

    @Override
    public void start() {
        environment.setTimer(10, this::beat);
    }

    private void beat() {
        for (String peer : environment.nodeIds()) {
            if (!peer.equals(environment.nodeId())) {
                environment.send(peer, new Heartbeat());
            }
        }
        environment.storage().append(new Beat());
        environment.setTimer(10, this::beat);
    }

    @Override
    public void receive(Message message) {}
}
