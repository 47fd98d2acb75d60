package dev.squall.check.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Meter;
import dev.squall.check.Validity;
import dev.squall.check.linear.GeneratedHistories.Shape;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Partition;
import dev.squall.check.linear.certificate.Certificate;
import dev.squall.check.linear.certificate.CertificateVerifier;
import dev.squall.check.linear.certificate.Confirmation;
import dev.squall.check.linear.certificate.Confirmation.Outcome;
import dev.squall.check.linear.certificate.Counterexample;
import dev.squall.check.linear.certificate.Linearization;
import dev.squall.check.linear.certificate.SequentialObject;
import dev.squall.check.linear.model.CasRegister;
import dev.squall.check.linear.model.Model;
import dev.squall.check.linear.model.Models;
import dev.squall.check.linear.search.Engines;
import dev.squall.history.History;
import dev.squall.history.HistoryReader;
import dev.squall.history.HistoryWriter;
import dev.squall.history.Operation;
import dev.squall.history.format.HistoryFormats;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CertificateTest {

    private static final Model REGISTER = new CasRegister(0L);

    /** So that a busy machine does not look like a certificate that cannot be found. */
    private static final Budget PATIENT = new Budget(Duration.ofMinutes(10), Budget.DEFAULT.memoryBytes());

    private static Examination examine(Model model, History history) {
        return new LinearizabilityChecker(model, false).examine(history, Budget.DEFAULT);
    }

    private static Confirmation verify(Model model, History history, Certificate certificate) {
        return CertificateVerifier.verify(history, SequentialObject.of(model), false, certificate);
    }

    private static Validity confirmed(Model model, History history, String name) {
        Examination examination = examine(model, history);
        Certificate certificate = examination.certificate(PATIENT).orElseThrow(() -> new AssertionError(name));
        Confirmation confirmation = verify(model, history, certificate);
        assertThat(confirmation.outcome())
                .as(name + "\n" + examination.verdict() + "\n" + certificate + "\n" + confirmation.words())
                .isEqualTo(Outcome.CONFIRMED);
        return examination.verdict().validity();
    }

    private static Counterexample counterexample(Model model, String... lines) {
        return (Counterexample) examine(model, LinearizabilityCheckerTest.history(lines))
                .certificate(Budget.DEFAULT)
                .orElseThrow();
    }

    @Test
    void verdictsOnRandomHistoriesAreProved() {
        Random random = new Random(1);
        Map<Validity, Integer> verdicts = new EnumMap<>(Validity.class);
        for (int i = 0; i < 4_000; i++) {
            Object initial = random.nextBoolean() ? null : (Object) 0L;
            History history = BruteForceAgreementTest.randomHistory(random, 3 + random.nextInt(5), initial == null);
            Model register = new CasRegister(initial);
            Model model = i % 4 == 0 ? new BruteForceAgreementTest.OpaqueRegister(new CasRegister(initial)) : register;
            verdicts.merge(confirmed(model, history, HistoryWriter.toEdn(history)), 1, Integer::sum);
        }
        assertThat(verdicts.get(Validity.VALID)).isGreaterThan(400);
        assertThat(verdicts.get(Validity.VIOLATION)).isGreaterThan(400);
    }

    @Test
    void verdictsOnManyClientsAreProved() {
        Random random = new Random(2);
        for (int i = 0; i < 100; i++) {
            Shape shape = new Shape(300, 2 + random.nextInt(19), 5, random.nextInt(3) * 0.02, i);
            confirmed(REGISTER, GeneratedHistories.mutated(GeneratedHistories.valid(shape), 5, random), shape + "");
        }
    }

    @Test
    void violationsAmongManyCrashesAreProved() {
        for (int seed = 1; seed <= 6; seed++) {
            int operations = seed == 1 ? 3_000 : 1_000;
            int values = seed % 2 == 0 ? 5 : 50;
            Shape shape = new Shape(operations, 20, values, 0.1, seed);
            assertThat(confirmed(REGISTER, GeneratedHistories.stale(shape), shape + ""))
                    .isEqualTo(Validity.VIOLATION);
            History mutated = GeneratedHistories.mutated(
                    GeneratedHistories.valid(new Shape(1_000, 20, 500, 0.1, seed)), 500, new Random(seed));
            assertThat(confirmed(REGISTER, mutated, "mutated, seed " + seed)).isEqualTo(Validity.VIOLATION);
        }
    }

    @Test
    void theVerdictsOnRecordedHistoriesAreProved() throws IOException {
        for (SharedHistories.Recorded log : SharedHistories.named("etcd/")) {
            confirmed(new CasRegister(null), HistoryFormats.read(log.file()).history(), log.name());
        }
        for (SharedHistories.Recorded history : SharedHistories.named("cas-register/")) {
            confirmed(REGISTER, HistoryReader.read(history.file()), history.name());
        }
    }

    @Test
    void breadthFirstOrderIsALinearization() {
        for (int seed = 0; seed < 50; seed++) {
            History history = GeneratedHistories.valid(new Shape(100, 6, 4, 0.1, seed));
            List<Integer> order =
                    Engines.breadthFirstOrder(Partition.of(history, REGISTER, false, new Meter(Budget.DEFAULT))
                            .calls()
                            .get(null));
            Linearization linearization = new Linearization(List.of(new Linearization.Order(null, order)));
            assertThat(verify(REGISTER, history, linearization).outcome()).isEqualTo(Outcome.CONFIRMED);
        }
    }

    @Test
    void keyedHistoriesAreProvedKeyByKey() {
        List<Operation> all = new ArrayList<>();
        for (int key = 0; key < 5; key++) {
            for (Operation o :
                    GeneratedHistories.valid(new Shape(50, 3, 5, 0.05, key)).operations()) {
                Object value = Arrays.asList((long) key, o.value());
                all.add(new Operation(0, 0, o.type(), o.process() * 5 + key, o.function(), value));
            }
        }
        History history = History.of(all);
        Linearization linearization = (Linearization) new LinearizabilityChecker(REGISTER, true)
                .examine(history, Budget.DEFAULT)
                .certificate(Budget.DEFAULT)
                .orElseThrow();
        assertThat(linearization.orders()).hasSize(5);
        SequentialObject object = SequentialObject.of(REGISTER);
        assertThat(CertificateVerifier.verify(history, object, true, linearization)
                        .outcome())
                .isEqualTo(Outcome.CONFIRMED);
        Linearization incomplete = new Linearization(linearization.orders().subList(1, 5));
        assertThat(CertificateVerifier.verify(history, object, true, incomplete).words())
                .contains("is missing in the order");
    }

    @Test
    void theCoreOfAStaleReadIsTheOverwriteAndTheRead() {
        Counterexample stale = counterexample(
                new CasRegister(null),
                "0 invoke write 1",
                "0 ok write 1",
                "0 invoke write 3",
                "0 ok write 3",
                "0 invoke write 2",
                "0 ok write 2",
                "2 invoke read nil",
                "1 invoke read nil",
                "1 ok read 1",
                "2 ok read 2");
        assertThat(stale.core()).containsExactly(4, 7);
        assertThat(stale.unplaceable()).isEqualTo(7);
        assertThat(stale.possibleStates()).containsExactly(2L);
        assertThat(stale.repeatable()).isTrue();
    }

    @Test
    void firstUnplaceableOperationIsNamed() {
        Random random = new Random(5);
        int violations = 0;
        for (int i = 0; i < 300; i++) {
            History history =
                    GeneratedHistories.mutated(GeneratedHistories.valid(new Shape(60, 5, 3, 0, i)), 3, random);
            Examination examination = examine(REGISTER, history);
            if (examination.verdict().validity() == Validity.VIOLATION) {
                Counterexample found =
                        (Counterexample) examination.certificate(Budget.DEFAULT).orElseThrow();
                Calls calls = Partition.of(history, REGISTER, false, new Meter(Budget.DEFAULT))
                        .calls()
                        .get(null);
                assertThat(found.unplaceable()).isEqualTo(Engines.firstUnplaceable(calls));
                violations++;
            }
        }
        assertThat(violations).isGreaterThan(50);
    }

    @Test
    void aWrongOrderIsRefuted() {
        History history = LinearizabilityCheckerTest.history(
                "0 invoke write 1",
                "0 ok write 1",
                "0 invoke write 2",
                "1 invoke read nil",
                "1 ok read 1",
                "0 ok write 2",
                "1 invoke write 3",
                "1 fail write 3");
        assertThat(words(history, 0, 3, 2)).startsWith("confirmed");
        assertThat(words(history, 0, 2, 3)).isEqualTo("refuted: operation 3 cannot have had its result at its place");
        assertThat(words(history, 3, 0, 2)).contains("operation 3 cannot have had its result");
        assertThat(words(history, 2, 0, 3)).contains("operation 0 ended before 2, placed first, began");
        assertThat(words(history, 0, 3)).contains("operation 2 is missing");
        assertThat(words(history, 0, 3, 3, 2)).contains("operation 3 is not of its key");
        assertThat(words(history, 0, 3, 2, 6)).contains("operation 6 is not of its key, did not happen");
    }

    @Test
    void twoOrdersForOneKeyAreRefuted() {
        History history = LinearizabilityCheckerTest.history(
                "0 invoke write 1", "0 ok write 1", "1 invoke read nil", "1 ok read nil");
        Model register = new CasRegister(null);
        Linearization twice = new Linearization(
                List.of(new Linearization.Order(null, List.of(0)), new Linearization.Order(null, List.of(2))));
        assertThat(verify(register, history, twice).words())
                .isEqualTo("refuted: there are two orders for the key null");
        Linearization once = new Linearization(List.of(new Linearization.Order(null, List.of(0, 2))));
        assertThat(verify(register, history, once).words())
                .isEqualTo("refuted: operation 2 cannot have had its result at its place");
    }

    @Test
    void anOrderForAKeyWithoutOperationsIsRefuted() {
        History history = LinearizabilityCheckerTest.history("0 invoke write 1", "0 ok write 1");
        Linearization claim = new Linearization(
                List.of(new Linearization.Order(null, List.of(0)), new Linearization.Order("x", List.of())));
        assertThat(verify(REGISTER, history, claim).words()).contains("the key x, which has no operations");
    }

    @Test
    void incompleteOperationIsNeverUnplaceable() {
        for (String[] crashed : new String[][] {
            {"0 invoke cas [5 6]"}, {"0 invoke cas [5 6]", "0 info cas [5 6]"},
        }) {
            History history = LinearizabilityCheckerTest.history(crashed);
            Counterexample claim = new Counterexample(null, List.of(0), 0, List.of(0L), true, List.of());
            assertThat(words(history, claim))
                    .isEqualTo("refuted: operation 0 did not complete, so that it needs no place");
        }
    }

    @Test
    void operationAfterUnplaceableOneIsRefuted() {
        History history = LinearizabilityCheckerTest.history(
                "0 invoke read nil", "0 ok read 7", "0 invoke read nil", "0 ok read 8");
        assertThat(words(history, new Counterexample(null, List.of(0), 0, List.of(0L), true, List.of())))
                .startsWith("confirmed");
        assertThat(words(history, new Counterexample(null, List.of(0, 2), 2, List.of(), true, List.of())))
                .isEqualTo("refuted: no order is left before operation 2 ends");
    }

    @Test
    void endlessRepeatableOperationIsTooLarge() {
        History history =
                LinearizabilityCheckerTest.history("0 invoke enqueue 1", "1 invoke dequeue nil", "1 ok dequeue 2");
        Counterexample claim = new Counterexample(null, List.of(1), 1, List.of(), true, List.of());
        Confirmation confirmation = verify(Models.named("fifo-queue").model(), history, claim);
        assertThat(confirmation.outcome()).isEqualTo(Outcome.TOO_LARGE);
        assertThat(confirmation.words()).isEqualTo("too large: not settled within 64 MiB");
    }

    @Test
    void aCertificateOfAMalformedHistoryIsRefuted() {
        Linearization claim = new Linearization(List.of(new Linearization.Order(null, List.of(0))));
        Operation begins = new Operation(0, Operation.NO_TIME, Operation.Type.INVOKE, 0, "write", 1L);
        Operation ends = new Operation(0, Operation.NO_TIME, Operation.Type.OK, 0, "write", 1L);
        Operation other = new Operation(0, Operation.NO_TIME, Operation.Type.INVOKE, 0, "push", 1L);
        for (List<Operation> malformed :
                List.of(List.of(begins, begins), List.of(ends), List.of(begins, ends, ends), List.of(other))) {
            assertThat(words(History.of(malformed), 0)).startsWith("refuted: the history is none of the object's: ");
        }
        History unkeyed = LinearizabilityCheckerTest.history("0 invoke write 1", "0 ok write 1");
        assertThat(CertificateVerifier.verify(unkeyed, SequentialObject.of(REGISTER), true, claim)
                        .words())
                .contains("operation 0 has no [key value]");
    }

    private static String words(History history, Integer... order) {
        Linearization claim = new Linearization(List.of(new Linearization.Order(null, List.of(order))));
        return verify(REGISTER, history, claim).words();
    }

    @Test
    void aWrongCoreIsRefuted() {
        String[] lines = {
            "0 invoke write 1",
            "0 ok write 1",
            "0 invoke write 2",
            "0 ok write 2",
            "1 invoke read nil",
            "1 ok read 1",
            "1 invoke read nil",
            "1 ok read 2"
        };
        History history = LinearizabilityCheckerTest.history(lines);
        List<Object> states = List.of(2L);
        assertThat(words(history, new Counterexample(null, List.of(2, 4), 4, states, true, List.of())))
                .startsWith("confirmed");
        assertThat(words(history, new Counterexample(null, List.of(4), 4, states, true, List.of())))
                .isEqualTo("refuted: an order explains the core");
        assertThat(words(history, new Counterexample(null, List.of(0, 2, 4), 4, states, true, List.of())))
                .isEqualTo("refuted: the core does not need operation 0");
        assertThat(words(history, new Counterexample(null, List.of(2, 6), 6, states, true, List.of())))
                .isEqualTo("refuted: an order explains the core");
        assertThat(words(history, new Counterexample(null, List.of(2, 4), 4, List.of(1L), true, List.of())))
                .startsWith("refuted: the states possible at the end are");
        assertThat(words(history, new Counterexample("key", List.of(2, 4), 4, states, true, List.of())))
                .isEqualTo("refuted: the core is not of one key");
    }

    private static String words(History history, Counterexample claim) {
        return verify(REGISTER, history, claim).words();
    }

    @Test
    void spentBudgetLosesOnlyTheCertificate() {
        History history = GeneratedHistories.stale(new Shape(1_000, 10, 5, 0, 1));
        Examination examination = examine(REGISTER, history);
        assertThat(examination.verdict().validity()).isEqualTo(Validity.VIOLATION);
        assertThat(examination.certificate(new Budget(Duration.ofNanos(1), 1 << 20)))
                .isEmpty();
        assertThat(examination.certificate(new Budget(Duration.ofMinutes(1), 100)))
                .isEmpty();
    }

    @Test
    void hugeCounterexampleIsTooLargeToConfirm() {
        List<String> lines = new ArrayList<>();
        List<Integer> core = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            lines.add(i + " invoke write " + i);
            core.add(i);
        }
        Collections.addAll(lines, "40 invoke read nil", "40 ok read 99");
        core.add(30);
        Counterexample claim = new Counterexample(null, core, 30, List.of(), true, List.of());
        assertThat(verify(REGISTER, LinearizabilityCheckerTest.history(lines.toArray(String[]::new)), claim)
                        .outcome())
                .isEqualTo(Outcome.TOO_LARGE);
    }
}
