package dev.squall.lectures.crdt;

import static dev.squall.fault.FaultFamily.CLOCK;
import static dev.squall.fault.FaultFamily.LATE;
import static dev.squall.fault.FaultFamily.PACKET;
import static dev.squall.fault.FaultFamily.PARTITION;
import static dev.squall.fault.FaultFamily.PAUSE;
import static dev.squall.system.ExperimentDraft.on;
import static dev.squall.system.Trial.caught;
import static dev.squall.system.Trial.measured;
import static dev.squall.system.Trial.survives;

import dev.squall.lectures.crdt.flawed.DeltasSentOnce;
import dev.squall.lectures.crdt.flawed.MergeByOverwriting;
import dev.squall.lectures.crdt.flawed.MergeNotAssociative;
import dev.squall.lectures.crdt.flawed.MergeNotCommutative;
import dev.squall.lectures.crdt.flawed.MergeNotIdempotent;
import dev.squall.lectures.crdt.flawed.ReliableInsteadOfCausal;
import dev.squall.lectures.crdt.flawed.RemovesUnseenTags;
import dev.squall.lectures.crdt.flawed.TimestampsNotUnique;
import dev.squall.node.NodeProgram;
import dev.squall.system.Claim;
import dev.squall.system.ExperimentDraft;
import dev.squall.system.Flaw;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Trial;
import dev.squall.system.Trial.Quantity;
import dev.squall.workload.Workload;
import java.util.ArrayList;
import java.util.List;

/** Conflict-free replicated data types, over the broadcasts that they need (lectures 7.3 and 8.1). */
public final class CrdtSystems implements SystemFamily {

    private static final int MAP_RUNS = 100;
    private static final int RUNS = 12;
    private static final int MEASURED_RUNS = 20;

    private static final SystemUnderTest OP_MAP = system(
            "crdt-op-map",
            "an operation-based last-writer-wins map over reliable broadcast",
            new CrdtProgram.OpMap(),
            "crdt-map");
    private static final SystemUnderTest OP_OR_SET = system(
            "crdt-op-or-set",
            "an operation-based observed-remove set over causal broadcast",
            new CrdtProgram.OpOrSet(),
            "or-set");
    private static final SystemUnderTest STATE_MAP = system(
            "crdt-state-map",
            "a state-based last-writer-wins map over best-effort broadcast",
            new CrdtProgram.StateMap(),
            "crdt-map");
    private static final SystemUnderTest STATE_G_COUNTER = system(
            "crdt-state-g-counter",
            "a state-based counter that only grows, over best-effort broadcast",
            new CrdtProgram.StateGCounter(),
            "g-counter");
    private static final SystemUnderTest DELTA_G_SET = system(
            "crdt-delta-g-set",
            "a set that only grows, which broadcasts deltas by best-effort broadcast",
            new CrdtProgram.DeltaGSet(),
            "g-set");

    private static final List<SystemUnderTest> SOUND = List.of(
            OP_MAP,
            system(
                    "crdt-op-counter",
                    "an operation-based counter over reliable broadcast",
                    new CrdtProgram.OpCounter(),
                    "pn-counter",
                    "g-counter"),
            system(
                    "crdt-op-g-set",
                    "an operation-based set that only grows, over reliable broadcast",
                    new CrdtProgram.OpGSet(),
                    "g-set"),
            OP_OR_SET,
            STATE_MAP,
            STATE_G_COUNTER,
            system(
                    "crdt-state-pn-counter",
                    "a state-based counter that grows and shrinks, over best-effort broadcast",
                    new CrdtProgram.StatePnCounter(),
                    "pn-counter",
                    "g-counter"),
            system(
                    "crdt-state-g-set",
                    "a state-based set that only grows, over best-effort broadcast",
                    new CrdtProgram.StateGSet(),
                    "g-set"),
            system(
                    "crdt-state-or-set",
                    "a state-based observed-remove set over best-effort broadcast",
                    new CrdtProgram.StateOrSet(),
                    "or-set"),
            DELTA_G_SET,
            system(
                    "crdt-delta-or-set",
                    "an observed-remove set that broadcasts deltas by best-effort broadcast",
                    new CrdtProgram.DeltaOrSet(),
                    "or-set"));

    private static SystemUnderTest system(String name, String description, NodeProgram program, String... workloads) {
        return SystemUnderTest.of(name, description, program, workloads)
                .withstanding(List.of(PARTITION, PACKET, LATE, PAUSE, CLOCK));
    }

