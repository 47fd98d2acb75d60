package dev.squall.benchmarks.table;

import dev.squall.check.linear.GeneratedHistories;
import dev.squall.check.linear.GeneratedHistories.Shape;
import dev.squall.history.History;
import dev.squall.history.HistoryReader;
import dev.squall.history.HistoryWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Speed of reading EDN on one thread, and memory of a history. */
final class ReadingTiming {

    private static final int REPETITIONS = 7;
    private static final int COLLECTIONS = 3;

    private ReadingTiming() {}

    /** Returns a sentence about a history of this many lines. */
    static String of(int lines) {
        byte[] text = HistoryWriter.toEdn(GeneratedHistories.valid(new Shape(lines / 2, 10, 5, 0, 1)))
                .getBytes(StandardCharsets.UTF_8);
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < REPETITIONS; i++) {
            long start = System.nanoTime();
            int size = HistoryReader.parse(text).size();
            rates.add(size / ((System.nanoTime() - start) / 1e9));
        }
        Collections.sort(rates);
        long before = usedBytes();
        History history = HistoryReader.parse(text);
        double bytes = (usedBytes() - before) / (double) history.size();
        return String.format(
                Locale.ROOT,
                "%,d lines (%,d KiB): %,.0f lines a second (median), %.0f bytes of memory a line",
                history.size(),
                text.length >> 10,
                rates.get(REPETITIONS / 2),
                bytes);
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
