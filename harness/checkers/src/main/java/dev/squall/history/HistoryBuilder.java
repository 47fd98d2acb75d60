package dev.squall.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Puts the operations of a recorded history into real-time order and checks its structure: each completion follows its
 * invocation, and a process has one invocation open at a time. Readers of all formats use this class. Takes O(n), or
 * O(n log n) for operations that are not in order.
 *
 * <p><b>Order.</b> If every operation has an {@code :index}, the indexes define the real-time order; otherwise the
 * order of the lines does. {@code :time} does not define the order, but an operation must not complete before its
 * invocation. If times of different processes contradict the order of the lines, {@link Reading#byTime} has the order
 * by time.
 *
 * <p><b>Numbers.</b> An operation is identified by its {@code :index} if every operation has one, else by its position.
 *
 * <p><b>Processes.</b> A process may have any name. A process whose name is not a whole number gets an unused number. A
 * process with such a name and only {@code :info} operations counts as the nemesis.
 */
public final class HistoryBuilder {

    /** Value for an operation without {@code :index}. */
    public static final int NO_INDEX = -1;

    private static final int FIRST_NAMED = Operation.NEMESIS - 1;
    private static final int NAMES_TOLD = 10;

    /**
     * Recorded history, in order.
     *
     * @param truncated true if the last line was incomplete and was dropped
     * @param byTime the same operations in order of time; null if that is the same order or indexes define the order
     * @param notes messages for the user about reordered lines and renamed processes
     */
    public record Reading(History history, boolean truncated, History byTime, List<String> notes) {}

    private final IntFunction<String> where;
    private final List<Operation> operations = new ArrayList<>();
    private final OpenInvocations open = new OpenInvocations();
    private final Map<Object, Integer> names = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    /** Positions of the operations in the text, for error messages. */
    private int[] places = new int[64];

    private int[] indexes;
    private int lastIndex = NO_INDEX;
    private boolean isIndexed = true;
    private boolean isOutOfOrder;
    private boolean isFollowedLater;
    private boolean isTimed = true;
    private boolean isBackInTime;
    private long lastTime = Long.MIN_VALUE;

    /**
     * @param where puts the place of an operation into words, such as {@code line 3}
     */
    public HistoryBuilder(IntFunction<String> where) {
        this.where = where;
    }

    /** Returns the number of operations so far. */
    public int size() {
        return operations.size();
    }

    /**
     * Returns the number that stands for a process in the operations passed to {@link #add}.
     *
     * @param name a whole number, or the name as a keyword or string; {@code :nemesis} is {@link Operation#NEMESIS}
     * @throws IllegalArgumentException if the value cannot name a process, such as a map
     */
    public int process(Object name) {
        Object normal = Values.normal(name);
        if (normal instanceof Long number && number >= 0 && number < Integer.MAX_VALUE) {
            return number.intValue();
        }
        if (normal instanceof Keyword keyword && keyword.name().equals("nemesis")) {
            return Operation.NEMESIS;
        }
        if (normal instanceof Long
                || normal instanceof java.math.BigInteger
                || normal instanceof Keyword
                || normal instanceof Symbol
                || normal instanceof String) {
            return names.computeIfAbsent(normal, n -> FIRST_NAMED - names.size());
        }
        throw new IllegalArgumentException("a process such as 0, \"client 1\" or :nemesis");
    }

    /**
     * Adds the next operation of the text.
     *
     * @param operation the operation, with its position as its index
     * @param index the operation's {@code :index}, or {@link #NO_INDEX}
     * @param place the operation's place in the text, for error messages
     * @throws HistoryFormatException if the operation cannot follow the earlier ones, such as a completion without
     *     invocation
     */
    public void add(Operation operation, int index, int place) {
        int position = operations.size();
        if (position == places.length) {
            places = Arrays.copyOf(places, 2 * position);
        }
        places[position] = place;
        if (indexes != null || index != position) {
            noteIndex(position, index);
        }
        if (index != NO_INDEX) {
            isOutOfOrder |= index <= lastIndex;
            lastIndex = index;
        }
        noteTime(operation.timeNanos());
        operations.add(operation);
        if (!isFollowedLater && operation.isClient()) {
            // If indexes may reorder the operations, only the final order can be checked.
            isFollowedLater = isOutOfOrder || !names.isEmpty();
            try {
                open.accept(operation);
            } catch (HistoryFormatException malformed) {
                if (index == NO_INDEX && !isFollowedLater) {
                    throw malformed(malformed, position);
                }
                isFollowedLater = true;
            }
        }
    }

    private void noteIndex(int position, int index) {
        if (indexes == null) {
            indexes = new int[places.length];
            Arrays.setAll(indexes, i -> i);
        }
        if (position >= indexes.length) {
            indexes = Arrays.copyOf(indexes, places.length);
        }
        indexes[position] = index;
        isIndexed &= index != NO_INDEX;
    }

    private void noteTime(long time) {
        isTimed &= time != Operation.NO_TIME;
        if (time != Operation.NO_TIME) {
            isBackInTime |= time < lastTime;
            lastTime = Math.max(lastTime, time);
        }
    }

    private HistoryFormatException malformed(HistoryFormatException cause, int position) {
        return new HistoryFormatException(where.apply(places[position]) + ": " + cause.getMessage());
    }

    /**
     * Returns the history.
     *
     * @throws HistoryFormatException if indexes, times or processes contradict each other
     */
    public Reading build(boolean truncated) {
        Integer[] order = isOutOfOrder ? orderByIndex() : null;
        nameProcesses();
        boolean isNumbered = indexes != null && isIndexed && !operations.isEmpty();
        List<Operation> ordered = operations;
        if (order != null || isNumbered) {
            ordered = new ArrayList<>(operations.size());
            for (int i = 0; i < operations.size(); i++) {
                int position = order == null ? i : order[i];
                ordered.add(operations.get(position).withIndex(isNumbered ? indexes[position] : i));
            }
        }
        if (order != null || isFollowedLater) {
            follow(ordered, order);
        }
        History history = isNumbered ? History.ofIndexed(ordered) : History.of(ordered);
        return new Reading(history, truncated, isBackInTime ? byTime(history, order) : null, List.copyOf(notes));
    }

    private void follow(List<Operation> ordered, Integer[] order) {
        OpenInvocations follower = new OpenInvocations();
        for (int i = 0; i < ordered.size(); i++) {
            if (ordered.get(i).isClient()) {
                try {
                    follower.accept(ordered.get(i));
                } catch (HistoryFormatException malformed) {
                    throw malformed(malformed, order == null ? i : order[i]);
                }
            }
        }
    }

    private Integer[] orderByIndex() {
        Integer[] order = new Integer[operations.size()];
        Arrays.setAll(order, i -> i);
        if (indexes == null) {
            return order;
        }
        if (!isIndexed) {
            int last = NO_INDEX;
            for (int i = 0; i < order.length; i++) {
                if (indexes[i] != NO_INDEX && indexes[i] <= last) {
                    throw new HistoryFormatException(where.apply(places[i]) + ": found :index " + indexes[i]
                            + " behind :index " + last + " in a history in which some operations have none, expected"
                            + " an :index in every operation, or lines in its order");
                }
                last = Math.max(last, indexes[i]);
            }
        }
        Arrays.sort(order, Comparator.comparingInt(i -> indexes[i]));
        int moved = 0;
        for (int i = 0; i < order.length; i++) {
            if (i > 0 && indexes[order[i]] == indexes[order[i - 1]]) {
                throw new HistoryFormatException(where.apply(places[order[i]]) + ": found :index " + indexes[order[i]]
                        + " a second time, expected each :index once");
            }
            moved += order[i] == i ? 0 : 1;
        }
        notes.add("operations are taken in the order of :index; " + moved + " of " + order.length
                + " lines stand elsewhere");
        return order;
    }

    private void nameProcesses() {
        if (names.isEmpty()) {
            return;
        }
        Map<Integer, Boolean> isClient = new HashMap<>();
        Map<Integer, Boolean> used = new HashMap<>();
        for (Operation operation : operations) {
            used.put(operation.process(), true);
            isClient.merge(operation.process(), operation.type() != Operation.Type.INFO, Boolean::logicalOr);
        }
        Map<Integer, Integer> numbers = new HashMap<>();
        List<String> told = new ArrayList<>();
        int next = 0;
        for (Map.Entry<Object, Integer> name : names.entrySet()) {
            int number = Operation.NEMESIS;
            if (isClient.getOrDefault(name.getValue(), false)) {
                while (used.containsKey(next)) {
                    next++;
                }
                number = next++;
                told.add(EdnWriter.toEdn(name.getKey()) + " is process " + number);
            }
            numbers.put(name.getValue(), number);
        }
        if (!told.isEmpty()) {
            notes.add(String.join(", ", told.subList(0, Math.min(NAMES_TOLD, told.size())))
                    + (told.size() > NAMES_TOLD ? " and " + (told.size() - NAMES_TOLD) + " more" : ""));
        }
        operations.replaceAll(o -> numbers.containsKey(o.process())
                ? new Operation(
                        o.index(),
                        o.timeNanos(),
                        o.type(),
                        numbers.get(o.process()),
                        o.function(),
                        o.value(),
                        o.extras())
                : o);
    }

    /** Returns the history in order of time; null if indexes define the order or some operation has no time. */
    private History byTime(History history, Integer[] order) {
        boolean isDecidedByIndex = isIndexed && (indexes != null || lastIndex != NO_INDEX);
        Map<Integer, Operation> lastOf = new HashMap<>();
        for (int i = 0; i < history.size(); i++) {
            Operation operation = history.operations().get(i);
            Operation last = operation.isClient() && operation.timeNanos() != Operation.NO_TIME
                    ? lastOf.put(operation.process(), operation)
                    : null;
            boolean decides = last != null && (last.type() == Operation.Type.INVOKE || !isDecidedByIndex);
            if (decides && operation.timeNanos() < last.timeNanos()) {
                throw new HistoryFormatException(where.apply(places[order == null ? i : order[i]]) + ": found :time "
                        + operation.timeNanos() + " behind :time " + last.timeNanos() + " of the operation before on"
                        + " process " + operation.process() + ", expected times in the order of the operations");
            }
        }
        if (!isTimed || isDecidedByIndex) {
            return null;
        }
        List<Operation> sorted = new ArrayList<>(history.operations());
        sorted.sort(Comparator.comparingLong(Operation::timeNanos));
        return History.of(sorted);
    }
}
