package dev.squall.check.linear.monitor;

import dev.squall.check.Meter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Spellings of texts by calls: the initial string or a put, and then appends. Texts that are read one after the other
 * share the work for their common beginning. The time is proportional to the rest of the text, times the number of
 * different lengths of the arguments.
 */
final class Spelling {

    /** Number that stands for the initial string among the calls of a spelling. */
    static final int INITIAL = -1;

    private static final int REPEATED = -2;
    private static final int NO_APPEND = -1;
    private static final byte SEVERAL = 2;

    /** Memory for each character of the longest text, in bytes. */
    private static final int CHARACTER_BYTES = 9;

    private final String initial;
    private final Map<String, Integer> puts = new HashMap<>();
    private final Map<String, Integer> appends = new HashMap<>();
    private final Meter meter;
    private int[] putLengths;
    private int[] appendLengths;
    private String text = "";

    /** For each beginning of the text: the number of its spellings, where two stands for more. */
    private byte[] ways = new byte[1];

    /** For each beginning of the text with one spelling: its last call. */
    private int[] last = new int[1];

    /** For each beginning of the text with one spelling: its length before the last call, if that is an append. */
    private int[] lengthBefore = new int[1];

    Spelling(String initial, Meter meter) {
        this.initial = initial;
        this.meter = meter;
    }

    void addPut(String argument, int call) {
        puts.merge(argument, call, (one, other) -> REPEATED);
    }

    void addAppend(String argument, int call) {
        appends.merge(argument, call, (one, other) -> REPEATED);
    }

    /** Reads a text, which the other methods are about. All calls must have been added before the first text. */
    void read(String next) {
        if (putLengths == null) {
            putLengths = lengths(puts);
            appendLengths = lengths(appends);
            count(0);
        }
        if (next.length() >= ways.length) {
            int capacity = Math.max(2 * ways.length, next.length() + 1);
            meter.reserve((long) CHARACTER_BYTES * (capacity - ways.length));
            ways = Arrays.copyOf(ways, capacity);
            last = Arrays.copyOf(last, capacity);
            lengthBefore = Arrays.copyOf(lengthBefore, capacity);
        }
        int common = commonLength(text, next);
        text = next;
        for (int length = common + 1; length <= text.length(); length++) {
            meter.step();
            count(length);
        }
    }

    /** Releases the memory for the texts. */
    void release() {
        meter.release((long) CHARACTER_BYTES * (ways.length - 1));
    }

    private static int[] lengths(Map<String, Integer> arguments) {
        return arguments.keySet().stream().mapToInt(String::length).distinct().toArray();
    }

    private static int commonLength(String one, String other) {
        int end = Math.min(one.length(), other.length());
        int length = 0;
        while (length < end && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }

    /** Counts the spellings of the text's beginning of this length. */
    private void count(int length) {
        ways[length] = 0;
        if (length == initial.length() && text.startsWith(initial)) {
            add(length, (byte) 1, INITIAL, NO_APPEND);
        }
        for (int first : putLengths) {
            Integer call = first == length ? puts.get(text.substring(0, length)) : null;
            if (call != null) {
                add(length, (byte) 1, call, NO_APPEND);
            }
        }
        for (int appended : appendLengths) {
            int before = length - appended;
            Integer call = before >= 0 && ways[before] > 0 ? appends.get(text.substring(before, length)) : null;
            if (call != null) {
                add(length, ways[before], call, before);
            }
        }
    }

    private void add(int length, byte count, int call, int before) {
        ways[length] = call == REPEATED ? SEVERAL : (byte) Math.min(SEVERAL, ways[length] + count);
        last[length] = call;
        lengthBefore[length] = before;
    }

    /** Returns true if no calls spell the text. */
    boolean isImpossible() {
        return ways[text.length()] == 0;
    }

    /** Returns true if exactly one sequence of calls spells the text. */
    boolean isUnique() {
        return ways[text.length()] == 1;
    }

    /** Returns the calls that spell the text, if there is only one such sequence; the first may be {@link #INITIAL}. */
    List<Integer> calls() {
        List<Integer> calls = new ArrayList<>();
        for (int length = text.length(); length != NO_APPEND; length = lengthBefore[length]) {
            calls.add(last[length]);
        }
        Collections.reverse(calls);
        return calls;
    }
}
