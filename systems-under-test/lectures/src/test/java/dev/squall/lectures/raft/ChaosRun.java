package dev.squall.lectures.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.lectures.raft.TestCluster.Request;
import dev.squall.node.Body;
import dev.squall.node.NodeProgram;
import dev.squall.node.protocol.Error;
import dev.squall.node.protocol.LinKv;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A run under faults of every kind, all drawn from one seed: first which kinds this run has and how strong, then when
 * each strikes. In the end all is healed and the cluster has to answer and to agree.
 */
final class ChaosRun {

    private static final int CLIENTS = 5;
    private static final int KEYS = 3;

    private final SplittableRandom random;
    private final List<String> nodeIds;
    private final boolean hasPartitions;
    private final boolean hasCrashes;
    private final boolean hasPauses;
    private final boolean huntsLeaders;
    final TestCluster cluster;
    private boolean conversing = true;

    ChaosRun(NodeProgram program, long seed) {
        random = new SplittableRandom(seed);
        int size = random.nextInt(4) == 0 ? 3 : 5;
        Map<String, String> options = Map.of(
                "snapshot-every", String.valueOf(1 + random.nextInt(40)),
                "entries-per-message", String.valueOf(1 + random.nextInt(8)));
        cluster = new TestCluster(program, size, random.nextLong(), options);
        nodeIds = new ArrayList<>(cluster.nodes.keySet());
        hasPartitions = random.nextBoolean();
        hasCrashes = random.nextBoolean();
        hasPauses = random.nextBoolean();
        huntsLeaders = random.nextInt(3) == 0;
        double loss = random.nextBoolean() ? random.nextDouble(0.3) : 0;
        double duplication = random.nextBoolean() ? random.nextDouble(0.3) : 0;
        cluster.network(loss, duplication, 1 + random.nextInt(random.nextBoolean() ? 10 : 120));
        cluster.stragglers(random.nextBoolean() ? random.nextDouble(0.2) : 0);
        if (hasCrashes && random.nextBoolean()) {
            cluster.nodes.values().forEach(node -> node.crashWithin(0.002));
        }
    }

    /** @throws AssertionError if a safety property is violated, or the cluster does not recover when healed */
    void run() {
        for (int client = 0; client < CLIENTS; client++) {
            converse("c" + client);
        }
        for (int strike = 0; strike < 40; strike++) {
            cluster.run(20 + random.nextInt(300));
            strike();
        }
        checkHistory();
        heal();
        checkLiveness();
        checkHistory();
    }

    /** Lets a client ask one thing after another, each when the one before was answered or given up. */
    private void converse(String client) {
        Request request = cluster.request(client, anyNode(), anyBody());
        long patienceNanos = (200 + random.nextInt(800)) * 1_000_000L;
        poll(client, request, cluster.time.nowNanos() + patienceNanos);
    }

    private void poll(String client, Request request, long untilNanos) {
        cluster.time.schedule((1 + random.nextInt(20)) * 1_000_000L, () -> {
            if (!conversing) {
                return;
            }
            if (request.reply != null || cluster.time.nowNanos() >= untilNanos) {
                converse(client);
            } else {
                poll(client, request, untilNanos);
            }
        });
    }

    private Body anyBody() {
        String key = "k" + random.nextInt(KEYS);
        long value = random.nextInt(4);
        return switch (random.nextInt(3)) {
            case 0 -> new LinKv.Read(key);
            case 1 -> new LinKv.Write(key, value);
            default -> new LinKv.Cas(key, value, (long) random.nextInt(4));
        };
    }

    private String anyNode() {
        return nodeIds.get(random.nextInt(nodeIds.size()));
    }

    private void strike() {
        String leader = cluster.leader();
        String victim = leader != null && (huntsLeaders || random.nextBoolean()) ? leader : anyNode();
        TestNode node = cluster.node(victim);
        switch (random.nextInt(9)) {
            case 0, 1 -> partition(victim);
            case 2 -> cluster.heal();
            case 3, 4 -> {
                if (hasCrashes && node.isUp()) {
                    node.crash();
                }
            }
            case 5 ->
                nodeIds.stream().map(cluster::node).filter(one -> !one.isUp()).forEach(TestNode::start);
            case 6 -> {
                if (hasCrashes) {
                    nodeIds.stream().map(cluster::node).filter(TestNode::isUp).forEach(TestNode::crash);
                    nodeIds.stream().map(cluster::node).forEach(TestNode::start);
                }
            }
            case 7 -> {
                if (hasPauses && node.isUp()) {
                    node.pause();
                }
            }
            default -> cluster.nodes.values().forEach(TestNode::resume);
        }
    }

    private void partition(String victim) {
        if (!hasPartitions) {
            return;
        }
        switch (random.nextInt(3)) {
            case 0 -> cluster.separate(victim);
            case 1 ->
                cluster.separate(
                        nodeIds.stream().filter(id -> random.nextBoolean()).toArray(String[]::new));
            default -> nodeIds.stream().filter(id -> random.nextBoolean()).forEach(id -> cluster.cut(victim, id));
        }
    }

    private void heal() {
        cluster.heal();
        cluster.network(0, 0, 5);
        cluster.stragglers(0);
        for (TestNode node : cluster.nodes.values()) {
            node.crashWithin(0);
            node.resume();
            if (!node.isUp()) {
                node.start();
            }
        }
        cluster.run(1_500);
    }

    private void checkLiveness() {
        for (String nodeId : nodeIds) {
            Body reply = cluster.ask("c-last", nodeId, new LinKv.Write("k0", 7L));
            assertThat(reply).as("a write at %s after all was healed", nodeId).isEqualTo(new LinKv.WriteOk());
        }
        conversing = false;
        boolean converged = cluster.runUntil(
                () -> nodeIds.stream()
                                        .map(cluster.invariants::applied)
                                        .distinct()
                                        .count()
                                == 1
                        && nodeIds.stream()
                                        .map(cluster.invariants::logLength)
                                        .distinct()
                                        .count()
                                == 1,
                1_000);
        assertThat(converged).as("all nodes have applied the same log").isTrue();
    }

    private void checkHistory() {
        new LinearizabilityOracle(cluster.invariants.appliedCommands()).check(cluster.requests);
    }

    /** How many requests were answered, errors from the network's state aside. */
    long answered() {
        return cluster.requests.stream()
                .filter(request -> request.reply != null)
                .filter(request -> !(request.reply instanceof Error error && error.code() < 20))
                .count();
    }
}
