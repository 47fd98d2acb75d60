package dev.squall.check.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Meter;
import dev.squall.check.Validity;
import dev.squall.check.linear.CollectionSpecs.ContainerSpec;
import dev.squall.check.linear.CollectionSpecs.SetSpec;
import dev.squall.check.linear.CollectionSpecs.SetUse;
import dev.squall.check.linear.RegisterSpecs.AppendSpec;
import dev.squall.check.linear.RegisterSpecs.CounterSpec;
import dev.squall.check.linear.RegisterSpecs.RegisterSpec;
import dev.squall.check.linear.RegisterSpecs.TransactionSpec;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Decision;
import dev.squall.check.linear.calls.Partition;
import dev.squall.check.linear.monitor.Monitors;
import dev.squall.check.linear.search.Engines;
import dev.squall.history.History;
import dev.squall.history.HistoryWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every model against trying all orders. {@code -Dsquall.agreement.histories=100000} makes it that many histories for
 * each.
 */
class ModelAgreementTest {

    private static final int DEFAULT_HISTORIES = 10_000;
    private static final int HISTORIES = Integer.getInteger("squall.agreement.histories", DEFAULT_HISTORIES);

    static List<Spec> specs() {
        List<Spec> specs = new ArrayList<>(List.of(
                new RegisterSpec(false, false),
                new RegisterSpec(false, true),
                new RegisterSpec(true, false),
                new RegisterSpec(true, true),
                new TransactionSpec(),
                new AppendSpec(false),
                new AppendSpec(true),
                new CounterSpec(),
                new LockSpecs("mutex", false),
                new LockSpecs("owned-mutex", false),
                new LockSpecs("owned-mutex", true),
                new LockSpecs("reentrant-mutex", false),
                new LockSpecs("reentrant-mutex", true),
                new SetSpec(SetUse.BY_ELEMENT),
                new SetSpec(SetUse.ALL),
                new SetSpec(SetUse.GROW_ONLY)));
        specs.addAll(ContainerSpec.all());
        return specs;
    }

    @ParameterizedTest
    @MethodSource("specs")
    void smallHistoriesAgreeWithBruteForce(Spec spec) {
        Random random = new Random(spec.toString().hashCode());
        LinearizabilityChecker checker = new LinearizabilityChecker(spec.model(), false);
        int valid = 0;
        int monitored = 0;
        for (int i = 0; i < HISTORIES; i++) {
            History history = SmallHistories.valid(spec, 4 + random.nextInt(5), 2 + random.nextInt(3), random);
            History judged = random.nextInt(8) == 0 ? history : SmallHistories.damaged(spec, history, random);
            boolean expected = Oracle.isLinearizable(spec, judged);
            assertThat(expected || judged != history)
                    .as(HistoryWriter.toEdn(history))
                    .isTrue();
            assertThat(checker.check(judged, Budget.DEFAULT).validity())
                    .as(HistoryWriter.toEdn(judged))
                    .isEqualTo(expected ? Validity.VALID : Validity.VIOLATION);
            monitored += eachMethodAgrees(spec, judged, expected) ? 1 : 0;
            valid += expected ? 1 : 0;
        }
        if (HISTORIES != DEFAULT_HISTORIES) {
            System.out.printf(
                    "%s: %,d valid, %,d violations; %,d by monitors%n", spec, valid, HISTORIES - valid, monitored);
        }
        assertThat(valid).isBetween(HISTORIES / 10, HISTORIES - HISTORIES / 10);
        assertThat(monitored).isGreaterThanOrEqualTo(isUnambiguous(spec) ? HISTORIES / 2 : 0);
    }

    /** Each method by itself, since the first that decides would hide the others. */
    private static boolean eachMethodAgrees(Spec spec, History history, boolean expected) {
        Collection<Calls> parts = Partition.of(history, spec.model(), false, new Meter(Budget.DEFAULT))
                .calls()
                .values();
        Meter budget = new Meter(Budget.DEFAULT);
        int decidedByMonitor = 0;
        boolean depthFirst = true;
        boolean breadthFirst = true;
        boolean reducedDepthFirst = true;
        boolean reducedBreadthFirst = true;
        for (Calls part : parts) {
            boolean found = Engines.depthFirstFinds(part);
            depthFirst &= found;
            breadthFirst &= Engines.breadthFirstFinds(part);
            reducedDepthFirst &= Engines.reducedDepthFirstFinds(part);
            reducedBreadthFirst &= Engines.reducedBreadthFirstFinds(part);
            Optional<Decision> monitored = Monitors.decide(part, budget);
            monitored.ifPresent(decision -> assertThat(decision.validity())
                    .as(decision + HistoryWriter.toEdn(history))
                    .isEqualTo(found ? Validity.VALID : Validity.VIOLATION));
            decidedByMonitor += monitored.isPresent() ? 1 : 0;
        }
        assertThat(List.of(depthFirst, breadthFirst, reducedDepthFirst, reducedBreadthFirst))
                .as(HistoryWriter.toEdn(history))
                .containsOnly(expected);
        return decidedByMonitor == parts.size();
    }

    private static boolean isUnambiguous(Spec spec) {
        return spec instanceof RegisterSpec register && register.unique()
                || spec instanceof AppendSpec append && append.unique()
                || spec instanceof ContainerSpec container && container.unique()
                || spec instanceof SetSpec set && set.use() == SetUse.GROW_ONLY;
    }
}
