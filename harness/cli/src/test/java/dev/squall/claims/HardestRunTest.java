package dev.squall.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import dev.squall.run.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HardestRunTest {

    private final HardestRun hardest = new HardestRun();

    private static Operation operation(Type type, int process) {
        return new Operation(0, 0, type, process, type == Type.INFO ? "start-kill" : "read", null);
    }

    private static Operation begin(int process) {
        return operation(Type.INVOKE, process);
    }

    private static Operation end(int process) {
        return operation(Type.OK, process);
    }

    private static Operation fault() {
        return operation(Type.INFO, Operation.NEMESIS);
    }

    private void add(long seed, Outcome outcome, Operation... operations) {
        hardest.add(new Run(
                Experiment.builder("raft-kv", "lin-kv").seed(seed).build(),
                History.of(List.of(operations)),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                outcome));
    }

    private long seedShown() {
        return hardest.shown().orElseThrow().run().experiment().seed();
    }

    @Test
    void operationsOpenWhenAFaultActsCountOnce() {
        add(1, Outcome.VALID, begin(0), fault(), fault(), fault(), end(0), begin(1), end(1));
        add(2, Outcome.VALID, begin(0), begin(1), fault(), end(1), end(0));
        add(3, Outcome.VALID, begin(0), end(0), begin(1), end(1), begin(2), end(2), fault());

        assertThat(seedShown()).isEqualTo(2);
    }

    @Test
    void amongEqualsMoreOperationsAndThenTheLowestSeedAreHardest() {
        add(5, Outcome.VALID, begin(0), fault(), end(0), begin(0));
        add(4, Outcome.VALID, begin(0), fault(), end(0), begin(0));
        add(3, Outcome.VALID, begin(0), fault(), end(0));
        add(6, Outcome.VALID, begin(0), fault(), end(0), begin(0));

        assertThat(seedShown()).isEqualTo(4);
    }

    @Test
    void onlyValidRunsAreHardest() {
        add(1, Outcome.VACUOUS, begin(0), fault(), end(0));
        add(2, Outcome.UNKNOWN, begin(0), fault(), end(0));

        assertThat(hardest.shown()).isEmpty();
    }
}
