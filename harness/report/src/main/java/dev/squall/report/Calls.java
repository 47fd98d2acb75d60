package dev.squall.report;

import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The clients' operations of a history, each by its position in the order of invocations, and how they are put. */
final class Calls {

    private static final int LONGEST_VALUE = 120;
    private static final double MILLISECOND_NANOS = 1e6;

    private final List<ClientOperation> all;
    private final int[] positionOfIndex;
    private final boolean keyed;
    private final double endMillis;

    private Calls(History history) {
        this.all = ClientOperation.of(history);
        this.positionOfIndex = new int[history.size()];
        Arrays.fill(positionOfIndex, -1);
        for (int position = 0; position < all.size(); position++) {
            for (int index : all.get(position).indexes()) {
                positionOfIndex[index] = position;
            }
        }
        this.keyed = all.stream().allMatch(call -> isPair(call.argument()));
        this.endMillis = history.size() == 0 ? 0 : millis(history.get(history.size() - 1));
    }

    /** Takes O(n). */
    static Calls of(History history) {
        return new Calls(history);
    }

    private static boolean isPair(Object value) {
        return value instanceof List<?> list && list.size() == 2;
    }

    int size() {
        return all.size();
    }

    ClientOperation get(int position) {
        return all.get(position);
    }

    /** The position of the operation whose invocation or completion has this index; empty if none has. */
    Optional<Integer> positionOf(int index) {
        boolean found = index >= 0 && index < positionOfIndex.length && positionOfIndex[index] >= 0;
        return found ? Optional.of(positionOfIndex[index]) : Optional.empty();
    }

    /** When a line of the history was written, in milliseconds since the run began; its index where there is no time. */
    static double millis(Operation operation) {
        return operation.timeNanos() == Operation.NO_TIME
                ? operation.index()
                : Math.round(operation.timeNanos() / 1e3) * 1e3 / MILLISECOND_NANOS;
    }

    /** When the history ends, in milliseconds. */
    double endMillis() {
        return endMillis;
    }

    /** The key as EDN; empty in a history without keys. */
    String key(ClientOperation call) {
        return keyed ? shown(((List<?>) call.argument()).get(0)) : "";
    }

    /** What it was asked with, as EDN without the key; empty if that is nothing. */
    String argument(ClientOperation call) {
        Object value = withoutKey(call.argument());
        return value == null ? "" : shown(value);
    }

    /** What it answered, as EDN without the key; empty unless it succeeded and told more than it was asked with. */
    String result(ClientOperation call) {
        if (!call.isOk()) {
            return "";
        }
        Object asked = withoutKey(call.argument());
        Object answered = withoutKey(call.result());
        return asked != null && asked.equals(answered) ? "" : shown(answered);
    }

    /** The node that was asked, as far as the history tells; empty otherwise. */
    static String node(ClientOperation call) {
        return extra(call, "node");
    }

    /** Why it did not succeed; empty if it did, or if that is not told. */
    static String error(ClientOperation call) {
        return extra(call, "error");
    }

    private static String extra(ClientOperation call, String name) {
        if (call.completion() == null || !call.completion().extras().containsKey(name)) {
            return "";
        }
        Object value = call.completion().extras().get(name);
        return value instanceof String text ? text : EdnWriter.toEdn(value);
    }

    /** What was asked for, such as {@code write k7 5}. */
    String request(ClientOperation call) {
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

    private static String shown(Object value) {
        String text = EdnWriter.toEdn(value);
        return text.length() <= LONGEST_VALUE
                ? text
                : text.substring(0, LONGEST_VALUE) + "\u2026 (" + text.length() + " characters)";
    }
}
