package dev.squall.world.realtime;

import dev.squall.node.Body;
import dev.squall.node.wire.Control;
import dev.squall.world.WorldException;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * A node's machine as the target of faults: its wall clock and its disk. All methods are called on the timeline's
 * thread.
 */
public interface NodeMachine {

    /**
     * Sets the node's wall clock, or prepares the message that sets it.
     *
     * @return the message that the node's host must get, which it answers with a {@link Control.SquallClockOk}
     */
    Body setClock(long offsetNanos, long ratePartsPerBillion);

    /**
     * Reads or changes the storage of a node that is down.
     *
     * @param action receives the folder with the storage
     * @return the result of {@code action}
     * @throws WorldException if the storage cannot be reached
     */
    <T> T onStorage(Function<Path, T> action);

    /** Returns true if a running node's storage may hold unsynced data; also if the state is unknown. */
    boolean mayHoldUnsyncedWrites();

    /** Allocates all free space of the disk. */
    void fillDisk();

    /** Frees the space that {@link #fillDisk} has allocated. */
    void freeDisk();
}
