package dev.squall.world.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.exception.NotModifiedException;
import dev.squall.world.WorldException;
import dev.squall.world.docker.engine.DockerEngine;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** The container of a node through all its lives. Thread-safe. */
final class NodeContainer {

    private static final long DEATH_NANOS_MAX = TimeUnit.SECONDS.toNanos(10);
    private static final long FREEZE_NANOS_MAX = TimeUnit.SECONDS.toNanos(5);

    private final DockerClient client;
    private final Pod pod;

    NodeContainer(DockerEngine engine, Pod pod) {
        this.client = engine.client();
        this.pod = pod;
    }

    void start() {
        client.startContainerCmd(pod.containerId()).exec();
    }

    /** Returns the node's exit code, if the node has ended. */
    OptionalInt exitCode() {
        ContainerState state = state();
        return Boolean.TRUE.equals(state.getRunning())
                ? OptionalInt.empty()
                : OptionalInt.of(Math.toIntExact(state.getExitCodeLong()));
    }

    boolean isRunning() {
        return Boolean.TRUE.equals(state().getRunning());
    }

    private ContainerState state() {
        return client.inspectContainerCmd(pod.containerId()).exec().getState();
    }

    /** @throws WorldException if the node cannot be paused */
    void pause() {
        freeze();
        if (!Boolean.TRUE.equals(state().getPaused())) {
            throw new WorldException("node " + pod.nodeId() + " runs on after its container was paused");
        }
    }

    /**
     * Freezes the node. Retries, because the kernel's freezer gives up if the processes get too little processor time.
     */
    private void freeze() {
        long deadline = System.nanoTime() + FREEZE_NANOS_MAX;
        while (true) {
            try {
                client.pauseContainerCmd(pod.containerId()).exec();
                return;
            } catch (InternalServerErrorException e) {
                if (System.nanoTime() > deadline || !isRunning()) {
                    throw new WorldException(
                            "node " + pod.nodeId() + " cannot be paused: " + DockerEngine.reason(e)
                                    + "; expected an engine whose freezer works, or a run without the fault pause",
                            e);
                }
            }
        }
    }

    void resume() {
        client.unpauseContainerCmd(pod.containerId()).exec();
    }

    /**
     * Kills the node and returns when it is dead.
     *
     * @throws WorldException if the node cannot be killed
     */
    void kill() {
        try {
            client.killContainerCmd(pod.containerId()).withSignal("KILL").exec();
        } catch (ConflictException | NotModifiedException e) {
            // The kill failed because the node has ended by itself.
        }
        long deadline = System.nanoTime() + DEATH_NANOS_MAX;
        while (isRunning()) {
            if (System.nanoTime() > deadline) {
                throw new WorldException("node " + pod.nodeId() + " lives on after SIGKILL");
            }
            Thread.onSpinWait();
        }
    }
}
