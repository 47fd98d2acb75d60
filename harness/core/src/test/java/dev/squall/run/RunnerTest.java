package dev.squall.run;

import static dev.squall.run.Experiments.assertWellFormed;
import static dev.squall.run.Experiments.completions;
import static dev.squall.run.Experiments.record;
import static dev.squall.run.Experiments.small;
import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Validity;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.fault.FaultFamily;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.protocol.LinKv;
import dev.squall.run.loop.Recorder;
import dev.squall.run.loop.Recording;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.standard.LinKvWorkload;
import dev.squall.world.ClusterObserver.MessageEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RunnerTest {

    /** All faults of the system model: registers do not claim to withstand arbitrary links. */
    private static final String[] ALL_FAULTS = Arrays.stream(FaultFamily.values())
            .filter(family -> family != FaultFamily.ARBITRARY)
            .map(FaultFamily::faultName)
            .toArray(String[]::new);

    @Property(tries = 25)
    void historyIsWellFormedUnderAllFaults(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int nodes,
            @ForAll @IntRange(min = 1, max = 9) int c) {
        Experiment experiment = small(nodes, c, 300, 3_000, ALL_FAULTS).withSeed(seed);
        Recording recording = record(experiment, RegisterNode::new);

        assertThat(recording.complete()).isTrue();
        assertWellFormed(recording.history(), c);
        assertThat(recording.liveVerdicts()).allMatch(verdict -> verdict.validity() == Validity.VALID);
    }

    @Test
    void aRightSystemWithoutFaultsIsServedAndValid() {
        Experiment experiment = small();
        Recording recording = record(experiment, RegisterNode::new);
        Run run = Experiments.judge(recording, new LinKvWorkload());

        assertThat(run.outcome()).isEqualTo(Outcome.VALID);
        assertThat(run.vacuities()).isEmpty();
        assertThat(completions(run.history(), "write")).allMatch(operation -> operation.type() == Type.OK);
        assertThat(completions(run.history(), "read")).allMatch(operation -> operation.type() == Type.OK);
        assertThat(run.history().operations().stream()
                        .filter(Operation::isClient)
                        .count())
                .isBetween(300L, 500L);
    }

    @Property(tries = 10)
    void theSameSeedGivesTheSameHistory(@ForAll long seed) {
        Experiment experiment = small(ALL_FAULTS).withSeed(seed);
        Recording first = record(experiment, RegisterNode::new);
        Recording second = record(experiment, RegisterNode::new);

        assertThat(second.history().operations()).isEqualTo(first.history().operations());
        assertThat(second.evidence()).isEqualTo(first.evidence());
    }

    @Test
    void differentSeedsGiveDifferentHistories() {
        Experiment experiment = small(ALL_FAULTS);
        assertThat(record(experiment.withSeed(1), RegisterNode::new).history().operations())
                .isNotEqualTo(record(experiment.withSeed(2), RegisterNode::new)
                        .history()
                        .operations());
    }

    @Test
    void noFaultStrikesAfterHealing() {
        List<String> nemesis = record(small(ALL_FAULTS), RegisterNode::new).history().operations().stream()
                .filter(operation -> !operation.isClient())
                .map(Operation::function)
                .toList();

        assertThat(nemesis).endsWith("heal", "begin-liveness-phase");
        assertThat(nemesis.subList(0, nemesis.size() - 2))
                .allMatch(function -> function.startsWith("start-") || function.startsWith("stop-"));
    }

    @Test
    void finalReadsCoverEveryUsedKey() {
        // Twelve threads are two groups, of ten and of two, each on a key of its own.
        List<Operation> successes = record(small(3, 12, 500, 3_000), RegisterNode::new).history().operations().stream()
                .filter(operation -> operation.isClient() && operation.type() == Type.OK)
                .toList();
        List<Operation> lastTwo = successes.subList(successes.size() - 2, successes.size());

        assertThat(lastTwo).allMatch(operation -> operation.function().equals("read"));
        assertThat(lastTwo.stream().<Object>map(operation -> ((List<?>) operation.value()).get(0)))
                .containsExactlyInAnyOrder(0L, 1L);
    }

    @Test
    void recorderReceivesOperationsAndMessages() {
        Experiment experiment = small();
        SystemUnderTest system = Experiments.system(RegisterNode::new);
        List<Operation> recorded = new ArrayList<>();
        List<Message> messages = new ArrayList<>();
        Recorder recorder = new Recorder() {
            @Override
            public void operation(Operation operation) {
                recorded.add(operation);
            }

            @Override
            public void fact(long timeNanos, String nodeId, int life, Fact fact) {}

            @Override
            public void message(long timeNanos, MessageEvent event, long number, Message message) {
                messages.add(message);
            }
        };
        Recording recording = RunPipeline.unkept(
                        RunSettings.of(experiment, system, new LinKvWorkload()).withFollower(recorder))
                .record();

        assertThat(recorded).isEqualTo(recording.history().operations());
        assertThat(messages).hasSizeGreaterThan(recorded.size());
    }

    @Test
    void repliesOfAnotherKindAreCountedAndEndTheRun() {
        Recording recording = record(
                small(),
                Experiments.receiving((environment, message) -> environment.reply(message, new LinKv.CasOk())));

        assertThat(recording.complete()).isFalse();
        assertThat(recording.liveVerdicts()).anySatisfy(verdict -> {
            assertThat(verdict.anomaly()).isEqualTo("malformed-reply");
            assertThat(verdict.summary()).contains("was answered by cas_ok; expected", "10 of ");
        });
    }
}
