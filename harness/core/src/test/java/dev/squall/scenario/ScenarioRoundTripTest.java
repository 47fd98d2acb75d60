package dev.squall.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.experiment.Experiment;
import dev.squall.fault.BitFlip;
import dev.squall.fault.ClockSkew;
import dev.squall.fault.DiskLoss;
import dev.squall.fault.Fault;
import dev.squall.fault.FaultCodec;
import dev.squall.fault.FaultFamily;
import dev.squall.fault.FullDisk;
import dev.squall.fault.Kill;
import dev.squall.fault.LateMessages;
import dev.squall.fault.PacketFault;
import dev.squall.fault.Partition;
import dev.squall.fault.Pause;
import dev.squall.history.Keyword;
import dev.squall.run.loop.Script;
import dev.squall.run.loop.Script.ScriptedFault;
import dev.squall.run.loop.Script.ScriptedOperation;
import dev.squall.world.Latency;
import dev.squall.world.WriteLoss;
import dev.squall.world.adversary.Tampering;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tests that a scenario is read as it was written. */
class ScenarioRoundTripTest {

    private static final int NODES = 5;
    private static final long DURATION_MILLIS = 60_000;

    @Property(tries = 500)
    void aScenarioIsReadAsItWasWritten(@ForAll("scenarios") Scenario scenario) {
        assertThat(ScenarioReader.parse(ScenarioWriter.write(scenario))).isEqualTo(scenario);
    }

    @Property(tries = 500)
    void faultInAHistoryIsReadAsItWasWritten(@ForAll("faults") ScriptedFault scripted) {
        Fault fault = scripted.fault();

        assertThat(FaultCodec.fromEdn(fault.family(), FaultCodec.toEdn(fault))).containsExactly(fault);
    }

    @Provide
    Arbitrary<ScriptedFault> faults() {
        return fault();
    }

    @Property(tries = 100)
    void aStepIsALine(@ForAll("scenarios") Scenario scenario) {
        Script script = scenario.script();

        assertThat(ScenarioWriter.write(scenario).lines().filter(line -> line.startsWith("- {at-ms: ")))
                .hasSize(script.operations().size() + script.faults().size());
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        Arbitrary<Script> scripts = Combinators.combine(
                        node().list().ofMinSize(1).ofMaxSize(4),
                        operation().list().ofMaxSize(6),
                        fault().list().ofMaxSize(6),
                        Arbitraries.of(true, false))
                .as(ScenarioRoundTripTest::script);
        return Combinators.combine(text(), text(), text(), scripts, options(), latency(), Arbitraries.longs())
                .as((title, story, anomaly, script, options, latency, seed) ->
                        new Scenario(title, story, experiment(script, options, latency, seed), script, anomaly));
    }

    private static Script script(
            List<String> clients,
            List<ScriptedOperation> operations,
            List<ScriptedFault> faults,
            boolean hasLivenessPhase) {
        return new Script(
                clients,
                operations.stream()
                        .map(o -> new ScriptedOperation(
                                o.atNanos(), o.client() % clients.size(), o.node(), o.function(), o.value()))
                        .sorted(Comparator.comparingLong(ScriptedOperation::atNanos))
                        .toList(),
                faults.stream()
                        .sorted(Comparator.comparingLong(ScriptedFault::atNanos))
                        .toList(),
                hasLivenessPhase);
    }

    private static Experiment experiment(Script script, Map<String, String> options, Latency latency, long seed) {
        return Experiment.builder("a-system", "a-workload")
                .systemOptions(options)
                .nodeCount(NODES)
                .concurrency(script.clients().size())
                .timeLimitMillis(DURATION_MILLIS)
                .faults(FaultFamily.KILL)
                .nemesisIntervalMillis(500)
                .latencyMillis(latency.meanNanos() / 1e6)
                .latencyDistribution(latency.distribution())
                .operationTimeoutMillis(1 + Math.floorMod(seed, 1_000))
                .recoveryBoundMillis(1 + Math.floorMod(seed, 10_000))
                .stopOnViolation(true)
                .seed(seed)
                .build();
    }

