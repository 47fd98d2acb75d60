package dev.squall.check.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** The nodes of a run, by number: their lives, which of them crashed, and what is wrong with their journals. */
public final class Nodes {

    public static final int NONE = -1;

    private final List<String> names;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final int[] lives;
    private final int[] eventCounts;
    private final boolean[] crashed;
    private final boolean[] down;
    private final int[] gapOrdinals;
    private final int[] lossOrdinals;
    private final long[] lossNanos;
    private String missing = "";
    private String contradiction = "";

    public Nodes(Collection<String> names) {
        this.names = new ArrayList<>(new LinkedHashSet<>(names));
        if (this.names.isEmpty()) {
            throw new IllegalArgumentException("there are no nodes, expected the names of all nodes of the run");
        }
        for (String name : this.names) {
            numbers.put(name, numbers.size());
        }
        int size = this.names.size();
        lives = new int[size];
        eventCounts = new int[size];
        crashed = new boolean[size];
        down = new boolean[size];
        gapOrdinals = new int[size];
        Arrays.fill(gapOrdinals, Integer.MAX_VALUE);
        lossOrdinals = gapOrdinals.clone();
        lossNanos = new long[size];
        Arrays.fill(lossNanos, Long.MIN_VALUE);
    }

    public int size() {
        return names.size();
    }

    public String name(int node) {
        return names.get(node);
    }

    public int numberOf(String name) {
        Integer number = numbers.get(name);
        if (number == null) {
            throw new IllegalArgumentException(
                    "node " + name + " is in a journal, expected one of " + names + ": name all nodes of the run");
        }
        return number;
    }

    /**
     * Records that a node does something, and returns the moment. A life that is higher than the last one shows a crash
     * between.
     */
    public Moment happened(int node, int life, long timeNanos) {
        if (life > lives[node]) {
            lives[node] = life;
            crashed[node] = true;
            down[node] = false;
        } else if (life < lives[node]) {
            contradicts("the journal of " + names.get(node) + " goes back from life " + lives[node] + " to life " + life
                    + ": its facts must come in the order in which they happened");
        }
        return new Moment(names.get(node), life, timeNanos, eventCounts[node]++);
    }

    public void crashed(int node) {
        crashed[node] = true;
        down[node] = true;
    }

    /** Returns true if the node is correct if the run ends now. */
    public boolean isCorrect(int node, CrashContract contract) {
        return contract == CrashContract.CRASH_STOP ? !crashed[node] : !down[node];
    }

    public int life(int node) {
        return lives[node];
    }

    /** Before its next fact the node may have done what its journal does not have. */
    public void gap(int node) {
        gapOrdinals[node] = Math.min(gapOrdinals[node], eventCounts[node]);
    }

    public boolean hasGap(int node) {
        return gapOrdinals[node] != Integer.MAX_VALUE;
    }

    public boolean hasGapBefore(int node, Moment moment) {
        return gapOrdinals[node] <= moment.ordinal();
    }

    /** With a crash before this time the node's last facts were lost. */
    public void lastFactsLost(int node, long timeNanos) {
        lossOrdinals[node] = Math.min(lossOrdinals[node], eventCounts[node]);
        lossNanos[node] = timeNanos;
    }

    /** Returns true if the sequence of the node's facts before this one may lack some. */
    public boolean isSequenceBroken(int node, Moment moment) {
        return Math.min(gapOrdinals[node], lossOrdinals[node]) <= moment.ordinal();
    }

    /** Returns true if the node may have delivered a message in a life whose last facts were lost. */
    public boolean mayHaveDelivered(int node, Message message) {
        return message.sent() != null && message.sent().timeNanos() <= lossNanos[node];
    }

    /** Something may have happened that no journal has; what the journals do have still counts. */
    public void missing(String reason) {
        missing = missing.isEmpty() ? reason : missing;
    }

    /** Returns why the journals do not show all that happened; empty if they do. */
    public String missing() {
        return missing;
    }

    /** Records that the journals cannot be right, so that nothing follows from them. */
    public void contradicts(String reason) {
        contradiction = contradiction.isEmpty() ? reason : contradiction;
    }

    /** Returns why nothing follows from the journals; empty if something does. */
    public String contradiction() {
        return contradiction;
    }
}
