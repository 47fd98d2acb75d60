package dev.squall.run.cluster;

import dev.squall.history.HistoryBuilder;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.HistoryReader;
import dev.squall.history.Operation;
import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Structure of consecutive lines of a history: what must be known of one split to judge the lines of the next. The
 * structures of adjacent splits merge associatively into that of both. A structure takes memory for the processes of
 * the split.
 *
 * <p>A history is well formed if the operations of each process alternate between an invocation and a completion of the
 * same function, and if {@code :index} is in every operation and increases, or is in none. The first depends on a
 * process's operations only through its first operation and its open invocation at the end; the second only through the
 * first and last index. Without indexes, times must not decrease, which depends only on the least and the greatest
 * time. So merging decides all of these exactly as reading all lines in one pass does.
 *
 * @param operations number of operations
 * @param firstIndex the first operation's {@code :index}, or {@link HistoryBuilder#NO_INDEX}
 * @param lastIndex the last operation's {@code :index}, or {@link HistoryBuilder#NO_INDEX}
 * @param times least and greatest time
 * @param processes ends of each process's operations
 * @param happened functions of operations that completed without failing
 * @param problem sentence about the first malformed operation; empty if there is none
 */
public record SplitStructure(
        long operations,
        int firstIndex,
        int lastIndex,
        Times times,
        Map<Integer, Ends> processes,
        Set<String> happened,
        String problem)
        implements Serializable {

    /** Structure of no lines. */
    public static final SplitStructure NONE =
            new SplitStructure(0, HistoryBuilder.NO_INDEX, HistoryBuilder.NO_INDEX, Times.NONE, Map.of(), Set.of(), "");

    private static final long serialVersionUID = 1;

    /**
     * First operation and open invocation of a process.
     *
     * @param first type of the first operation
     * @param firstFunction function of the first operation
     * @param open function of the invocation that is open at the end; null if none is
     */
    public record Ends(Operation.Type first, String firstFunction, String open) implements Serializable {

        private static final long serialVersionUID = 1;
    }

    /**
     * Times of operations, in nanoseconds; operations without a time do not count.
     *
     * @param least the least time, or {@link Long#MAX_VALUE} if there is none
     * @param greatest the greatest time, or {@link Long#MIN_VALUE} if there is none
     * @param decrease true if a time is less than an earlier one
     */
    public record Times(long least, long greatest, boolean decrease) implements Serializable {

        static final Times NONE = new Times(Long.MAX_VALUE, Long.MIN_VALUE, false);

        private static final long serialVersionUID = 1;

        Times then(Times next) {
            return new Times(
                    Math.min(least, next.least),
                    Math.max(greatest, next.greatest),
                    decrease || next.decrease || greatest > next.least);
        }
    }

    public SplitStructure {
        processes = new TreeMap<>(processes);
        happened = new TreeSet<>(happened);
    }

    /** Returns the structure of the lines of a split. Reads them all, unless one is malformed. */
    public static SplitStructure of(Iterator<String> lines) {
        Builder builder = new Builder();
        while (lines.hasNext() && builder.problem.isEmpty()) {
            builder.add(lines.next());
        }
        return builder.build();
    }

    /** Returns the structure of these lines and the lines that follow them. */
    public SplitStructure then(SplitStructure next) {
        if (!problem.isEmpty() || next.operations == 0 && next.problem.isEmpty()) {
            return this;
        }
        if (operations == 0) {
            return next;
        }
        Map<Integer, Ends> merged = new TreeMap<>(processes);
        String found = next.operations == 0 ? "" : indexProblem(lastIndex, next.firstIndex);
        for (Map.Entry<Integer, Ends> entry : next.processes.entrySet()) {
            Ends before = merged.get(entry.getKey());
            Ends after = entry.getValue();
            // The first operation of a process may complete an invocation of a still earlier split.
            String clash = before == null ? "" : clash(entry.getKey(), before.open, after.first, after.firstFunction);
            found = found.isEmpty() ? clash : found;
            merged.put(
                    entry.getKey(), before == null ? after : new Ends(before.first, before.firstFunction, after.open));
        }
        Set<String> functions = new TreeSet<>(happened);
        functions.addAll(next.happened);
        return new SplitStructure(
                operations + next.operations,
                firstIndex,
                next.operations == 0 ? lastIndex : next.lastIndex,
                times.then(next.times),
                merged,
                functions,
                found.isEmpty() ? next.problem : found);
    }

    /** Returns the sentence about the first malformed operation of a whole history; empty if it is well formed. */
    public String problemOfWhole() {
        if (!problem.isEmpty()) {
            return problem;
        }
        if (firstIndex == HistoryBuilder.NO_INDEX && times.decrease) {
            return "found times that decrease, expected :index in every operation or lines in the order of :time, for"
                    + " the history is read in splits";
        }
        return processes.entrySet().stream()
                .filter(entry -> entry.getValue().first != Operation.Type.INVOKE)
                .map(entry -> clash(entry.getKey(), null, entry.getValue().first, entry.getValue().firstFunction))
                .findFirst()
                .orElse("");
    }

    /** Returns the functions of the operations of a whole history that may have had an effect. */
    public Set<String> functions() {
        Set<String> functions = new TreeSet<>(happened);
        processes.values().stream().map(Ends::open).filter(Objects::nonNull).forEach(functions::add);
        return functions;
    }

    private static String clash(int process, String open, Operation.Type type, String function) {
        String name = ":" + type.name().toLowerCase(Locale.ROOT);
        if (type == Operation.Type.INVOKE) {
            return open == null
                    ? ""
                    : "found an invocation of " + function + " by process " + process + " while its " + open
                            + " is open, expected the completion of that one first";
        }
        if (open == null) {
            return "found " + name + " of " + function + " by process " + process
                    + ", which has nothing open, expected its invocation before";
        }
        return open.equals(function)
                ? ""
                : "found " + name + " of " + function + " by process " + process + ", expected the completion of its "
                        + open;
    }

    private static String indexProblem(int last, int next) {
        if (last == HistoryBuilder.NO_INDEX != (next == HistoryBuilder.NO_INDEX)) {
            return "found operations with and without :index, expected one in every operation or in none";
        }
        return next == HistoryBuilder.NO_INDEX || next > last
                ? ""
                : "found :index " + next + " behind :index " + last + ", expected lines in the order of :index, for the"
                        + " history is read in splits";
    }

    /** Structure of the lines so far. */
    private static final class Builder {

        private final Map<Integer, Ends> processes = new HashMap<>();
        private final Set<String> happened = new HashSet<>();
        private Times times = Times.NONE;
        private long operations;
        private int firstIndex = HistoryBuilder.NO_INDEX;
        private int lastIndex = HistoryBuilder.NO_INDEX;
        private String problem = "";

        void add(String line) {
            try {
                Optional<Operation> operation = HistoryReader.parseLine(line);
                operation.ifPresent(this::add);
            } catch (HistoryFormatException malformed) {
                problem = malformed.getMessage();
            }
        }

        private void add(Operation operation) {
            if (operations == 0) {
                firstIndex = operation.index();
            } else {
                problem = indexProblem(lastIndex, operation.index());
            }
            operations++;
            lastIndex = operation.index();
            if (operation.timeNanos() != Operation.NO_TIME) {
                times = times.then(new Times(operation.timeNanos(), operation.timeNanos(), false));
            }
            if (operation.isClient() && problem.isEmpty()) {
                follow(operation);
            }
        }

        private void follow(Operation operation) {
            Operation.Type type = operation.type();
            if (type == Operation.Type.OK || type == Operation.Type.INFO) {
                happened.add(operation.function());
            }
            String function = operation.function();
            String open = type == Operation.Type.INVOKE ? function : null;
            Ends ends = processes.get(operation.process());
            if (ends != null) {
                problem = clash(operation.process(), ends.open, type, function);
            }
            processes.put(
                    operation.process(),
                    ends == null ? new Ends(type, function, open) : new Ends(ends.first, ends.firstFunction, open));
        }

        SplitStructure build() {
            return new SplitStructure(operations, firstIndex, lastIndex, times, processes, happened, problem);
        }
    }
}
