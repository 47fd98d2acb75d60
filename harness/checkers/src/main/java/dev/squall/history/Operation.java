package dev.squall.history;

import java.util.Map;
import java.util.Objects;

/**
 * One line of a history: an invocation, a completion, or what the nemesis did.
 *
 * @param index position in the history, from 0
 * @param timeNanos since the run began, or {@link #NO_TIME}
 * @param type invocation or kind of completion; a nemesis operation is always {@link Type#INFO}
 * @param process the logical process, from 0, or {@link #NEMESIS}; after an {@code :info} a process never acts again
 * @param function what is done, such as {@code read}; keywords in EDN
 * @param value the argument or result as EDN data: null, Boolean, Long, Double, String, {@link Keyword}, List or Map.
 *     From a file it may also be BigInteger, BigDecimal, Character, {@link Symbol} or Set. An operation on one of many
 *     independent keys has {@code List.of(key, value)}
 * @param extras further entries of the operation's map, by keyword name; iteration order is the order of writing
 */
public record Operation(
        int index, long timeNanos, Type type, int process, String function, Object value, Map<String, Object> extras) {

    /** The process of nemesis operations, {@code :nemesis} in EDN. */
    public static final int NEMESIS = -1;

    /** Stands where a history has no times. */
    public static final long NO_TIME = -1;

    /** Kinds of lines of a history. */
    public enum Type {
        /** The operation begins. */
        INVOKE,
        /** It took effect, and this is its result. */
        OK,
        /** It did not and will not take effect. */
        FAIL,
        /** It may have taken effect, may yet, or may never. */
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

    /** Returns true if a client, not the nemesis, did this. */
    public boolean isClient() {
        return process != NEMESIS;
    }

    /** This operation at another place in the history. */
    public Operation withIndex(int newIndex) {
        return new Operation(newIndex, timeNanos, type, process, function, value, extras);
    }
}
