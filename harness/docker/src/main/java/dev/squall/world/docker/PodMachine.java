package dev.squall.world.docker;

import dev.squall.node.Body;
import dev.squall.node.host.UnsyncedTail;
import dev.squall.node.wire.Control;
import dev.squall.world.docker.engine.ContainerExec;
import dev.squall.world.realtime.NodeMachine;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Machine of a node that runs in a pod. The node's storage is in the run's folder, or on its own disk, which is then
 * copied to the run's folder.
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

    /** Returns true always for a node with its own disk, because reading the disk would take too long. */
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

    /** Copies the node's files from its own disk, if it has one, to the run's folder. */
    void collect() {
        try {
            disk.ifPresent(own -> own.copyTo(pod.keeperId(), folder));
        } catch (RuntimeException e) {
            // The files cannot be copied because the engine or the folder cannot be reached any more. A failed copy
            // must not cost the run its verdict.
        }
    }
}
