package dev.squall.history;

import java.util.Map;
import java.util.Objects;

/**
 * One line of a history: an invocation, a completion, or an action of the nemesis.
 *
 * @param index position in the history, from 0
 * @param timeNanos time in nanoseconds since the run began, or {@link #NO_TIME}
 * @param type invocation or kind of completion; a nemesis operation is always {@link Type#INFO}
 * @param process the logical process, from 0, or {@link #NEMESIS}; a process never acts again after an {@code :info}
 * @param function the name of the function, such as {@code read}; a keyword in EDN
 * @param value the argument or result as EDN data: null, Boolean, Long, Double, String, {@link Keyword}, List or Map. A
 *     value read from a file may also be BigInteger, BigDecimal, Character, {@link Symbol} or Set. An operation on one
 *     of many independent keys has {@code List.of(key, value)}
 * @param extras further entries of the operation's map, by keyword name; iteration order is the order of writing
 */
public record Operation(
        int index, long timeNanos, Type type, int process, String function, Object value, Map<String, Object> extras) {

    /** Process number of nemesis operations, {@code :nemesis} in EDN. */
    public static final int NEMESIS = -1;

    /** Value of {@code timeNanos} for an operation without a time. */
    public static final long NO_TIME = -1;

    /** Kinds of lines of a history. */
    public enum Type {
        /** The operation begins. */
        INVOKE,
        /** The operation took effect and returned a result. */
        OK,
        /** The operation did not and will not take effect. */
        FAIL,
        /** The outcome is unknown: the operation may have taken effect, may yet, or may never. */
        INFO
    }

    public Operation {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(function, "function");
        Objects.requireNonNull(extras, "extras");
    }

    public Operation(int index, long timeNanos, Type type, int process, String function, Object value) {
        this(index, timeNanos, type, process, function, value, Map.of());
    }

    /** Returns true if the operation belongs to a client rather than the nemesis. */
    public boolean isClient() {
        return process != NEMESIS;
    }

    /** Returns a copy of this operation with another index. */
    public Operation withIndex(int newIndex) {
        return new Operation(newIndex, timeNanos, type, process, function, value, extras);
    }
}
