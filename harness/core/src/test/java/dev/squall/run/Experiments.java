package dev.squall.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.experiment.Experiment;
import dev.squall.fault.FaultFamily;
import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.run.loop.Recording;
import dev.squall.system.SystemUnderTest;
import dev.squall.testing.SimulatedRig;
import dev.squall.workload.Workload;
import dev.squall.workload.standard.LinKvWorkload;
import dev.squall.world.Latency.Distribution;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Small experiments for tests, their runs, and what must hold of the shape of every history. */
public final class Experiments {

    private Experiments() {}

    /** Two seconds of 100 operations a second on three nodes; operations time out after 500 ms. */
    public static Experiment small(String... faults) {
        return small(3, 6, 500, 3_000, faults);
    }

    public static Experiment small(
            int nodeCount, int concurrency, long operationTimeoutMillis, long recoveryBoundMillis, String... faults) {
        return Experiment.builder("register", "lin-kv")
                .nodeCount(nodeCount)
                .concurrency(concurrency)
                .ratePerSecond(100)
                .timeLimitMillis(2_000)
                .faults(Arrays.stream(faults)
                        .map(name -> FaultFamily.named(name).orElseThrow())
                        .toList())
                .nemesisIntervalMillis(300)
                .latencyMillis(1)
                .latencyDistribution(Distribution.EXPONENTIAL)
                .operationTimeoutMillis(operationTimeoutMillis)
                .recoveryBoundMillis(recoveryBoundMillis)
                .build();
    }

    /** The same experiment, that ends at the first violation. */
    public static Experiment stopping(Experiment of) {
        return of.toBuilder().stopOnViolation(true).build();
    }

    public static SystemUnderTest system(Function<Environment, Node> nodes) {
        return SystemUnderTest.of("register", "a register for tests", SimulatedRig.program(nodes), "lin-kv");
    }

    /** A system whose nodes do nothing but this with each message. */
    public static Function<Environment, Node> receiving(BiConsumer<Environment, Message> receive) {
        return environment -> new Node() {
            @Override
            public void start() {}

            @Override
            public void receive(Message message) {
                receive.accept(environment, message);
            }
        };
    }

    public static Recording record(Experiment experiment, Function<Environment, Node> nodes) {
        SystemUnderTest system = system(nodes);
        return RunPipeline.unkept(RunSettings.of(experiment, system, new LinKvWorkload()))
                .record();
    }

    /** Returns a recording with its verdicts. */
    public static Run judge(Recording recording, Workload workload) {
        return RunPipeline.unkept(RunSettings.of(recording.experiment(), system(RegisterNode::new), workload))
                .judge(recording);
    }

    /** Returns the run of an experiment on registers that do as they should. */
    public static Run judged(Experiment experiment) {
        return judge(record(experiment, RegisterNode::new), new LinKvWorkload());
    }

    public static List<Operation> completions(History history, String function) {
        return history.operations().stream()
                .filter(operation -> operation.isClient() && operation.type() != Type.INVOKE)
                .filter(operation -> operation.function().equals(function))
                .toList();
    }

    /** Indexes and times ascend; each process does one thing at a time, and nothing after an {@code :info}. */
    public static void assertWellFormed(History history, int concurrency) {
        Map<Integer, Operation> open = new HashMap<>();
        Set<Integer> ended = new HashSet<>();
        long before = 0;
        for (int i = 0; i < history.size(); i++) {
            Operation operation = history.get(i);
            assertThat(operation.index()).isEqualTo(i);
            assertThat(operation.timeNanos()).isGreaterThanOrEqualTo(before);
            before = operation.timeNanos();
            if (!operation.isClient()) {
                assertThat(operation.type()).isEqualTo(Type.INFO);
            } else if (operation.type() == Type.INVOKE) {
                assertThat(ended).doesNotContain(operation.process());
                assertThat(open.put(operation.process(), operation)).isNull();
                assertThat(open).hasSizeLessThanOrEqualTo(concurrency);
            } else {
                Operation invocation = open.remove(operation.process());
                assertThat(invocation).isNotNull();
                assertThat(operation.function()).isEqualTo(invocation.function());
                if (operation.type() == Type.INFO) {
                    ended.add(operation.process());
                    assertThat(ended).doesNotContain(operation.process() + concurrency);
                }
            }
        }
        assertThat(open).as("operations that never completed").isEmpty();
    }
}
