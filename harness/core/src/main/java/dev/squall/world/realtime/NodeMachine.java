package dev.squall.world.realtime;

import dev.squall.node.Body;
import dev.squall.node.wire.Control;
import dev.squall.world.WorldException;
import java.nio.file.Path;
import java.util.function.Function;

/** Machine of a node, as far as faults concern it: its wall clock and its disk. Called on the timeline's thread. */
public interface NodeMachine {

    /**
     * Moves the wall clock, with what holds from now on.
     *
     * @return what is to be said to the node's host, which answers with a {@link Control.SquallClockOk}
     */
    Body setClock(long offsetNanos, long ratePartsPerBillion);

    /**
     * Lets the harness look at the storage of a node that is down, and change it.
     *
     * @param action given the folder with the storage
     * @return what {@code action} answers
     * @throws WorldException if the storage cannot be reached
     */
    <T> T onStorage(Function<Path, T> action);

    /** Returns true if the storage of a running node holds anything that is not synced, or if that cannot be told. */
    boolean mayHoldUnsyncedWrites();

    /** Takes all the room that is left on the disk. */
    void fillDisk();

    /** Gives it back. */
    void freeDisk();
}
