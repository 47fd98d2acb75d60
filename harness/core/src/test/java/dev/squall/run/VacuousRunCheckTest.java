package dev.squall.run;

import static dev.squall.run.Experiments.receiving;
import static dev.squall.run.Experiments.record;
import static dev.squall.run.Experiments.small;
import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Verdict;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.experiment.Successes;
import dev.squall.fault.Evidence;
import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv;
import dev.squall.node.protocol.Links;
import dev.squall.run.loop.Recording;
import dev.squall.run.loop.RunLoop;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.JournalAnalysis;
import dev.squall.workload.Promise;
import dev.squall.workload.Workload;
import dev.squall.workload.standard.LinKvWorkload;
import dev.squall.workload.standard.Workloads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VacuousRunCheckTest {

    @Test
    void successfulRunIsNotVacuous() {
        assertThat(reasons(record(small("partition", "kill", "pause", "clock"), RegisterNode::new)))
                .isEmpty();
    }

    @Test
    void silentExecutableIsToldSoEarly() {
        Experiment silent =
                small(3, 6, 50, 3_000).toBuilder().binary(List.of("silent.py")).build();

        assertThat(reasons(record(silent, receiving((environment, message) -> {}))))
                .singleElement()
                .asString()
                .startsWith("the nodes do not serve the workload lin-kv: no node has answered any of 18 requests");
    }

    @Test
    void runWithoutSuccessIsVacuous() {
        assertThat(reasons(record(small(3, 6, 50, 3_000), receiving((environment, message) -> {}))))
                .contains("only 0 operations succeeded before healing; a run needs at least 10")
                .anyMatch(reason -> reason.matches("none of \\d+ operations write succeeded before healing"));
    }

    @Test
    void sweepOfALossyLinkThatReportsNothingIsVacuous() {
        Workload link = Workloads.named("link").orElseThrow();
        SystemUnderTest system = Experiments.system(receiving((environment, message) -> {
            if (message.body() instanceof Links.Send send && message.messageId() != Message.NO_ID) {
                environment.send(send.to(), send);
                environment.reply(message, new Links.SendOk());
            } else if (message.body() instanceof Links.Flush) {
                environment.reply(message, new Links.FlushOk());
            }
        }));

        Sweep.Result result =
                new Sweep(small("partition"), system, link, Budget.DEFAULT, false).run(3, 1, false, seeds -> {});

        assertThat(result.counts()).isEqualTo(Map.of(Outcome.VACUOUS, 3));
        assertThat(result.failures()).allMatch(run -> run.vacuities()
                .get(0)
                .startsWith("link-no-loss, link-no-duplication, link-no-creation" + " could not be judged"));
    }

    @Test
    void functionWithoutSuccessIsNamed() {
        List<String> reasons = reasons(record(
                small(),
                receiving((environment, message) ->
                        environment.reply(message, new ErrorReply(ErrorCode.KEY_DOES_NOT_EXIST, "never")))));

        assertThat(reasons)
                .hasSize(2)
                .allMatch(reason -> reason.matches("none of \\d+ operations (cas|write) succeeded before healing"));
    }

    @Test
    void nodesThatRefuseEveryRequestEndTheRunAtOnce() {
        Recording recording = record(
                small("partition"),
                receiving((environment, message) ->
                        environment.reply(message, new ErrorReply(ErrorCode.NOT_SUPPORTED, "still to be written"))));

        assertThat(recording.complete()).isFalse();
        assertThat(recording.history().operations())
                .hasSizeLessThan(
                        2 * (Successes.DEFAULT.tries() + recording.experiment().concurrency()) + 1);
        assertThat(reasons(recording))
                .singleElement()
                .asString()
                .matches("the nodes refuse requests of the workload lin-kv: n\\d answered \\w+ with error 10, not"
                        + " supported: 'still to be written'");
    }

    @Test
    void functionThatAloneIsNotSupportedDoesNotEndTheRun() {
        Recording recording = record(
                small(),
                receiving((environment, message) -> environment.reply(
                        message,
                        message.body() instanceof LinKv.Cas
                                ? new ErrorReply(ErrorCode.NOT_SUPPORTED, "no cas here")
                                : message.body() instanceof LinKv.Write
                                        ? new LinKv.WriteOk()
                                        : new LinKv.ReadOk(null))));

        assertThat(recording.complete()).isTrue();
    }

    @Test
    void ineffectiveFaultMakesValidRunVacuous() {
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
    void successAfterHealingDoesNotCount() {
        List<Operation> operations = new ArrayList<>();
        operations.add(new Operation(0, 0, Type.INFO, Operation.NEMESIS, RunLoop.BEGIN_LIVENESS_PHASE, null));
        for (int i = 0; i < 50; i++) {
            operations.add(new Operation(0, i, Type.INVOKE, 0, "read", null));
            operations.add(new Operation(0, i, Type.OK, 0, "read", 1L));
        }
        assertThat(reasons(recording(operations, List.of(), true)))
                .containsExactly("only 0 operations succeeded before healing; a run needs at least 10");
    }

    @Test
    void interruptedRunIsVacuous() {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            operations.add(new Operation(0, i, Type.INVOKE, 0, "read", null));
            operations.add(new Operation(0, i, Type.OK, 0, "read", 1L));
        }
        Evidence kill = new Evidence("kill", 1, 1, "1 nodes killed, 1 started again");

        assertThat(reasons(recording(operations, List.of(kill), true))).isEmpty();
        assertThat(reasons(recording(operations, List.of(kill), false)))
                .containsExactly("the run was interrupted before its end");
    }

    private static Recording recording(List<Operation> operations, List<Evidence> evidence, boolean complete) {
        return new Recording(
                small(),
                History.of(operations),
                List.of(),
                List.of(),
                evidence,
                List.of(),
                false,
                complete,
                Optional.empty());
    }

    private static List<String> reasons(Recording recording) {
        return VacuousRunCheck.reasons(recording, List.of(), List.of());
    }

    @Test
    void aPartitionOfServersThatSendEachOtherNothingIsOfNoConcern() {
        List<Operation> operations =
                record(small("partition"), RegisterNode::new).history().operations();
        Recording recording = recording(
                operations,
                List.of(new Evidence("partition", 7, 0, "0 messages cut"), new Evidence("kill", 1, 0, "0 killed")),
                true);
        Verdict none = Verdict.valid("messages", "", Map.of("messages", 9L, "betweenNodes", 0L));
        Verdict some = Verdict.valid("messages", "", Map.of("messages", 9L, "betweenNodes", 1L));

        assertThat(VacuousRunCheck.reasons(recording, List.of(none), List.of()))
                .containsExactly("the fault kill was asked for but had no effect: 0 killed");
        assertThat(VacuousRunCheck.reasons(recording, List.of(some), List.of())).hasSize(2);
    }

    @Test
    void promisedPropertyWithoutVerdictIsNamed() {
        Recording recording = record(small("partition"), RegisterNode::new);
        List<Promise> promises = List.of(Promise.of("link-no-loss"), Promise.of("linearizable"));
        List<Verdict> verdicts = List.of(Verdict.valid("linearizable", "", Map.of()));

        assertThat(VacuousRunCheck.reasons(recording, verdicts, promises))
                .containsExactly("link-no-loss could not be judged: no node noted a fact that tells of it");
        assertThat(VacuousRunCheck.reasons(recording, verdicts, promises.subList(1, 2)))
                .isEmpty();
    }

    @Test
    void propertiesOfJournalsWithoutFactsAreNotJudged() {
        JournalAnalysis alwaysContent = new JournalAnalysis() {
            @Override
            public void onFact(long timeNanos, String nodeId, int life, Fact fact) {}

            @Override
            public List<Verdict> verdicts() {
                return List.of(Verdict.valid("election-safety", "0 elections", Map.of()));
            }

            @Override
            public Optional<String> primary() {
                return Optional.empty();
            }
        };
        Run run = RunPipeline.unkept(RunSettings.of(
                        small(),
                        Experiments.system(RegisterNode::new).journal(nodes -> alwaysContent),
                        new LinKvWorkload()))
                .run();

        assertThat(run.outcome()).isEqualTo(Outcome.VACUOUS);
        assertThat(run.vacuities())
                .containsExactly("election-safety could not be judged: no node noted a fact that tells of it");
    }

    @Test
    void smallShareOfSuccessesProvesNothing() {
        // 87 of 2,569 operations, as a run of 25 s had them.
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < 2_569; i++) {
            operations.add(new Operation(0, i, Type.INVOKE, i, "read", null));
            operations.add(new Operation(0, i, i < 87 ? Type.OK : Type.INFO, i, "read", null));
        }
        Recording recording = recording(operations, List.of(), true);

        assertThat(reasons(recording))
                .containsExactly(
                        "only 87 of 2,569 operations (3.4 %) succeeded before healing; a run needs at least" + " 5 %");
        Experiment lenient =
                small().toBuilder().successes(new Successes(10, 3, 20)).build();
        assertThat(reasons(new Recording(
                        lenient,
                        recording.history(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        false,
                        true,
                        Optional.empty())))
                .isEmpty();
    }

    @Test
    void propertyWithoutShowingOperationIsUnjudged() {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            operations.add(new Operation(0, i, Type.INVOKE, 0, "write", 1L));
            operations.add(new Operation(0, i, Type.OK, 0, "write", 1L));
            operations.add(new Operation(0, i, Type.INVOKE, 0, "read", null));
            operations.add(new Operation(0, i, Type.FAIL, 0, "read", null));
        }
        List<Verdict> valid = List.of(Verdict.valid("linearizable (cas-register)", "", Map.of()));
        List<Promise> promises = List.of(new Promise("linearizable (cas-register)", Set.of("read", "cas")));

        assertThat(VacuousRunCheck.reasons(recording(operations, List.of(), true), valid, promises))
                .containsExactly("linearizable (cas-register) is not judged: no operation cas or read succeeded");
    }
}
