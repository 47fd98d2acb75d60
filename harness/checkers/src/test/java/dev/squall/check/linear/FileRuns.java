package dev.squall.check.linear;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.linear.certificate.CertificateVerifier;
import dev.squall.check.linear.certificate.Confirmation;
import dev.squall.check.linear.certificate.SequentialObject;
import dev.squall.history.History;
import dev.squall.history.HistoryWriter;
import dev.squall.history.format.HistoryFormats;
import dev.squall.history.format.RecordedHistory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

/**
 * Comparison of verdicts on files with trying every order, on random small histories of every model: each history is
 * written to a file, read back, checked, and its certificate is verified. Arguments: seed, histories of each model.
 */
final class FileRuns {

    /**
     * Counts of the histories of one model.
     *
     * @param refused histories with a verdict by key that differs, so that the command asks for {@code --keyed}
     */
    record Counts(int valid, int violations, int refused) {}

    private FileRuns() {}

    public static void main(String[] arguments) throws IOException {
        long seed = Long.parseLong(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        Path file = Files.createTempFile("history-", ".edn");
        int total = 0;
        long start = System.nanoTime();
        try {
            for (Spec spec : ModelAgreementTest.specs()) {
                Counts counts = compare(spec, count, seed, file);
                total += count;
                System.out.printf(
                        "%-45s valid %,9d  violation %,9d  refused %,7d%n",
                        spec, counts.valid(), counts.violations(), counts.refused());
            }
        } finally {
            Files.deleteIfExists(file);
        }
        System.out.printf("%,d files, none differs, %,d s%n", total, (System.nanoTime() - start) / 1_000_000_000);
    }

    /** Compares histories of one model; throws at the first that differs. */
    static Counts compare(Spec spec, int count, long seed, Path file) throws IOException {
        Random random = new Random(spec.toString().hashCode() + seed);
        int valid = 0;
        int refused = 0;
        for (int i = 0; i < count; i++) {
            History history = SmallHistories.valid(spec, 4 + random.nextInt(5), 2 + random.nextInt(3), random);
            History written = random.nextInt(8) == 0 ? history : SmallHistories.damaged(spec, history, random);
            try (OutputStream out = Files.newOutputStream(file)) {
                HistoryWriter.write(written, out);
            }
            Validity expected = Oracle.isLinearizable(spec, written) ? Validity.VALID : Validity.VIOLATION;
            RecordedHistory recorded = HistoryFormats.read(file);
            KeyReading reading = KeyReading.of(recorded.history(), spec.model()::call);
            require(spec, written, expected, reading.single().orElseThrow());
            boolean differs = reading.keyed().isPresent()
                    && new LinearizabilityChecker(spec.model(), true)
                                    .check(reading.keyed().get(), Budget.DEFAULT)
                                    .validity()
                            != expected;
            refused += differs ? 1 : 0;
            valid += expected == Validity.VALID ? 1 : 0;
        }
        return new Counts(valid, count - valid, refused);
    }

    private static void require(Spec spec, History written, Validity expected, History read) {
        Examination examination = new LinearizabilityChecker(spec.model(), false).examine(read, Budget.DEFAULT);
        Optional<Confirmation> confirmation = examination
                .certificate(Budget.DEFAULT)
                .map(found -> CertificateVerifier.verify(read, SequentialObject.of(spec.model()), false, found));
        if (examination.verdict().validity() != expected
                || confirmation.isEmpty()
                || confirmation.get().outcome() != Confirmation.Outcome.CONFIRMED) {
            throw new AssertionError(spec + ": trying every order says " + expected + ", found " + examination.verdict()
                    + ", certificate " + confirmation + "\n" + HistoryWriter.toEdn(written));
        }
    }
}
