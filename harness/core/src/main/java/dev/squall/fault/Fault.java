package dev.squall.fault;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One fault as a value: schedules draw it, scenarios and histories write it by {@link FaultCodec}, and its family's
 * {@link Nemesis} injects it.
 */
public sealed interface Fault
        permits Partition, PacketFault, Kill, Pause, ClockSkew, DiskLoss, BitFlip, FullDisk, Arbitrary {

    /** Returns the family that the fault belongs to. */
    FaultFamily family();

    /** Returns every node that the fault names. */
    Set<String> nodes();

    /**
     * Returns the fault on nodes by their new names, or empty if no node of the fault is left.
     *
     * @param newNames by old name; a node without a new name is left out
     */
    Optional<Fault> renamed(Map<String, String> newNames);

    /**
     * Returns the fault's fields by name, as {@link FaultFields} reads them back: texts, keywords, whole numbers, true,
     * {@link java.math.BigDecimal} milliseconds, and maps of links.
     */
    Map<String, Object> fields();

    /**
     * Injects the fault into the cluster of a context, on its timeline's thread.
     *
     * @param whenInForce runs on the timeline's thread when the fault is in force, in this call or later
     * @return empty if nothing was done, for instance because the node is down
     * @throws IllegalArgumentException if the fault names a node that the cluster lacks
     */
    Optional<ActiveFault> inject(FaultContext context, Runnable whenInForce);
}
