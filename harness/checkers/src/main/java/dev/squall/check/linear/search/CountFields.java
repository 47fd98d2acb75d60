package dev.squall.check.linear.search;

import java.util.Arrays;

/** Assignment of a bit field to each crash class for the layers in which it can be used, by first fit. */
final class CountFields {

    private final CrashClasses classes;
    private final int[] members;
    private long[] guards = new long[0];
    private int bitsUsed = Long.SIZE;

    CountFields(CrashClasses classes, int[] members) {
        this.classes = classes;
        this.members = members;
    }

    /**
     * Sets word, shift and mask of every class; classes are numbered in the order of their first layers. Two classes
     * share a field only if they need the same width and one class ends before the other begins.
     *
     * @return the guard bits of the fields, for each word
     */
    long[] assign() {
        int[] fieldOwner = new int[classes.count()];
        int fields = 0;
        for (int i = 0; i < classes.count(); i++) {
            int width = Long.SIZE - Long.numberOfLeadingZeros(members[i]) + 1;
            classes.mask[i] = (1L << width - 1) - 1;
            int field = 0;
            while (field < fields && !canTakeOver(i, fieldOwner[field])) {
                field++;
            }
            if (field < fields) {
                classes.word[i] = classes.word[fieldOwner[field]];
                classes.shift[i] = classes.shift[fieldOwner[field]];
            } else {
                addField(i, width);
                fields++;
            }
            fieldOwner[field] = i;
        }
        return guards;
    }

    private boolean canTakeOver(int heir, int owner) {
        return classes.mask[heir] == classes.mask[owner] && classes.lastLayer[owner] < classes.firstLayer[heir];
    }

    private void addField(int owner, int width) {
        if (bitsUsed + width > Long.SIZE) {
            guards = Arrays.copyOf(guards, guards.length + 1);
            bitsUsed = 0;
        }
        classes.word[owner] = guards.length - 1;
        classes.shift[owner] = bitsUsed;
        bitsUsed += width;
        guards[guards.length - 1] |= 1L << bitsUsed - 1;
    }
}
