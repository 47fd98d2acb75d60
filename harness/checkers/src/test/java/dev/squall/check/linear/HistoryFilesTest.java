package dev.squall.check.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.linear.certificate.Certificate;
import dev.squall.check.linear.certificate.Counterexample;
import dev.squall.check.linear.certificate.Linearization;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.HistoryWriter;
import dev.squall.history.Operation;
import dev.squall.history.format.HistoryFormats;
import dev.squall.history.format.RecordedHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Histories by way of their files. {@code -Dsquall.dressed.histories=100000} compares that many pairs of files; {@link
 * FileRuns} compares files with trying all orders.
 */
class HistoryFilesTest {

    private static final int DRESSED = Integer.getInteger("squall.dressed.histories", 2_000);
    private static final int FILES = 300;

    @TempDir
    private Path folder;

    static List<Spec> specs() {
        return ModelAgreementTest.specs();
    }

    /** Verdict on a file; numbers of operations are their positions among those of clients. */
    private record Outcome(Validity validity, String certificate, long operations) {}

    /** Judges as a user does who says nothing about keys; empty if that is refused. */
    private static Optional<Outcome> judge(RecordedHistory recorded, Spec spec, boolean keyed) {
        KeyReading reading = KeyReading.of(recorded.history(), spec.model()::call);
        Optional<History> wanted = keyed ? reading.keyed() : reading.single();
        Optional<History> other = keyed ? reading.single() : reading.keyed();
        assertThat(wanted).as(reading.whyNotKeyed() + reading.whyNotSingle()).isPresent();
        Examination examination = new LinearizabilityChecker(spec.model(), keyed).examine(wanted.get(), Budget.DEFAULT);
        boolean isRefused = other.isPresent()
                && !(spec instanceof RegisterSpecs.AppendSpec)
                && new LinearizabilityChecker(spec.model(), !keyed)
                                .check(other.get(), Budget.DEFAULT)
                                .validity()
                        != examination.verdict().validity();
        if (isRefused) {
            return Optional.empty();
        }
        String certificate = examination
                .certificate(Budget.DEFAULT)
                .map(found -> words(found, recorded.history()))
                .orElse("none");
        return Optional.of(new Outcome(examination.verdict().validity(), certificate, recorded.operations()));
    }

    private static String words(Certificate certificate, History history) {
        TreeMap<Integer, Integer> places = new TreeMap<>();
        for (Operation operation : history.operations()) {
            if (operation.isClient()) {
                places.put(operation.index(), places.size());
            }
        }
        if (certificate instanceof Linearization linearization) {
            StringBuilder words = new StringBuilder();
            for (Linearization.Order order : linearization.orders()) {
                words.append(order.key())
                        .append(order.invocations().stream().map(places::get).toList());
            }
            return words.toString();
        }
        Counterexample claim = (Counterexample) certificate;
        return claim.key() + " " + claim.core().stream().map(places::get).toList() + " "
                + places.get(claim.unplaceable()) + " " + claim.possibleStates() + " " + claim.elements();
    }

    private static History drawn(Spec spec, Random random) {
        History valid = SmallHistories.valid(spec, 3 + random.nextInt(10), 2 + random.nextInt(3), random);
        return random.nextBoolean() ? valid : SmallHistories.damaged(spec, valid, random);
    }

    /** Puts two histories together, each on a key of its own. */
    private static History byKey(History one, History other, Random random) {
        List<Operation> operations = new ArrayList<>();
        int[] next = {0, 0};
        while (next[0] < one.size() || next[1] < other.size()) {
            int key = next[1] == other.size() || next[0] < one.size() && random.nextBoolean() ? 0 : 1;
            Operation o = (key == 0 ? one : other).get(next[key]++);
            operations.add(new Operation(
                    operations.size(),
                    Operation.NO_TIME,
                    o.type(),
                    2 * o.process() + key,
                    o.function(),
                    Arrays.asList(key == 0 ? "a" : (Object) 7L, o.value())));
        }
        return History.of(operations);
    }

    @Test
    void textFormatDoesNotChangeTheVerdict() {
        Random random = new Random(14);
        List<Spec> specs = specs();
        int refused = 0;
        int violations = 0;
        for (int i = 0; i < DRESSED; i++) {
            Spec spec = specs.get(random.nextInt(specs.size()));
            boolean keyed = spec instanceof RegisterSpecs.AppendSpec || random.nextBoolean();
            History history = keyed ? byKey(drawn(spec, random), drawn(spec, random), random) : drawn(spec, random);
            Optional<Outcome> plain = judge(
                    HistoryFormats.parse(HistoryWriter.toEdn(history).getBytes(StandardCharsets.UTF_8)), spec, keyed);
            Dressing dressing = new Dressing(random, keyed, !(spec instanceof LockSpecs));
            byte[] text = dressing.write(history);
            Optional<Outcome> dressed;
            try {
                dressed = judge(HistoryFormats.parse(text), spec, keyed);
            } catch (HistoryFormatException | AssertionError e) {
                throw new AssertionError(
                        dressing + " of " + spec + ": " + e.getMessage() + "\n"
                                + new String(text, StandardCharsets.UTF_8),
                        e);
            }
            if (plain.isPresent() && dressed.isPresent()) {
                assertThat(dressed)
                        .as(dressing + " of " + spec + "\n" + HistoryWriter.toEdn(history) + "\n"
                                + new String(text, StandardCharsets.UTF_8))
                        .isEqualTo(plain);
                violations += plain.get().validity() == Validity.VIOLATION ? 1 : 0;
            } else {
                refused++;
            }
        }
        if (DRESSED > 2_000) {
            System.out.printf("%,d pairs, %,d violations, %,d refused, none differs%n", DRESSED, violations, refused);
        }
        assertThat(refused).isLessThan(DRESSED / 10);
        assertThat(violations).isBetween(DRESSED / 10, DRESSED / 2);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void fileVerdictsAgreeWithBruteForce(Spec spec) throws IOException {
        FileRuns.Counts counts = FileRuns.compare(spec, FILES, 14, folder.resolve("history.edn"));

        assertThat(counts.valid()).isBetween(FILES / 10, FILES - FILES / 10);
        assertThat(counts.refused()).isLessThanOrEqualTo(FILES / 20);
    }
}
