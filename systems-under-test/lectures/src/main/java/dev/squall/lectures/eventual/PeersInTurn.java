package dev.squall.lectures.eventual;

import dev.squall.node.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Periodic choice of a peer, in round-robin order. In a cluster of n nodes, every pair of nodes has exchanged messages
 * after n - 1 periods. If no message is lost, every node then has all updates.
 */
final class PeersInTurn {

    private final Environment environment;
    private final long periodMillis;
    private final Consumer<String> onTurn;
    private List<String> peers;
    private int turn;

    PeersInTurn(Environment environment, long periodMillis, Consumer<String> onTurn) {
        this.environment = environment;
        this.periodMillis = periodMillis;
        this.onTurn = onTurn;
    }

    /** Starts the turns, at initialisation and at recovery. The first turn comes after one period. */
    void start() {
        List<String> nodeIds = environment.nodeIds();
        int self = nodeIds.indexOf(environment.nodeId());
        peers = new ArrayList<>(nodeIds.subList(self + 1, nodeIds.size()));
        peers.addAll(nodeIds.subList(0, self));
        if (!peers.isEmpty()) {
            environment.setTimer(periodMillis, this::next);
        }
    }

    /** Returns all nodes except this node, in cyclic order from the next node on. */
    List<String> all() {
        return peers;
    }

    private void next() {
        environment.setTimer(periodMillis, this::next);
        onTurn.accept(peers.get(turn));
        turn = (turn + 1) % peers.size();
    }
}
