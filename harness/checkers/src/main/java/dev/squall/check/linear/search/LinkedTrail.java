package dev.squall.check.linear.search;

/** Sequence of actions in which actions can be inserted, as a linked list in arrays. Each step takes constant time. */
final class LinkedTrail {

    /** Position behind the last action. */
    static final int END = 0;

    /** Action, next and previous position of each position; {@link #END} links the last action to the first. */
    private final int[] actions;

    private final int[] next;
    private final int[] previous;
    private int size;

    LinkedTrail(int capacity) {
        this.actions = new int[capacity + 1];
        this.next = new int[capacity + 1];
        this.previous = new int[capacity + 1];
    }

    /** Adds an action behind all others and returns its position. */
    int append(int action) {
        return insertBefore(END, action);
    }

    /** Adds an action directly before the action at a position, and returns the position of the added action. */
    int insertBefore(int position, int action) {
        int added = ++size;
        actions[added] = action;
        next[added] = position;
        previous[added] = previous[position];
        next[previous[added]] = added;
        previous[position] = added;
        return added;
    }

    /** Returns the actions in order. */
    int[] toArray() {
        int[] ordered = new int[size];
        int at = 0;
        for (int position = next[END]; position != END; position = next[position]) {
            ordered[at++] = actions[position];
        }
        return ordered;
    }
}