    @Override
    public String topic() {
        return "crdt";
    }

    @Override
    public List<SystemUnderTest> systems() {
        List<SystemUnderTest> systems = new ArrayList<>(SOUND);
        systems.add(OP_MAP.flawed(
                "timestamps-not-unique",
                "an operation-based map with timestamps that do not contain the node",
                new TimestampsNotUnique(),
                flaw("two concurrent updates have the same timestamp, and each replica keeps the first")));
        systems.add(OP_OR_SET.flawed(
                "removes-unseen-tags",
                "an observed-remove set that removes all tags of an element",
                new RemovesUnseenTags(),
                flaw("a remove also removes a concurrent add that was delivered before")));
        systems.add(OP_OR_SET.flawed(
                "reliable-broadcast",
                "an operation-based observed-remove set over reliable broadcast",
                new ReliableInsteadOfCausal(),
                flaw("a remove is delivered before the add that it removes")));
        systems.add(STATE_MAP.flawed(
                "merge-by-overwriting",
                "a state-based map that replaces its state by each delivered state",
                new MergeByOverwriting(),
                flaw("the state lacks updates that the replica has processed")));
        systems.add(STATE_MAP.flawed(
                "merge-not-commutative",
                "a state-based map that prefers its own entries",
                new MergeNotCommutative(),
                flaw("each of two replicas keeps its own value of a key")));
        systems.add(STATE_MAP.flawed(
                "merge-not-associative",
                "a state-based map with timestamps that wrap around",
                new MergeNotAssociative(),
                flaw("the result of three states depends on the order of the merges")));
        systems.add(STATE_G_COUNTER.flawed(
                "merge-not-idempotent",
                "a state-based counter that adds the sums of two states",
                new MergeNotIdempotent(),
                flaw("a state that is merged again counts again")));
        systems.add(DELTA_G_SET.flawed(
                "deltas-sent-once",
                "a set that broadcasts each delta once",
                new DeltasSentOnce(),
                new Flaw("a lost delta is never sent again", "lost-element")));
        return systems;
    }

    private static Flaw flaw(String description) {
        return new Flaw(description, SecJournal.ANOMALY);
    }

    @Override
    public List<Workload> workloads() {
        return CrdtWorkload.ALL;
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                sec(),
                new Claim(
                        "crdt-op-map",
                        "8.1",
                        "an operation-based last-writer-wins map converges over reliable broadcast",
                        survives(usual("crdt-op-map"), MAP_RUNS),
                        caught(usual("crdt-op-map-timestamps-not-unique"))),
                new Claim(
                        "crdt-state-map",
                        "8.1",
                        "a state-based map converges over best-effort broadcast, if the merge is associative,"
                                + " commutative and idempotent",
                        survives(usual("crdt-state-map"), MAP_RUNS),
                        caught(usual("crdt-state-map-merge-by-overwriting")),
                        caught(usual("crdt-state-map-merge-not-associative"))));
    }

    private static Claim sec() {
        List<Trial> trials = new ArrayList<>();
        SOUND.stream()
                .filter(system -> !system.workloads().contains("crdt-map"))
                .forEach(system -> trials.add(survives(usual(system.name()), RUNS)));
        // A state after k of u updates has k values, so the average is (u + 1) / 2. A delta has one value.
        trials.add(size("crdt-state-g-set", 0.48, 0.53, "(u + 1) / 2u after u updates = 0.51"));
        trials.add(size("crdt-delta-g-set", 0, 0.03, "1 / u after u updates = 0.01"));
        trials.add(caught(usual("crdt-state-map-merge-not-commutative")));
        trials.add(caught(usual("crdt-state-g-counter-merge-not-idempotent")));
        trials.add(caught(usual("crdt-op-or-set-removes-unseen-tags")));
        trials.add(caught(usual("crdt-op-or-set-reliable-broadcast")));
        trials.add(caught(usual("crdt-delta-g-set-deltas-sent-once")));
        return new Claim(
                "sec",
                "7.3",
                "replicas of a CRDT that have processed the same updates are equal, in whatever order",
                trials);
    }

    private static ExperimentDraft usual(String system) {
        return on(system).timeLimitMillis(3_000).ratePerSecond(50);
    }

    private static Trial size(String system, double least, double most, String theory) {
        return measured(
                on(system).timeLimitMillis(2_000).ratePerSecond(50).faults().withoutSwarm(),
                MEASURED_RUNS,
                new Quantity(SecJournal.SIZES, SecJournal.SHARE, least, most, theory));
    }
}
