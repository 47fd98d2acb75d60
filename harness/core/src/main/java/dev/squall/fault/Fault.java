package dev.squall.fault;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One fault as an immutable value. A {@link Nemesis} of the fault's family injects it, and {@link FaultCodec} converts
 * it to and from histories and scenarios.
 */
public sealed interface Fault
        permits Partition, PacketFault, LateMessages, Kill, Pause, ClockSkew, DiskLoss, BitFlip, FullDisk, Arbitrary {

    /** Returns the family that the fault belongs to. */
    FaultFamily family();

    /** Returns every node that the fault names. */
    Set<String> nodes();

    /**
     * Returns the same fault with other names of nodes, or empty if it names no remaining node.
     *
     * @param newNames new names by old name; nodes without a new name are removed from the fault
     */
    Optional<Fault> renamed(Map<String, String> newNames);

    /**
     * Returns the fault's fields by name, in a form that {@link FaultFields} can read: texts, keywords, whole numbers,
     * true, {@link java.math.BigDecimal} milliseconds, and maps of links.
     */
    Map<String, Object> fields();

    /**
     * Injects the fault into the cluster of a context, on its timeline's thread.
     *
     * @param whenInForce runs on the timeline's thread when the fault is in force, in this call or later
     * @return the injected fault; empty if it could not be injected, for instance because the node is down
     * @throws IllegalArgumentException if the fault names a node that the cluster lacks
     */
    Optional<ActiveFault> inject(FaultContext context, Runnable whenInForce);
}