    private static Arbitrary<Latency> latency() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, Experiment.LONGEST_MILLIS * 1_000),
                        Arbitraries.of(Latency.Distribution.class))
                .as(Latency::new);
    }

    /** All that YAML might take for something else, and all that it might not take at all. */
    private static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "", "no", "true", "null", "~", "1e3", "0x1F", "1_000", "12:30:45", ".inf", "- a", "a: b"),
                Arbitraries.of("*a", "&a b", "!!int 1", "{a", "# a", "'", "\"", "a\nb\n", " a ", "---", "\u0085\u2028"),
                Arbitraries.of(
                        "n", "y", "on", "off", "infinity", "2026-11-22", "=", "<<", "\uD83E\uDD80", "\u0000\u007F"),
                Arbitraries.strings().ofMaxLength(12).filter(ScenarioRoundTripTest::isUnicode));
    }

    private static boolean isUnicode(String text) {
        return text.chars().noneMatch(c -> Character.isSurrogate((char) c));
    }

    private static Arbitrary<Map<String, String>> options() {
        return Arbitraries.maps(text(), text()).ofMaxSize(3);
    }

    private static Arbitrary<String> node() {
        return Arbitraries.integers().between(1, NODES).map(number -> "n" + number);
    }

    /** Nanoseconds, many of them no whole milliseconds. */
    private static Arbitrary<Long> time() {
        return Arbitraries.longs().between(0, DURATION_MILLIS * 1_000_000 - 1);
    }

    private static Arbitrary<ScriptedOperation> operation() {
        return Combinators.combine(time(), Arbitraries.integers().between(0, 3), node(), text(), value(2))
                .as(ScriptedOperation::new);
    }

    private static Arbitrary<Object> value(int depth) {
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                Arbitraries.longs().map(Object.class::cast),
                word(),
                Arbitraries.of(true, false).map(Object.class::cast));
        Arbitrary<Object> orNull = leaf.injectNull(0.2);
        return depth == 0
                ? orNull
                : Arbitraries.oneOf(
                        orNull,
                        value(depth - 1).list().ofMaxSize(3).map(Object.class::cast),
                        Arbitraries.maps(word(), value(depth - 1)).ofMaxSize(3).map(Object.class::cast));
    }

    private static Arbitrary<Object> word() {
        return Arbitraries.oneOf(
                text().map(Object.class::cast),
                Arbitraries.of(":", ":a", "::", "::a").map(Object.class::cast),
                Arbitraries.of("r", "append", "a b").map(Keyword::new));
    }

    private static Arbitrary<ScriptedFault> fault() {
        Arbitrary<Fault> fault = Arbitraries.oneOf(
                links().map(Partition::new),
                Combinators.combine(
                                Arbitraries.of(PacketFault.Kind.class).filter(PacketFault.Kind::isOnMessages),
                                Arbitraries.integers().between(0, 100),
                                time().map(nanos -> nanos + 1),
                                Arbitraries.longs(),
                                links())
                        .as(PacketFault::new),
                Combinators.combine(
                                Arbitraries.of(LateMessages.Kind.class),
                                Arbitraries.integers().between(0, 100),
                                time().map(nanos -> nanos + 1),
                                Arbitraries.longs(),
                                links())
                        .as(LateMessages::new),
                Combinators.combine(node(), Arbitraries.of(true, false)).as(Kill::new),
                Combinators.combine(node(), Arbitraries.of(WriteLoss.LOST, WriteLoss.TORN), Arbitraries.of(true, false))
                        .as(DiskLoss::new),
                node().map(Pause::new),
                node().map(BitFlip::new),
                node().map(FullDisk::new),
                Combinators.combine(
                                Arbitraries.of(Tampering.Kind.class),
                                Arbitraries.integers().between(0, 100),
                                Arbitraries.longs(),
                                links())
                        .as(dev.squall.fault.Arbitrary::new),
                Combinators.combine(
                                node(),
                                time().flatMap(nanos -> Arbitraries.of(nanos, -nanos)),
                                Arbitraries.longs(),
                                Arbitraries.of(0L, 50_000_000L))
                        .as(ClockSkew::new));
        return Combinators.combine(time(), time().injectNull(0.3), fault)
                .as((at, length, what) -> new ScriptedFault(at, length == null ? Long.MAX_VALUE : at + length, what));
    }

    private static Arbitrary<Map<String, List<String>>> links() {
        return Arbitraries.maps(node(), node().list().ofMaxSize(4)).ofMaxSize(4);
    }
}
