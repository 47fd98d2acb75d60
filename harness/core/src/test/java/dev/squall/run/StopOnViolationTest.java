package dev.squall.run;

import static dev.squall.run.Experiments.small;
import static dev.squall.run.Experiments.stopping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.linear.LinearizabilityChecker;
import dev.squall.check.linear.certificate.Confirmation;
import dev.squall.check.linear.model.CasRegister;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.node.Environment;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.protocol.LinKv;
import dev.squall.run.loop.Recording;
import dev.squall.run.loop.RunLoop;
import dev.squall.run.loop.Stop;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.JournalAnalysis;
import dev.squall.workload.OnlineChecker;
import dev.squall.workload.Proof;
import dev.squall.workload.ProvingChecker;
import dev.squall.workload.Workload;
import dev.squall.workload.standard.LinKvWorkload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class StopOnViolationTest {

    private static final Workload LIN_KV = new LinKvWorkload();
    private static final OnlineChecker NOTHING_TO_SAY = operation -> Optional.empty();

    @Property(tries = 20)
    void stoppedHistoryIsAPrefixOfTheWholeRun(@ForAll @LongRange(min = 1, max = 1_000) long seed) {
        Experiment experiment = small("partition").withSeed(seed);
        Recording whole = record(experiment, StopOnViolationTest::forgetful, LIN_KV);
        Recording stopped = record(stopping(experiment), StopOnViolationTest::forgetful, LIN_KV);

        // In one run of a thousand, no client reads what a node has forgotten.
        Assume.that(stopped.stop().isPresent());
        Stop stop = stopped.stop().orElseThrow();
        List<Operation> operations = stopped.history().operations();
        assertThat(stop.operation()).isEqualTo(operations.size() - 1);
        assertThat(stop.timeNanos())
                .isEqualTo(operations.get(operations.size() - 1).timeNanos());
        assertThat(operations).isEqualTo(whole.history().operations().subList(0, operations.size()));
        assertThat(operations).noneMatch(operation -> operation.function().equals(RunLoop.BEGIN_LIVENESS_PHASE));
    }

    @Property(tries = 20)
    void historyWithoutLastOperationIsLinearizable(@ForAll @LongRange(min = 1, max = 1_000) long seed) {
        Recording stopped = record(stopping(small().withSeed(seed)), StopOnViolationTest::forgetful, LIN_KV);
        Assume.that(stopped.stop().isPresent());
        List<Operation> operations = stopped.history().operations();
        LinearizabilityChecker checker = LinearizabilityChecker.ofCasRegister(null, true);

        assertThat(checker.check(stopped.history(), Budget.DEFAULT).validity()).isEqualTo(Validity.VIOLATION);
        assertThat(checker.check(History.of(operations.subList(0, operations.size() - 1)), Budget.DEFAULT)
                        .validity())
                .isEqualTo(Validity.VALID);
    }

    @Test
    void stoppedRunIsAProvedViolation() {
        Run run =
                Experiments.judge(record(stopping(small("partition")), StopOnViolationTest::forgetful, LIN_KV), LIN_KV);

        assertThat(run.outcome()).isEqualTo(Outcome.VIOLATION);
        assertThat(run.vacuities()).isEmpty();
        assertThat(run.verdicts()).noneMatch(verdict -> verdict.checker().equals("recovery"));
        assertThat(run.proofs().get("linearizable").status()).isEqualTo(Proof.Status.CONFIRMED);
        Map<String, Object> summary = RunSummary.of(run);
        assertThat(summary.get("stopped"))
                .asString()
                .contains("operation=" + (run.history().size() - 1), "checker=linearizable");
        assertThat(summary.get("verdicts")).asString().contains("proof={status=confirmed", "core=[", "unplaceable=");
    }

    @Test
    void aRightSystemRunsToItsEnd() {
        Recording asked = record(stopping(small()), RegisterNode::new, LIN_KV);

        assertThat(asked.stop()).isEmpty();
        assertThat(asked.complete()).isTrue();
        assertThat(asked.history().operations())
                .isEqualTo(record(small(), RegisterNode::new, LIN_KV).history().operations());
    }

    @Test
    void factsOfNodesStopTheRunToo() {
        Verdict broken = Verdict.violation("at-most-ten-facts", "too-many", "an eleventh fact", List.of(), Map.of());
        SystemUnderTest noting = Experiments.system(NotingNode::new).journal(ids -> new CountingAnalysis(broken));
        Experiment experiment = stopping(small());

        Run run = Experiments.judge(
                RunPipeline.unkept(RunSettings.of(experiment, noting, LIN_KV)).record(), LIN_KV);

        assertThat(run.stop().orElseThrow().verdict()).isEqualTo(broken);
        assertThat(run.history().get(run.history().size() - 1).isClient()).isTrue();
        assertThat(run.history().size()).isLessThan(50);
        assertThat(run.verdicts()).containsOnlyOnce(broken);
        assertThat(run.outcome()).isEqualTo(Outcome.VIOLATION);
    }

    @Test
    void unfitOnlineCheckStopsNothing() {
        OnlineChecker unfit = operation -> {
            throw new IllegalArgumentException("found something else");
        };
        Recording recording =
                record(stopping(small()), RegisterNode::new, new CheckedWorkload(LIN_KV.checkers(), unfit));

        assertThat(recording.complete()).isTrue();
    }

    @Test
    void onlineViolationStandsByItself() {
        Verdict seen = Verdict.violation("linearizable", "not-linearizable", "it cannot be", List.of(), Map.of());
        Workload undecided = new CheckedWorkload(List.of(), atOperation(30, seen));

        Run run = Experiments.judge(record(stopping(small()), RegisterNode::new, undecided), undecided);

        assertThat(run.history().size()).isEqualTo(31);
        assertThat(run.verdicts()).contains(seen);
        assertThat(run.outcome()).isEqualTo(Outcome.VIOLATION);
    }

    @Test
    void contradictoryChecksAreADefect() {
        Verdict wrong = Verdict.violation("linearizable", "not-linearizable", "it cannot be", List.of(), Map.of());
        Workload contradictory = new CheckedWorkload(LIN_KV.checkers(), atOperation(30, wrong));
        Recording recording = record(stopping(small()), RegisterNode::new, contradictory);

        assertThatThrownBy(() -> Experiments.judge(recording, contradictory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stopped at operation 30, since it cannot be;")
                .hasMessageContaining("finds it valid");
    }

    @Test
    void aRefutedProofMakesTheRunAnErrorOfTheHarness() {
        ProvingChecker refuted = new ProvingChecker(
                new CasRegister(null),
                true,
                (history, object, keyed, claim) ->
                        new Confirmation(Confirmation.Outcome.REFUTED, "refuted: an order explains the core"));
        Workload distrusted = new CheckedWorkload(List.of(refuted), NOTHING_TO_SAY);

        Run run = Experiments.judge(record(small(), StopOnViolationTest::forgetful, distrusted), distrusted);

        assertThat(run.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(run.proofs().get("linearizable").status()).isEqualTo(Proof.Status.REFUTED);
    }

    private static OnlineChecker atOperation(int index, Verdict verdict) {
        return operation -> operation.index() >= index ? Optional.of(verdict) : Optional.empty();
    }

    private static Recording record(Experiment experiment, Function<Environment, Node> nodes, Workload workload) {
        SystemUnderTest system = Experiments.system(nodes);
        return RunPipeline.unkept(RunSettings.of(experiment, system, workload)).record();
    }

    /** Each node acknowledges all writes, and remembers its own alone. */
    private static Node forgetful(Environment environment) {
        Map<Object, Object> values = new HashMap<>();
        return Experiments.receiving((here, message) -> {
                    if (message.body() instanceof LinKv.Write write) {
                        values.put(write.key(), write.value());
                        here.reply(message, new LinKv.WriteOk());
                    } else if (message.body() instanceof LinKv.Read read) {
                        here.reply(message, new LinKv.ReadOk(values.get(read.key())));
                    }
                })
                .apply(environment);
    }

    /** A fact with nothing in it. */
    record Noted() implements Fact {}

    /** Notes each request, and is else a right register. */
    private record NotingNode(Environment environment, RegisterNode register) implements Node {

        NotingNode(Environment environment) {
            this(environment, new RegisterNode(environment));
        }

        @Override
        public void start() {
            register.start();
        }

        @Override
        public void receive(Message message) {
            environment.journal(new Noted());
            register.receive(message);
        }
    }

    /** Finds something broken when it has seen more than ten facts. */
    private static final class CountingAnalysis implements JournalAnalysis {

        private final Verdict broken;
        private int facts;

        CountingAnalysis(Verdict broken) {
            this.broken = broken;
        }

        @Override
        public void onFact(long timeNanos, String nodeId, int life, Fact fact) {
            facts++;
        }

        @Override
        public List<Verdict> verdicts() {
            return facts > 10 ? List.of(broken) : List.of();
        }

        @Override
        public Optional<String> primary() {
            return Optional.empty();
        }
    }
}
