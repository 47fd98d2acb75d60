package dev.squall.run.loop;

import static dev.squall.run.Experiments.receiving;
import static dev.squall.run.Experiments.record;
import static dev.squall.run.Experiments.small;
import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.node.Environment;
import dev.squall.node.Node;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv;
import dev.squall.run.Experiments;
import dev.squall.run.RegisterNode;
import dev.squall.workload.standard.LinKvWorkload;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private static final Function<Environment, Node> SILENT = receiving((environment, message) -> {});

    @Test
    void servingSystemIsValidWithRecoveryTime() {
        Verdict verdict = recovery(small("kill", "partition"), RegisterNode::new);

        assertThat(verdict.validity()).isEqualTo(Validity.VALID);
        assertThat((Double) verdict.details().get("slowestMillis")).isBetween(0.0, 3_000.0);
    }

    @Test
    void silentSystemHasNotRecovered() {
        Recording recording = record(small(), SILENT);
        Verdict verdict = recording.liveVerdicts().get(0);

        assertThat(recording.complete()).isTrue();
        assertThat(verdict.validity()).isEqualTo(Validity.VIOLATION);
        assertThat(verdict.anomaly()).isEqualTo("no-recovery");
        assertThat(verdict.details()).containsEntry("threadsNotServed", List.of(0, 1, 2, 3, 4, 5));
        assertThat(Experiments.judge(recording, new LinKvWorkload()).outcome()).isEqualTo(Outcome.VIOLATION);
    }

    @Test
    void oneUnservingNodeIsViolation() {
        Verdict verdict = recovery(
                small(),
                environment ->
                        environment.nodeId().equals("n2") ? SILENT.apply(environment) : new RegisterNode(environment));

        assertThat(verdict.anomaly()).isEqualTo("no-recovery");
        assertThat(verdict.details()).containsEntry("threadsNotServed", List.of(1, 4));
        assertThat(verdict.summary())
                .isEqualTo("after healing, client threads [1, 4] had no operation succeed within 3000 ms");
    }

    @Test
    void failingThreadTriesAgain() {
        // The safety phase ends after 2,000 ms; for 500 ms more every node asks to be left alone.
        Verdict verdict = recovery(
                small(),
                receiving((environment, message) -> environment.reply(
                        message,
                        environment.monotonicNanos() < 2_500_000_000L
                                ? new ErrorReply(ErrorCode.TEMPORARILY_UNAVAILABLE, "not yet")
                                : new LinKv.ReadOk(1L))));

        assertThat(verdict.validity()).isEqualTo(Validity.VALID);
        assertThat((Double) verdict.details().get("slowestMillis")).isBetween(500.0, 600.0);
    }

    @Test
    void anAnswerAfterTheBoundIsNoRecovery() {
        // Answers within the operations' time-out of 500 ms, but later than the bound of 200 ms.
        Verdict verdict = recovery(
                small(3, 6, 500, 200),
                receiving((environment, message) -> environment.setTimer(
                        400,
                        () -> environment.reply(
                                message, new ErrorReply(ErrorCode.KEY_DOES_NOT_EXIST, "nothing is ever written")))));

        assertThat(verdict.anomaly()).isEqualTo("no-recovery");
    }

    private static Verdict recovery(Experiment experiment, Function<Environment, Node> nodes) {
        List<Verdict> verdicts = record(experiment, nodes).liveVerdicts();
        assertThat(verdicts).singleElement().extracting(Verdict::checker).isEqualTo("recovery");
        return verdicts.get(0);
    }
}
