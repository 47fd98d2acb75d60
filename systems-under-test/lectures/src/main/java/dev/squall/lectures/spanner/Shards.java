package dev.squall.lectures.spanner;

import dev.squall.node.Body;
import dev.squall.node.Environment;
import java.util.List;
import java.util.TreeSet;

/**
 * Placement of keys and nodes. The first half of the nodes replicates shard 0, and the other nodes replicate shard 1. A
 * cluster of one node has one shard. Each shard is replicated by a Raft group of its own, so a node is in one group.
 */
final class Shards {

    private static final int COUNT_MAX = 2;

    private final Environment environment;

    Shards(Environment environment) {
        this.environment = environment;
    }

    /** Returns the shard that this node replicates. */
    int own() {
        return members(0).contains(environment.nodeId()) ? 0 : 1;
    }

    /** Returns the nodes that replicate a shard. With an odd number of nodes, shard 0 has one node more. */
    List<String> members(int shard) {
        List<String> nodes = environment.nodeIds();
        int middle = (nodes.size() + 1) / 2;
        return shard == 0 ? nodes.subList(0, middle) : nodes.subList(middle, nodes.size());
    }

    /** Returns the shard that stores a key. */
    int of(Object key) {
        return Math.floorMod(
                key.hashCode(), Math.min(COUNT_MAX, environment.nodeIds().size()));
    }

    /** Returns the shards of the operations' keys, in ascending order. */
    List<Integer> ofAll(List<List<Object>> operations) {
        TreeSet<Integer> shards = new TreeSet<>();
        operations.forEach(operation -> shards.add(of(operation.get(1))));
        return List.copyOf(shards);
    }

    /** Returns the operations on keys of a shard, in the same order. */
    List<List<Object>> part(int shard, List<List<Object>> operations) {
        return operations.stream()
                .filter(operation -> of(operation.get(1)) == shard)
                .toList();
    }

    /** Sends a message to every replica of a shard. Messages for the leader are ignored by the other replicas. */
    void send(int shard, Body body) {
        members(shard).forEach(member -> environment.send(member, body));
    }
}
