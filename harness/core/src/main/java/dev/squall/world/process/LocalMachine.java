package dev.squall.world.process;

import dev.squall.node.Body;
import dev.squall.node.host.UnsyncedTail;
import dev.squall.node.wire.Control;
import dev.squall.world.realtime.NodeMachine;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * The machine of the harness itself. The node's host moves the node's clock. The disk is shared with other programs, so
 * it is never filled.
 *
 * @param storage the node's folder
 */
record LocalMachine(Path storage) implements NodeMachine {

    @Override
    public Body setClock(long offsetNanos, long ratePartsPerBillion) {
        return new Control.SquallClock(offsetNanos, ratePartsPerBillion);
    }

    @Override
    public <T> T onStorage(Function<Path, T> action) {
        return action.apply(storage);
    }

    @Override
    public boolean mayHoldUnsyncedWrites() {
        return UnsyncedTail.isPresent(storage);
    }

    @Override
    public void fillDisk() {
        throw new IllegalStateException("the disk of the harness's own machine cannot be filled");
    }

    @Override
    public void freeDisk() {
        throw new IllegalStateException("the disk of the harness's own machine cannot be filled");
    }
}
