package dev.squall.run.novelty;

import dev.squall.fault.FaultFamily;
import dev.squall.history.Operation;
import dev.squall.node.Fact;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The abstract states that a cluster was in: the type of each node's newest fact, whichever node it is, and the
 * families of the faults in force. A state is kept as a hash of 64 bits. Each event takes constant time.
 *
 * <p>Abstract states measure what the runs of a sweep have in common. They say nothing about correctness.
 */
public final class AbstractStates {

    /** Odd multipliers of the mixing function of SplitMix64 (Steele, Lea and Flood, 2014). */
    private static final long FIRST_MULTIPLIER = 0xBF58476D1CE4E5B9L;

    private static final long SECOND_MULTIPLIER = 0x94D049BB133111EBL;
    private static final Long DOWN = mix(1);

    private final Map<Class<?>, Long> kinds = new IdentityHashMap<>();
    private final Map<String, Long> newest = new HashMap<>();
    /** A bit for each family of faults in force. */
    private long faults;

    private final Set<Long> seen = new HashSet<>();
    /** Sum of the hashes of the nodes, which does not depend on their order. */
    private long nodes;

    private long last;
    private long lastFaults;

    /** Takes the next fact of a node. */
    public void onFact(String nodeId, Fact fact) {
        note(
                nodeId,
                kinds.computeIfAbsent(
                        fact.getClass(), type -> mix(type.getName().hashCode())));
    }

    /** Notes that a node is down. */
    public void onLifeEnd(String nodeId) {
        note(nodeId, DOWN);
    }

    /** Takes the next operation of the history. */
    public void onOperation(Operation operation) {
        if (operation.isClient()) {
            return;
        }
        for (FaultFamily family : FaultFamily.values()) {
            if (operation.function().equals(family.startFunction())) {
                faults |= 1L << family.ordinal();
            } else if (operation.function().equals(family.stopFunction())) {
                faults &= ~(1L << family.ordinal());
            }
        }
    }

    /** Notes that no fault is in force any more. */
    public void onHealing() {
        faults = 0;
    }

    private void note(String nodeId, Long kind) {
        Long before = newest.put(nodeId, kind);
        if (kind.equals(before) && faults == lastFaults) {
            return;
        }
        lastFaults = faults;
        nodes += kind - (before == null ? 0 : before);
        long state = nodes ^ mix(faults + 2);
        if (state != last) {
            last = state;
            seen.add(state);
        }
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * FIRST_MULTIPLIER;
        mixed = (mixed ^ mixed >>> 27) * SECOND_MULTIPLIER;
        return mixed ^ mixed >>> 31;
    }

    /** Returns the hashes of the states so far. */
    public Set<Long> seen() {
        return Set.copyOf(seen);
    }
}
