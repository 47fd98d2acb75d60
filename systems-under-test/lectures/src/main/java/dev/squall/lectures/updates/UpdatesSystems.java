package dev.squall.lectures.updates;

import static dev.squall.fault.FaultFamily.CLOCK;
import static dev.squall.fault.FaultFamily.LATE;
import static dev.squall.fault.FaultFamily.PACKET;
import static dev.squall.fault.FaultFamily.PARTITION;
import static dev.squall.fault.FaultFamily.PAUSE;
import static dev.squall.system.ExperimentDraft.on;
import static dev.squall.system.Trial.caught;
import static dev.squall.system.Trial.survives;

import dev.squall.lectures.updates.UpdateFunction.Kind;
import dev.squall.node.NodeProgram;
import dev.squall.system.Claim;
import dev.squall.system.ExperimentDraft;
import dev.squall.system.Flaw;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Trial;
import dev.squall.workload.Workload;
import java.util.ArrayList;
import java.util.List;

/** Replication by broadcast, with the requirements of each broadcast on the update function (lecture 5.3). */
public final class UpdatesSystems implements SystemFamily {

    private static final int RUNS = 15;
    private static final String ANOMALY = "replicas-differ";

    /**
     * Broadcasts, the strongest first. The first broadcast is sufficient for all update functions, and each later
     * broadcast for one function fewer.
     */
    private static final List<SystemUnderTest> SOUND = List.of(
            system(
                    "updates-total-order",
                    "replicas over total order broadcast, with deterministic updates",
                    new ReplicaProgram.TotalOrder()),
            system(
                    "updates-causal",
                    "replicas over causal broadcast, with updates that commute if they are concurrent",
                    new ReplicaProgram.Causal()),
            system(
                    "updates-reliable",
                    "replicas over reliable broadcast, with updates that commute",
                    new ReplicaProgram.Reliable()),
            system(
                    "updates-best-effort",
                    "replicas over best-effort broadcast, with updates that commute, may be repeated, and may be lost",
                    new ReplicaProgram.BestEffort()));

    private static SystemUnderTest system(String name, String description, NodeProgram program) {
        return SystemUnderTest.of(name, description, program, UpdatesWorkload.NAME)
                .withstanding(List.of(PARTITION, PACKET, LATE, PAUSE, CLOCK));
    }

    @Override
    public String topic() {
        return "updates";
    }

    @Override
    public List<SystemUnderTest> systems() {
        List<SystemUnderTest> systems = new ArrayList<>(SOUND);
        systems.add(SOUND.get(1)
                .flawed(
                        "order-dependent",
                        "replicas over causal broadcast, with updates that need a total order",
                        new ReplicaProgram.CausalOrderDependent(),
                        new Flaw("concurrent updates are applied in different orders", ANOMALY)));
        systems.add(SOUND.get(2)
                .flawed(
                        "concurrent-commute",
                        "replicas over reliable broadcast, with updates that need causal order",
                        new ReplicaProgram.ReliableConcurrentCommute(),
                        new Flaw("a removal is applied before the addition", ANOMALY)));
        systems.add(SOUND.get(3)
                .flawed(
                        "all-commute",
                        "replicas over best-effort broadcast, with updates that must each arrive once",
                        new ReplicaProgram.BestEffortAllCommute(),
                        new Flaw("an update is lost or applied twice", ANOMALY)));
        return systems;
    }

    @Override
    public List<Workload> workloads() {
        return List.of(new UpdatesWorkload());
    }

    @Override
    public List<Claim> claims() {
        List<Trial> trials = new ArrayList<>();
        Kind[] functions = Kind.values();
        for (int broadcast = 0; broadcast < SOUND.size(); broadcast++) {
            for (int function = broadcast; function < functions.length; function++) {
                ExperimentDraft cell = cell(SOUND.get(broadcast).name());
                trials.add(survives(
                        cell.option(ReplicaProgram.FUNCTION, ReplicaProgram.nameOf(functions[function])), RUNS));
            }
        }
        systems().stream()
                .filter(system -> system.flaw().isPresent())
                .forEach(system -> trials.add(caught(cell(system.name()))));
        return List.of(new Claim(
                "broadcast-vs-updates",
                "5.3",
                "total order needs determinism; causal: concurrent updates commute; reliable: all commute; best-effort:"
                        + " also idempotent, and loss is tolerated",
                trials));
    }

    private static ExperimentDraft cell(String system) {
        return on(system).timeLimitMillis(2_000).ratePerSecond(50);
    }
}
