package dev.squall.check.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Nodes of a run, by number: the lives and crashes of each node, and the facts that its journal may lack. */
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
     * Records an event of a node and returns the event's moment. A higher life than before implies a crash in between.
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

    /** Returns true if the node counts as correct when the run ends now. */
    public boolean isCorrect(int node, CrashContract contract) {
        return contract == CrashContract.CRASH_STOP ? !crashed[node] : !down[node];
    }

    public int life(int node) {
        return lives[node];
    }

    /** Records a gap in the node's journal before its next fact. */
    public void gap(int node) {
        gapOrdinals[node] = Math.min(gapOrdinals[node], eventCounts[node]);
    }

    public boolean hasGap(int node) {
        return gapOrdinals[node] != Integer.MAX_VALUE;
    }

    public boolean hasGapBefore(int node, Moment moment) {
        return gapOrdinals[node] <= moment.ordinal();
    }

    /** Records that the node's last facts before a crash were lost; the node restarted at the given time. */
    public void lastFactsLost(int node, long timeNanos) {
        lossOrdinals[node] = Math.min(lossOrdinals[node], eventCounts[node]);
        lossNanos[node] = timeNanos;
    }

    /** Returns true if the node's journal may lack facts before this moment. */
    public boolean isSequenceBroken(int node, Moment moment) {
        return Math.min(gapOrdinals[node], lossOrdinals[node]) <= moment.ordinal();
    }

    /** Returns true if the node may have delivered the message in a life whose last facts were lost. */
    public boolean mayHaveDelivered(int node, Message message) {
        return message.sent() != null && message.sent().timeNanos() <= lossNanos[node];
    }

    /** Records that the journals may lack facts; the recorded facts remain valid. */
    public void missing(String reason) {
        missing = missing.isEmpty() ? reason : missing;
    }

    /** Returns the reason why the journals may lack facts; empty if they are complete. */
    public String missing() {
        return missing;
    }

    /** Records that the journals contradict themselves, so that every verdict is unknown. */
    public void contradicts(String reason) {
        contradiction = contradiction.isEmpty() ? reason : contradiction;
    }

    /** Returns the contradiction in the journals; empty if there is none. */
    public String contradiction() {
        return contradiction;
    }
}
