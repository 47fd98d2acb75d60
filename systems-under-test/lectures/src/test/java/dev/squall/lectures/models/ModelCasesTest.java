package dev.squall.lectures.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.lectures.commit.TwoPhaseCommitProgram;
import dev.squall.lectures.eventual.LastWriterWinsProgram;
import dev.squall.lectures.models.Row.Below;
import dev.squall.lectures.models.Row.Nodes;
import dev.squall.lectures.models.Row.Timing;
import dev.squall.lectures.quorum.flawed.AnswersOnBothSides;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.node.NodeProgram;
import dev.squall.system.Enumeration.Effort;
import dev.squall.system.Enumeration.Finding;
import dev.squall.system.Trial;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that each row of the table is confirmed, and that a row with a wrong entry is refuted. */
class ModelCasesTest {

    private static Finding run(Row row) {
        return new ModelCases(row).run(new Effort(1, 1, 1, () -> false, cases -> {}));
    }

    static Stream<Row> rows() {
        return new ModelsSystems()
                .claims().stream()
                        .flatMap(claim -> claim.trials().stream())
                        .filter(Trial.Enumerated.class::isInstance)
                        .map(trial -> ((ModelCases) ((Trial.Enumerated) trial).cases()).row());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void rowIsConfirmed(Row row) {
        Finding finding = run(row);

        assertThat(finding.isAsExpected()).as(finding.words()).isTrue();
    }

    @Test
    void findingCountsEverySetOfNodes() {
        Finding finding = run(ModelsSystems.GET_AND_SET);

        assertThat(finding.words())
                .contains("each of 10 sets of 3 did the task")
                .contains("none of 10 smaller sets did");
        assertThat(finding.cases()).isEqualTo(24);
    }

    @Test
    void raftIsNotAsynchronous() {
        Finding finding = run(withTiming(ModelsSystems.COMPARE_AND_SET, Timing.ASYNCHRONOUS));

        assertThat(finding.isAsExpected()).isFalse();
        assertThat(finding.words()).contains("0 requests were done; expected at least 10");
    }

    @Test
    void quorumReadsAndWritesNeedNoPartialSynchrony() {
        Finding finding = run(withTiming(ModelsSystems.GET_AND_SET, Timing.PARTIALLY_SYNCHRONOUS));

        assertThat(finding.isAsExpected()).isFalse();
        assertThat(finding.words()).contains("expected none");
    }

    @Test
    void twoPhaseCommitNeedsMoreThanAQuorum() {
        Finding finding = run(new Row(
                "atomic commit",
                Task.ATOMIC_COMMIT,
                new TwoPhaseCommitProgram(),
                Algorithm.TWO_PHASE_COMMIT,
                3,
                Nodes.QUORUM,
                Timing.PARTIALLY_SYNCHRONOUS,
                Below.ABORTS));

        assertThat(finding.isAsExpected()).isFalse();
        assertThat(finding.words()).contains("with only [n1, n2] up, 0 requests were done");
    }

    @Test
    void raftNeedsMoreThanTheLocalNode() {
        Finding finding = run(local(Task.COMPARE_AND_SET, new RaftProgram(), Algorithm.RAFT));

        assertThat(finding.isAsExpected()).isFalse();
        assertThat(finding.words()).contains("with only [n1] up, 0 requests were done");
    }

    @Test
    void lastWriterWinsMapIsNotARegisterOfAQuorum() {
        Finding finding = run(new Row(
                "linearizable get and set",
                Task.GET_AND_SET,
                new LastWriterWinsProgram(),
                Algorithm.LOCAL,
                5,
                Nodes.QUORUM,
                Timing.ASYNCHRONOUS,
                Below.STOPS));

        assertThat(finding.isAsExpected()).isFalse();
    }

    @Test
    void quorumStoreThatAnswersWithoutQuorumIsRefuted() {
        Row row = ModelsSystems.GET_AND_SET;
        Finding finding = run(new Row(
                row.name(),
                row.task(),
                new AnswersOnBothSides(),
                new Algorithm(Algorithm.ABD.decision(), Algorithm.ABD.contributors(), factor -> Map.of()),
                row.nodeCount(),
                row.minimum(),
                row.timing(),
                row.below()));

        assertThat(finding.isAsExpected()).isFalse();
    }

    private static Row withTiming(Row row, Timing timing) {
        return new Row(
                row.name(),
                row.task(),
                row.program(),
                row.algorithm(),
                row.nodeCount(),
                row.minimum(),
                timing,
                row.below());
    }

    private static Row local(Task task, NodeProgram program, Algorithm algorithm) {
        return new Row("the task", task, program, algorithm, 5, Nodes.LOCAL, Timing.PARTIALLY_SYNCHRONOUS, Below.STOPS);
    }
}
