package dev.squall.lectures.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.fault.ActiveFault;
import dev.squall.fault.PacketFault;
import dev.squall.node.Body;
import dev.squall.node.Fact;
import dev.squall.node.NodeProgram;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv;
import dev.squall.testkit.ClientRequest;
import dev.squall.testkit.VirtualCluster;
import dev.squall.world.WriteLoss;
import dev.squall.world.simulated.SimulatedCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

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
    private final boolean hasCrashesAtSync;
    private final boolean hasPauses;
    private final boolean huntsLeaders;
    private final int calmMillisMax;
    private final List<ActiveFault> packetFaults = new ArrayList<>();
    private final List<Runnable> crashesAtSync = new ArrayList<>();
    private final RaftCluster cluster;
    private final VirtualCluster nodes;
    private final SimulatedCluster world;
    private boolean conversing = true;

    ChaosRun(NodeProgram program, long seed) {
        random = new SplittableRandom(seed);
        int size = random.nextInt(4) == 0 ? 3 : 5;
        Map<String, String> options = Map.of(
                "snapshot-every", String.valueOf(1 + random.nextInt(40)),
                "entries-per-message", String.valueOf(1 + random.nextInt(8)));
        cluster = new RaftCluster(program, size, random.nextLong(), options);
        nodes = cluster.nodes;
        world = nodes.world();
        nodeIds = nodes.nodeIds();
        hasPartitions = random.nextBoolean();
        hasCrashes = random.nextBoolean();
        hasPauses = random.nextBoolean();
        huntsLeaders = random.nextBoolean();
        calmMillisMax = List.of(60, 300, 1_200).get(random.nextInt(3));
        int latencyMillis = 1 + random.nextInt(random.nextBoolean() ? 10 : 120);
        disturb(PacketFault.Kind.LOSS, random.nextBoolean() ? random.nextInt(30) : 0, 1);
        disturb(PacketFault.Kind.DUPLICATION, random.nextBoolean() ? random.nextInt(30) : 0, 1);
        disturb(PacketFault.Kind.REORDERING, 100, latencyMillis);
        disturb(PacketFault.Kind.REORDERING, random.nextBoolean() ? random.nextInt(20) : 0, 20 * latencyMillis);
        hasCrashesAtSync = hasCrashes && random.nextBoolean();
    }

    private void disturb(PacketFault.Kind kind, int perCent, int delayMillis) {
        long delayNanos = TimeUnit.MILLISECONDS.toNanos(delayMillis);
        packetFaults.add(nodes.inject(new PacketFault(kind, perCent, delayNanos, random.nextLong(), Map.of())));
    }

    /** @throws AssertionError if a safety property is violated, or the cluster does not recover after healing */
    void run() {
        for (int client = 0; client < CLIENTS; client++) {
            converse("c" + client);
        }
        for (int strike = 0; strike < 60; strike++) {
            nodes.run(20 + random.nextInt(calmMillisMax));
            strike();
        }
        checkHistory();
        heal();
        checkLiveness();
        checkHistory();
    }

    /** Sends a client's requests one after another, each when the one before was answered or given up. */
    private void converse(String client) {
        ClientRequest request = nodes.request(client, anyNode(), anyBody());
        long patienceNanos = TimeUnit.MILLISECONDS.toNanos(200 + random.nextInt(800));
        poll(client, request, nodes.nowNanos() + patienceNanos);
    }

    private void poll(String client, ClientRequest request, long untilNanos) {
        nodes.schedule(1 + random.nextInt(20), () -> {
            if (!conversing) {
                return;
            }
            if (request.isAnswered() || nodes.nowNanos() >= untilNanos) {
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
        if (random.nextBoolean()) {
            startAllThatAreDown();
        }
        moveAClock();
        crashSomeAtTheirNextSync();
        switch (random.nextInt(9)) {
            case 0, 1 -> partition(victim);
            case 2 -> nodes.heal();
            case 3, 4 -> {
                if (hasCrashes) {
                    world.kill(victim, anyLoss());
                }
            }
            case 5 -> {
                if (hasCrashes) {
                    nodeIds.forEach(nodeId -> world.kill(nodeId, anyLoss()));
                    startAllThatAreDown();
                }
            }
            case 6, 7 -> {
                if (hasPauses) {
                    world.pause(victim);
                }
            }
            default -> nodeIds.forEach(world::resume);
        }
    }

    private void startAllThatAreDown() {
        nodeIds.forEach(world::restart);
    }

    private void crashSomeAtTheirNextSync() {
        for (String nodeId : nodeIds) {
            if (hasCrashesAtSync && random.nextInt(4) == 0) {
                crashesAtSync.add(nodes.crashAtNextSync(nodeId, anyLoss()));
            }
        }
    }

    private void moveAClock() {
        long offsetNanos = TimeUnit.HOURS.toNanos(random.nextInt(-24, 25));
        world.setClock(anyNode(), offsetNanos, random.nextInt(-1_000_000_000, 1_000_000_000));
    }

    private WriteLoss anyLoss() {
        return WriteLoss.values()[random.nextInt(WriteLoss.values().length)];
    }

    private void partition(String victim) {
        if (!hasPartitions) {
            return;
        }
        if (random.nextBoolean()) {
            nodes.heal();
        }
        switch (random.nextInt(3)) {
            case 0 -> nodes.separate(victim);
            case 1 ->
                nodes.separate(
                        nodeIds.stream().filter(id -> random.nextBoolean()).toArray(String[]::new));
            default -> nodeIds.stream().filter(id -> random.nextBoolean()).forEach(id -> nodes.cut(victim, id));
        }
    }

    private void heal() {
        nodes.heal();
        packetFaults.forEach(fault -> fault.undo(() -> {}));
        crashesAtSync.forEach(Runnable::run);
        nodeIds.forEach(world::resume);
        startAllThatAreDown();
        nodes.run(1_500);
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
        new LinearizabilityOracle(cluster.invariants.appliedCommands()).check(nodes.requests());
    }

    /** Returns the number of answered requests, without errors caused by the network's state. */
    long answered() {
        return nodes.requests().stream()
                .filter(request -> request.isAnswered())
                .filter(request -> !(request.reply() instanceof ErrorReply error && error.code() < 20))
                .count();
    }

    /** Returns the number of facts of this class, over all nodes. */
    long noted(Class<? extends Fact> type) {
        return nodeIds.stream()
                .flatMap(nodeId -> nodes.facts(nodeId).stream())
                .filter(type::isInstance)
                .count();
    }
}
