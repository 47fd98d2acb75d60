package dev.squall.run;

import static dev.squall.run.Experiments.receiving;
import static dev.squall.run.Experiments.record;
import static dev.squall.run.Experiments.small;
import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.experiment.Outcome;
import dev.squall.fault.Evidence;
import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.run.loop.Recording;
import dev.squall.run.loop.RunLoop;
import dev.squall.workload.LinKvWorkload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VacuousRunCheckTest {

    @Test
    void aRunInWhichAllWentAsAskedProvesSomething() {
        assertThat(VacuousRunCheck.reasons(record(small("partition", "kill", "pause", "clock"), RegisterNode::new)))
                .isEmpty();
    }

    @Test
    void aRunInWhichNothingSucceededProvesNothing() {
        assertThat(VacuousRunCheck.reasons(record(small(3, 6, 50, 3_000), receiving((environment, message) -> {}))))
                .contains("only 0 operations succeeded; a run needs at least 10")
                .anyMatch(reason -> reason.matches("none of \\d+ operations write succeeded"));
    }

    @Test
    void aFunctionThatNeverSucceededIsNamed() {
        List<String> reasons = VacuousRunCheck.reasons(record(
                small(),
                receiving((environment, message) ->
                        environment.reply(message, new ErrorReply(ErrorCode.KEY_DOES_NOT_EXIST, "never")))));

        assertThat(reasons)
                .hasSize(2)
                .allMatch(reason -> reason.matches("none of \\d+ operations (cas|write) succeeded"));
    }

    @Test
    void aFaultThatDidNotBiteMakesAValidRunVacuous() {
        // A register in memory writes nothing that a disk could lose, and one node has no links to cut.
        Recording recording = record(small(1, 6, 500, 3_000, "partition"), RegisterNode::new);
        Run run = Experiments.judge(recording, new LinKvWorkload());

        assertThat(run.vacuities())
                .singleElement()
                .asString()
                .startsWith("the fault partition was asked for but had no effect: 0 messages cut in ");
        assertThat(run.outcome()).isEqualTo(Outcome.VACUOUS);
    }

    @Test
    void whatSucceedsOnlyAfterHealingDoesNotCount() {
        List<Operation> operations = new ArrayList<>();
        operations.add(new Operation(0, 0, Type.INFO, Operation.NEMESIS, RunLoop.BEGIN_LIVENESS_PHASE, null));
        for (int i = 0; i < 50; i++) {
            operations.add(new Operation(0, i, Type.INVOKE, 0, "read", null));
            operations.add(new Operation(0, i, Type.OK, 0, "read", 1L));
        }
        assertThat(VacuousRunCheck.reasons(recording(operations, List.of(), true)))
                .containsExactly("only 0 operations succeeded; a run needs at least 10");
    }

    @Test
    void aRunThatWasInterruptedProvesNothing() {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            operations.add(new Operation(0, i, Type.INVOKE, 0, "read", null));
            operations.add(new Operation(0, i, Type.OK, 0, "read", 1L));
        }
        Evidence kill = new Evidence("kill", 1, 1, "1 nodes killed, 1 started again");

        assertThat(VacuousRunCheck.reasons(recording(operations, List.of(kill), true)))
                .isEmpty();
        assertThat(VacuousRunCheck.reasons(recording(operations, List.of(kill), false)))
                .containsExactly("the run was interrupted before its end");
    }

    private static Recording recording(List<Operation> operations, List<Evidence> evidence, boolean complete) {
        return new Recording(
                small(), History.of(operations), List.of(), evidence, List.of(), false, complete, Optional.empty());
    }
}
