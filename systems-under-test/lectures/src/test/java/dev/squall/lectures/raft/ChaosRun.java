package dev.squall.lectures.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.lectures.raft.TestCluster.Request;
import dev.squall.node.Body;
import dev.squall.node.Fact;
import dev.squall.node.NodeProgram;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A run under faults of every kind, all drawn from one seed: first the kinds and strengths, then the times. At the end
 * all faults heal, and the cluster must answer and agree.
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
    private final int calmMillisMax;
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
        huntsLeaders = random.nextBoolean();
        calmMillisMax = List.of(60, 300, 1_200).get(random.nextInt(3));
        double loss = random.nextBoolean() ? random.nextDouble(0.3) : 0;
        double duplication = random.nextBoolean() ? random.nextDouble(0.3) : 0;
        cluster.network(loss, duplication, 1 + random.nextInt(random.nextBoolean() ? 10 : 120));
        cluster.stragglers(random.nextBoolean() ? random.nextDouble(0.2) : 0);
        if (hasCrashes && random.nextBoolean()) {
            double crashChance = random.nextBoolean() ? 0.002 : 0.02;
            cluster.nodes.values().forEach(node -> node.crashWithin(crashChance));
        }
    }

    /** @throws AssertionError if a safety property is violated, or the cluster does not recover after healing */
    void run() {
        for (int client = 0; client < CLIENTS; client++) {
            converse("c" + client);
        }
        for (int strike = 0; strike < 60; strike++) {
            cluster.run(20 + random.nextInt(calmMillisMax));
            strike();
        }
        checkHistory();
        heal();
        checkLiveness();
        checkHistory();
    }

    /** Sends a client's requests one after another, each when the one before was answered or given up. */
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
        if (random.nextBoolean()) {
            startAllThatAreDown();
        }
        switch (random.nextInt(9)) {
            case 0, 1 -> partition(victim);
            case 2 -> cluster.heal();
            case 3, 4 -> {
                if (hasCrashes && node.isUp()) {
                    node.crash();
                }
            }
            case 5 -> {
                if (hasCrashes) {
                    nodeIds.stream().map(cluster::node).filter(TestNode::isUp).forEach(TestNode::crash);
                    startAllThatAreDown();
                }
            }
            case 6, 7 -> {
                if (hasPauses && node.isUp()) {
                    node.pause();
                }
            }
            default -> cluster.nodes.values().forEach(TestNode::resume);
        }
    }

    private void startAllThatAreDown() {
        nodeIds.stream().map(cluster::node).filter(node -> !node.isUp()).forEach(TestNode::start);
    }

    private void partition(String victim) {
        if (!hasPartitions) {
            return;
        }
        if (random.nextBoolean()) {
            cluster.heal();
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
        }
        startAllThatAreDown();
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

    /** Returns the number of answered requests, without errors caused by the network's state. */
    long answered() {
        return cluster.requests.stream()
                .filter(request -> request.reply != null)
                .filter(request -> !(request.reply instanceof ErrorReply error && error.code() < 20))
                .count();
    }

    /** Returns the number of facts of this class, over all nodes. */
    long noted(Class<? extends Fact> type) {
        return cluster.nodes.values().stream()
                .flatMap(node -> node.facts().stream())
                .filter(type::isInstance)
                .count();
    }
}
