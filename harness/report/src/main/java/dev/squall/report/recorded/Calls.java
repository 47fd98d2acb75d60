package dev.squall.report.recorded;

import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Client operations of a history, in the order of their invocations, with their texts for display. */
public final class Calls {

    /** Mark of an absent value, since nil is a possible value. */
    static final Object NOTHING = new Object();

    private static final int LONGEST_VALUE = 120;
    private static final double MILLISECOND_NANOS = 1e6;

    private final List<ClientOperation> all;
    private final int[] positionOfIndex;
    private final boolean keyed;
    private final double endMillis;
    private final double lastTimeMillis;

    private Calls(History history) {
        this.all = ClientOperation.of(history);
        this.positionOfIndex = new int[history.size()];
        Arrays.fill(positionOfIndex, -1);
        for (int position = 0; position < all.size(); position++) {
            ClientOperation call = all.get(position);
            positionOfIndex[call.invocation().index()] = position;
            if (call.completion() != null) {
                positionOfIndex[call.completion().index()] = position;
            }
        }
        this.keyed = all.stream().allMatch(call -> isPair(call.argument()));
        this.endMillis = history.size() == 0 ? 0 : millis(history.get(history.size() - 1));
        this.lastTimeMillis =
                history.operations().stream().mapToLong(Operation::timeNanos).reduce(0, Math::max) / MILLISECOND_NANOS;
    }

    /** Returns the client operations of a history in O(n) time. */
    public static Calls of(History history) {
        return new Calls(history);
    }

    private static boolean isPair(Object value) {
        return value instanceof List<?> list && list.size() == 2;
    }

    public int size() {
        return all.size();
    }

    public ClientOperation get(int position) {
        return all.get(position);
    }

    /**
     * Returns the position of the operation whose invocation or completion has this index in the history; empty if
     * there is none.
     */
    Optional<Integer> positionOf(int index) {
        boolean found = index >= 0 && index < positionOfIndex.length && positionOfIndex[index] >= 0;
        return found ? Optional.of(positionOfIndex[index]) : Optional.empty();
    }

    /**
     * Returns the time of a history's line in milliseconds since the run began; its index if the history has no times.
     */
    public static double millis(Operation operation) {
        return operation.timeNanos() == Operation.NO_TIME
                ? operation.index()
                : Math.round(operation.timeNanos() / 1e3) * 1e3 / MILLISECOND_NANOS;
    }

    /** Returns the time at which the history ends, in milliseconds. */
    double endMillis() {
        return endMillis;
    }

    /** Returns the latest time of the history, in milliseconds; 0 if the history has no times. */
    public double lastTimeMillis() {
        return lastTimeMillis;
    }

    /** Returns the key of an operation as EDN; empty in a history without keys. */
    public String key(ClientOperation call) {
        return shown(keyOf(call));
    }

    /** Returns the argument of an operation as EDN without the key; empty if the operation has no argument. */
    String argument(ClientOperation call) {
        return shown(argumentOf(call));
    }

    /**
     * Returns the result of an operation as EDN without the key; empty if the operation did not succeed, or its result
     * equals its argument.
     */
    public String result(ClientOperation call) {
        return shown(resultOf(call));
    }

    /** Returns the key of an operation as EDN data; {@link #NOTHING} in a history without keys. */
    public Object keyOf(ClientOperation call) {
        return keyed ? ((List<?>) call.argument()).get(0) : NOTHING;
    }

    /** Returns the argument of an operation as EDN data; {@link #NOTHING} if the operation has no argument. */
    public Object argumentOf(ClientOperation call) {
        Object value = withoutKey(call.argument());
        return value == null ? NOTHING : value;
    }

    /**
     * Returns the result of an operation as EDN data, which may be null; {@link #NOTHING} if {@link #result} is empty.
     */
    public Object resultOf(ClientOperation call) {
        if (!call.isOk()) {
            return NOTHING;
        }
        Object asked = withoutKey(call.argument());
        Object answered = withoutKey(call.result());
        return asked != null && asked.equals(answered) ? NOTHING : answered;
    }

    /** Returns the node that received an operation's request; empty if the history does not contain it. */
    public static String node(ClientOperation call) {
        return extra(call, "node");
    }

    /** Returns the error of an operation; empty if the operation succeeded or the history contains no error. */
    public static String error(ClientOperation call) {
        return extra(call, "error");
    }

    private static String extra(ClientOperation call, String name) {
        if (call.completion() == null || !call.completion().extras().containsKey(name)) {
            return "";
        }
        Object value = call.completion().extras().get(name);
        return value instanceof String text ? text : EdnWriter.toEdn(value);
    }

    /** Returns the operation's request, such as {@code write k7 5}. */
    public String request(ClientOperation call) {
        StringBuilder text = new StringBuilder(call.function());
        for (String part : List.of(key(call), argument(call))) {
            if (!part.isEmpty()) {
                text.append(' ').append(part);
            }
        }
        return text.toString();
    }

    private Object withoutKey(Object value) {
        return keyed && isPair(value) ? ((List<?>) value).get(1) : value;
    }

    /** Returns a value as EDN, shortened if it is long; empty for {@link #NOTHING}. */
    public static String shown(Object value) {
        if (value == NOTHING) {
            return "";
        }
        String text = EdnWriter.toEdn(value);
        return text.length() <= LONGEST_VALUE
                ? text
                : text.substring(0, LONGEST_VALUE) + "\u2026 (" + text.length() + " characters)";
    }
}
