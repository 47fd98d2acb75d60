package dev.squall.benchmarks.table;

import dev.squall.check.Budget;
import dev.squall.check.Verdict;
import dev.squall.history.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Times and verdicts of a case.
 *
 * @param verdicts number of histories for each verdict, in words
 * @param methods the methods that decided them
 * @param firstMillis time in a virtual machine that had checked nothing before
 * @param medianMillis median time of the second half of the repetitions, when the machine is warm
 */
public record Timing(int operations, String verdicts, String methods, double firstMillis, double medianMillis) {

    private static final Budget BUDGET = new Budget(Duration.ofMinutes(1), 512L << 20);
    private static final long ENOUGH_NANOS = Duration.ofSeconds(3).toNanos();
    private static final int REPETITIONS_MIN = 4;
    private static final int REPETITIONS_MAX = 20_000;
    private static final String SEPARATOR = "\t";

    /** Checks the case's histories repeatedly in this virtual machine. */
    public static Timing of(Case subject) {
        List<History> histories = subject.histories().get();
        List<Verdict> verdicts = List.of();
        List<Double> millis = new ArrayList<>();
        long begin = System.nanoTime();
        while (millis.size() < REPETITIONS_MIN
                || millis.size() < REPETITIONS_MAX && System.nanoTime() - begin < ENOUGH_NANOS) {
            List<Verdict> round = new ArrayList<>();
            long start = System.nanoTime();
            for (History history : histories) {
                round.add(subject.checker().check(history, BUDGET));
            }
            millis.add((System.nanoTime() - start) / 1e6);
            verdicts = round;
        }
        double[] warm = millis.subList(millis.size() / 2, millis.size()).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        int operations = histories.stream()
                .mapToInt(history -> (int) history.operations().stream()
                        .filter(operation -> operation.type() == dev.squall.history.Operation.Type.INVOKE)
                        .count())
                .sum();
        return new Timing(operations, counted(verdicts), methods(verdicts), millis.get(0), warm[warm.length / 2]);
    }

    private static String counted(List<Verdict> verdicts) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        for (Verdict verdict : verdicts) {
            counts.merge(verdict.validity().name().toLowerCase(Locale.ROOT), 1, Integer::sum);
        }
        List<String> words = new ArrayList<>();
        counts.forEach((validity, count) -> words.add(verdicts.size() == 1 ? validity : count + " " + validity));
        return String.join(", ", words);
    }

    private static String methods(List<Verdict> verdicts) {
        TreeSet<String> methods = new TreeSet<>();
        for (Verdict verdict : verdicts) {
            if (verdict.details().get("methods") instanceof Collection<?> named) {
                named.forEach(method -> methods.add(String.valueOf(method)));
            }
        }
        return String.join(", ", methods);
    }

    /** Returns one line for {@link #parse}. */
    String toLine() {
        return String.join(
                SEPARATOR,
                Integer.toString(operations),
                verdicts,
                methods,
                Double.toString(firstMillis),
                Double.toString(medianMillis));
    }

    static Timing parse(String line) {
        String[] fields = line.split(SEPARATOR, -1);
        if (fields.length != 5) {
            throw new IllegalArgumentException("found a timing of " + Arrays.toString(fields) + ", expected 5 fields");
        }
        return new Timing(
                Integer.parseInt(fields[0]),
                fields[1],
                fields[2],
                Double.parseDouble(fields[3]),
                Double.parseDouble(fields[4]));
    }
}
