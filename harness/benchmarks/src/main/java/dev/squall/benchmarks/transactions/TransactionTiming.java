package dev.squall.benchmarks.transactions;

import dev.squall.check.Budget;
import dev.squall.check.transaction.GeneratedTransactions;
import dev.squall.check.transaction.TransactionChecker;
import dev.squall.check.transaction.TransactionVerdict;
import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.read.TransactionReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Times of one row, in the virtual machine that calls it. */
final class TransactionTiming {

    private static final Budget BUDGET = new Budget(Duration.ofMinutes(1), 8L << 30);
    private static final long ENOUGH_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int REPETITIONS_MIN = 4;
    private static final int REPETITIONS_MAX = 2_000;
    private static final int READ_TRANSACTIONS = 200_000;
    private static final int READINGS = 7;
    static final long SEED = 1;

    private TransactionTiming() {}

    /**
     * Returns the verdict, the first and the warm time in milliseconds, and the bytes that the last check allocated,
     * separated by tabs. A check runs on one thread.
     */
    static String of(TransactionCase subject) {
        TransactionHistory history = subject.shape().history(SEED, subject.flaw());
        List<Double> millis = new ArrayList<>();
        TransactionVerdict verdict = null;
        long bytes = 0;
        long begin = System.nanoTime();
        while (millis.size() < REPETITIONS_MIN
                || millis.size() < REPETITIONS_MAX && System.nanoTime() - begin < ENOUGH_NANOS) {
            long allocated = allocatedBytes();
            long start = System.nanoTime();
            verdict = TransactionChecker.decide(history, subject.level(), BUDGET);
            millis.add((System.nanoTime() - start) / 1e6);
            bytes = allocatedBytes() - allocated;
        }
        return verdict.validity().name().toLowerCase(Locale.ROOT) + "\t" + millis.get(0) + "\t"
                + median(millis.subList(millis.size() / 2, millis.size())) + "\t" + bytes;
    }

    private static long allocatedBytes() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    /** Returns a sentence on the speed of reading. */
    static String ofReading() {
        byte[] text = GeneratedTransactions.likeElle(READ_TRANSACTIONS, TransactionHistory.Kind.LIST_APPEND)
                .edn(SEED, GeneratedTransactions.Flaw.NONE)
                .getBytes(StandardCharsets.UTF_8);
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < READINGS; i++) {
            long start = System.nanoTime();
            int size = TransactionReader.parse(text, null).size();
            rates.add(size / ((System.nanoTime() - start) / 1e9));
        }
        return String.format(
                Locale.ROOT,
                "Reading EDN on one thread: %,.0f transactions of 4 operations a second (median of %d; %,d MiB).",
                median(rates),
                READINGS,
                text.length >> 20);
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
