package dev.squall.check.transaction.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Table that numbers keys or values from 0 and stores whole numbers without boxing. */
final class NameTable {

    /** Smallest number of a value that is not its own number. */
    private static final int BEYOND = 1 << 30;

    private final boolean ownNumbers;
    private final Map<Object, Integer> numbers = new HashMap<>();
    private final List<Object> names = new ArrayList<>();
    private long[] slots = new long[64];
    private int[] slotNumbers = new int[64];
    private int used;
    private int size;
    private long[] longNames = new long[16];

    /** Creates a table. If {@code ownNumbers}, each whole number from 0 to 2^30 - 1 is its own number. */
    NameTable(boolean ownNumbers) {
        this.ownNumbers = ownNumbers;
        Arrays.fill(slotNumbers, -1);
    }

    int size() {
        return size;
    }

    int number(long name) {
        if (ownNumbers) {
            return name >= 0 && name < BEYOND ? (int) name : numberOfObject(name);
        }
        int mask = slots.length - 1;
        int slot = hash(name) & mask;
        while (slotNumbers[slot] >= 0) {
            if (slots[slot] == name) {
                return slotNumbers[slot];
            }
            slot = slot + 1 & mask;
        }
        int number = fresh(null);
        longNames[number] = name;
        put(slot, name, number);
        return number;
    }

    int number(Object name) {
        Object normal = dev.squall.history.Values.normal(name);
        return normal instanceof Long whole ? number(whole.longValue()) : numberOfObject(normal);
    }

    private int numberOfObject(Object name) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        int number = fresh(name) + (ownNumbers ? BEYOND : 0);
        numbers.put(name, number);
        return number;
    }

    private int fresh(Object name) {
        names.add(name);
        if (size == longNames.length) {
            longNames = Arrays.copyOf(longNames, 2 * size);
        }
        return size++;
    }

    private void put(int slot, long name, int number) {
        slots[slot] = name;
        slotNumbers[slot] = number;
        if (++used * 2 > slots.length) {
            long[] oldSlots = slots;
            int[] oldNumbers = slotNumbers;
            slots = new long[2 * oldSlots.length];
            slotNumbers = new int[slots.length];
            Arrays.fill(slotNumbers, -1);
            for (int i = 0; i < oldSlots.length; i++) {
                if (oldNumbers[i] >= 0) {
                    int at = hash(oldSlots[i]) & slots.length - 1;
                    while (slotNumbers[at] >= 0) {
                        at = at + 1 & slots.length - 1;
                    }
                    slots[at] = oldSlots[i];
                    slotNumbers[at] = oldNumbers[i];
                }
            }
        }
    }

    private static int hash(long name) {
        long mixed = name * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }

    Object name(int number) {
        if (ownNumbers && number < BEYOND) {
            return (long) number;
        }
        int at = ownNumbers ? number - BEYOND : number;
        Object name = names.get(at);
        return name == null ? (Object) longNames[at] : name;
    }
}
