package dev.squall.check.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Meter;
import dev.squall.check.Validity;
import dev.squall.check.linear.CollectionSpecs.ContainerSpec;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Partition;
import dev.squall.check.linear.certificate.Certificate;
import dev.squall.check.linear.certificate.CertificateVerifier;
import dev.squall.check.linear.certificate.Confirmation;
import dev.squall.check.linear.certificate.Counterexample;
import dev.squall.check.linear.certificate.Linearization;
import dev.squall.check.linear.certificate.SequentialObject;
import dev.squall.check.linear.monitor.Monitors;
import dev.squall.history.History;
import dev.squall.history.HistoryWriter;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import dev.squall.history.Pairing;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The proofs, and the online check, for every model. */
class ModelCertificateTest {

    private static final int HISTORIES = 400;
    private static final int LONG_HISTORIES = 40;

    static List<Spec> specs() {
        return ModelAgreementTest.specs();
    }

    static List<Spec> unambiguousContainers() {
        return ContainerSpec.all().stream()
                .filter(spec -> ((ContainerSpec) spec).unique())
                .toList();
    }

    static List<Spec> unambiguous() {
        return MonitorsTest.specs();
    }

    private static History drawn(Spec spec, int operations, Random random) {
        History history = SmallHistories.valid(spec, operations, 2 + random.nextInt(3), random);
        return random.nextInt(4) == 0 ? history : SmallHistories.damaged(spec, history, random);
    }

    private static Certificate confirmed(Spec spec, History history) {
        Examination examination = new LinearizabilityChecker(spec.model(), false).examine(history, Budget.DEFAULT);
        Certificate certificate = examination
                .certificate(Budget.DEFAULT)
                .orElseThrow(() -> new AssertionError("no certificate\n" + HistoryWriter.toEdn(history)));
        Confirmation confirmation =
                CertificateVerifier.verify(history, SequentialObject.of(spec.model()), false, certificate);
        assertThat(confirmation.outcome())
                .as(confirmation.words() + "\n" + certificate + "\n" + HistoryWriter.toEdn(history))
                .isEqualTo(Confirmation.Outcome.CONFIRMED);
        assertThat(certificate instanceof Linearization)
                .isEqualTo(examination.verdict().validity() == Validity.VALID);
        return certificate;
    }

    @ParameterizedTest
    @MethodSource("specs")
    void everyVerdictOnASmallHistoryIsProved(Spec spec) {
        Random random = new Random(spec.toString().hashCode());
        int violations = 0;
        for (int i = 0; i < HISTORIES; i++) {
            violations += confirmed(spec, drawn(spec, 4 + random.nextInt(5), random)) instanceof Counterexample ? 1 : 0;
        }
        assertThat(violations).isBetween(HISTORIES / 10, HISTORIES - HISTORIES / 10);
    }

    @ParameterizedTest
    @MethodSource("unambiguousContainers")
    void longContainerVerdictsHaveSmallProofs(Spec spec) {
        Random random = new Random(spec.toString().hashCode());
        int violations = 0;
        for (int i = 0; i < LONG_HISTORIES; i++) {
            if (confirmed(spec, drawnComplete(spec, 200, random)) instanceof Counterexample found) {
                assertThat(found.elements()).hasSizeLessThan(20);
                violations++;
            }
        }
        assertThat(violations).isBetween(LONG_HISTORIES / 10, LONG_HISTORIES - LONG_HISTORIES / 10);
    }

    /**
     * Verifies the orders that monitors find. Effects of uncompleted operations are unknown, and a search may take too
     * long.
     */
    @ParameterizedTest
    @MethodSource("unambiguous")
    void monitorOrdersAreProved(Spec spec) {
        Random random = new Random(spec.toString().hashCode());
        int told = 0;
        for (int i = 0; i < LONG_HISTORIES; i++) {
            History history = SmallHistories.valid(spec, 500, 2 + random.nextInt(8), random);
            Calls calls = Partition.of(history, spec.model(), false, new Meter(Budget.DEFAULT))
                    .calls()
                    .values()
                    .iterator()
                    .next();
            if (Monitors.order(calls, new Meter(Budget.DEFAULT)).isPresent()) {
                confirmed(spec, history);
                told++;
            }
        }
        assertThat(told).isGreaterThan(LONG_HISTORIES / 4);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void theOnlineCheckStopsWhereAPrefixHasNoOrder(Spec spec) {
        Random random = new Random(spec.toString().hashCode());
        for (int i = 0; i < HISTORIES; i++) {
            History history = drawn(spec, 4 + random.nextInt(5), random);
            assertThat(stop(spec, history)).as(HistoryWriter.toEdn(history)).isEqualTo(firstFailure(spec, history));
        }
    }

    /** A history in which every operation completed. */
    private static History drawnComplete(Spec spec, int operations, Random random) {
        History history;
        do {
            history = drawn(spec, operations, random);
        } while (!isComplete(history));
        return history;
    }

    private static boolean isComplete(History history) {
        Pairing pairing = Pairing.of(history);
        return history.operations().stream()
                .allMatch(o -> o.type() != Type.INFO && pairing.partnerOf(o.index()) != Pairing.NONE);
    }

    private static Optional<Integer> stop(Spec spec, History history) {
        OnlineLinearizability online = new OnlineLinearizability(spec.model(), false, Budget.DEFAULT);
        for (Operation operation : history.operations()) {
            if (online.accept(operation).isPresent()) {
                return Optional.of(operation.index());
            }
        }
        return Optional.empty();
    }

    private static Optional<Integer> firstFailure(Spec spec, History history) {
        for (int i = 0; i < history.size(); i++) {
            if (!Oracle.isLinearizable(spec, History.of(history.operations().subList(0, i + 1)))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
