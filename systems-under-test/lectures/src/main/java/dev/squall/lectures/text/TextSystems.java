package dev.squall.lectures.text;

import static dev.squall.fault.FaultFamily.CLOCK;
import static dev.squall.fault.FaultFamily.LATE;
import static dev.squall.fault.FaultFamily.PACKET;
import static dev.squall.fault.FaultFamily.PARTITION;
import static dev.squall.fault.FaultFamily.PAUSE;
import static dev.squall.system.ExperimentDraft.on;
import static dev.squall.system.Trial.caught;
import static dev.squall.system.Trial.measured;
import static dev.squall.system.Trial.survives;

import dev.squall.lectures.text.flawed.DoublePositions;
import dev.squall.lectures.text.flawed.NoNodeIdentifier;
import dev.squall.lectures.text.flawed.NoTransformation;
import dev.squall.lectures.text.flawed.ReliableBroadcast;
import dev.squall.lectures.text.flawed.WrongTieBreak;
import dev.squall.node.NodeProgram;
import dev.squall.system.Claim;
import dev.squall.system.ExperimentDraft;
import dev.squall.system.Flaw;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Trial;
import dev.squall.system.Trial.Quantity;
import dev.squall.workload.Workload;
import java.util.List;

/** Collaborative text (lecture 8.1): a text CRDT, Fugue, and operational transformation. */
public final class TextSystems implements SystemFamily {

    private static final int MEASURED_RUNS = 40;

    private static final SystemUnderTest POSITIONS = system(
            "text-crdt",
            "a text CRDT with unique positions between 0 and 1, over causal broadcast",
            new TextProgram.Positions());

    private static final SystemUnderTest FUGUE = system(
            "text-fugue",
            "Fugue, a text CRDT that does not interleave passages, over causal broadcast",
            new TextProgram.Fugue());

    private static final SystemUnderTest TRANSFORMATION = system(
            "text-ot",
            "operational transformation, over total order broadcast by a sequencing server",
            new TextProgram.Transformation());

    private static SystemUnderTest system(String name, String description, NodeProgram program) {
        return SystemUnderTest.of(name, description, program, TextWorkload.NAME)
                .journal(TextJournal::new)
                .withstanding(List.of(PARTITION, PACKET, LATE, PAUSE, CLOCK));
    }

    @Override
    public String topic() {
        return "text";
    }

    @Override
    public List<SystemUnderTest> systems() {
        return List.of(
                POSITIONS,
                FUGUE,
                TRANSFORMATION,
                POSITIONS.flawed(
                        "no-node-identifier",
                        "a text CRDT whose positions do not name their node",
                        new NoNodeIdentifier(),
                        new Flaw(
                                "two nodes draw the same position, and replicas order it differently",
                                "replicas-differ")),
                POSITIONS.flawed(
                        "reliable-broadcast",
                        "a text CRDT over reliable instead of causal broadcast",
                        new ReliableBroadcast(),
                        new Flaw("a deletion arrives before its insertion", "deleted-character-present")),
                POSITIONS.flawed(
                        "double-positions",
                        "a text CRDT whose positions are floating-point numbers",
                        new DoublePositions(),
                        new Flaw("no number is left between two neighbours", "passage-order-broken")),
                TRANSFORMATION.flawed(
                        "no-transformation",
                        "an editor that applies operations of others without transformation",
                        new NoTransformation(),
                        new Flaw("a concurrent operation has moved the characters", "replicas-differ")),
                TRANSFORMATION.flawed(
                        "wrong-tie-break",
                        "operational transformation that puts the transformed passage last",
                        new WrongTieBreak(),
                        new Flaw("nodes order two passages at one index differently", "replicas-differ")));
    }

    @Override
    public List<Workload> workloads() {
        return List.of(new TextWorkload());
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                new Claim(
                        "crdt-text",
                        "8.1",
                        "a text CRDT with unique positions over causal broadcast converges and keeps every character"
                                + " that is not deleted",
                        survives(usual("text-crdt"), 100),
                        survives(usual("text-fugue"), 100),
                        // Passages have k = 2 to 5 letters. At the beginning of the text each letter is uniform between
                        // its neighbours, at the end the steps are. Passages in an empty text are rarely interleaved.
                        interleaving(
                                "text-crdt",
                                0.6,
                                0.95,
                                "beginning: 1 - 2 mean(1 / 2^k) = 0.77, end: 1 - 2 mean(1 / (k + 1)!) = 0.89"),
                        interleaving("text-fugue", 0, 0, "none"),
                        caught(usual("text-crdt-no-node-identifier")),
                        caught(usual("text-crdt-reliable-broadcast")),
                        caught(usual("text-crdt-double-positions"))),
                new Claim(
                        "ot-text",
                        "8.1",
                        "operational transformation over total order broadcast converges",
                        survives(usual("text-ot"), 100),
                        interleaving("text-ot", 0, 0, "none"),
                        caught(usual("text-ot-no-transformation")),
                        caught(usual("text-ot-wrong-tie-break"))));
    }

    private static ExperimentDraft usual(String system) {
        return on(system).timeLimitMillis(3_000).ratePerSecond(60);
    }

    private static Trial interleaving(String system, double least, double most, String theory) {
        return measured(
                on(system)
                        .timeLimitMillis(3_000)
                        .ratePerSecond(200)
                        .faults(PARTITION)
                        .withoutSwarm(),
                MEASURED_RUNS,
                new Quantity(Interleaving.CHECKER, Interleaving.SHARE, least, most, theory));
    }
}
