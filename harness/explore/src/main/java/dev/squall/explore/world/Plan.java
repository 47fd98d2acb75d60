package dev.squall.explore.world;

import dev.squall.client.Client;
import dev.squall.generator.Call;
import dev.squall.node.NodeProgram;
import java.util.List;
import java.util.Map;

/**
 * What a controlled world runs.
 *
 * @param options settings of the nodes
 * @param nodeIds names of the nodes, at most {@link #NODES_MAX}
 * @param calls operations of each client, in the order in which the client makes them; at most {@link #CLIENTS_MAX}
 *     clients
 * @param seed seed of the nodes' own random draws, which are the same in every schedule
 */
public record Plan(
        NodeProgram program,
        Map<String, String> options,
        List<String> nodeIds,
        Client client,
        List<List<Call>> calls,
        Scope scope,
        long seed) {

    /** Maximum number of nodes; each has a bit in the footprint of an event. */
    public static final int NODES_MAX = 32;

    /** Maximum number of clients. */
    public static final int CLIENTS_MAX = 32;

    public Plan {
        options = Map.copyOf(options);
        nodeIds = List.copyOf(nodeIds);
        calls = calls.stream().map(List::copyOf).toList();
        if (nodeIds.isEmpty() || nodeIds.size() > NODES_MAX) {
            throw new IllegalArgumentException(nodeIds.size() + " nodes; expected 1 to " + NODES_MAX);
        }
        if (calls.size() > CLIENTS_MAX) {
            throw new IllegalArgumentException(calls.size() + " clients; expected at most " + CLIENTS_MAX);
        }
    }
}
