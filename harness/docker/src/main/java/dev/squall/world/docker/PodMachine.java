package dev.squall.world.docker;

import dev.squall.node.Body;
import dev.squall.node.host.UnsyncedTail;
import dev.squall.node.wire.Control;
import dev.squall.world.process.NodeMachine;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the node of a pod runs on. Its storage is the folder here, or on a disk of its own, of which the folder then has
 * a copy.
 */
record PodMachine(Pod pod, ClockFile clock, Path folder, Optional<NodeDisk> disk, ContainerExec exec)
        implements NodeMachine {

    @Override
    public Body setClock(long offsetNanos, long ratePartsPerBillion) {
        clock.set(offsetNanos, ratePartsPerBillion);
        return new Control.SquallReadClock();
    }

    @Override
    public <T> T onStorage(Function<Path, T> action) {
        disk.ifPresent(own -> own.copyTo(pod.keeperId(), folder));
        T answer = action.apply(folder);
        disk.ifPresent(own -> own.copyFrom(pod.keeperId(), folder));
        return answer;
    }

    /** Of a disk of the node's own it cannot be told at a glance, which is what is asked for. */
    @Override
    public boolean mayHoldUnsyncedWrites() {
        return disk.isPresent() || UnsyncedTail.isPresent(folder);
    }

    @Override
    public void fillDisk() {
        ownDisk().fill(exec, pod.keeperId());
    }

    @Override
    public void freeDisk() {
        ownDisk().free(exec, pod.keeperId());
    }

    private NodeDisk ownDisk() {
        return disk.orElseThrow(
                () -> new IllegalStateException("node " + pod.nodeId() + " has no disk of its own to be filled"));
    }

    /** Brings what the node has stored to the run's folder, if it is not there. */
    void collect() {
        try {
            disk.ifPresent(own -> own.copyTo(pod.keeperId(), folder));
        } catch (RuntimeException e) {
            // The engine cannot be reached any more, or the folder: what is missed must not cost the run its verdict.
        }
    }
}
