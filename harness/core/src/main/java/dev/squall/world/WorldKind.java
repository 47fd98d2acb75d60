package dev.squall.world;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Kind of a world. A {@code WorldProvider} makes the worlds of one kind.
 *
 * @param name the name on the command line, in suites and in experiments
 * @param isVirtual true if its time is virtual: a run is a function of its seed, and several can go on at once
 */
public record WorldKind(@JsonValue String name, boolean isVirtual) {

    /** Nodes, clients and faults in one thread under virtual time. */
    public static final WorldKind SIMULATED = new WorldKind("simulated", true);

    /** Each node a process of the operating system. */
    public static final WorldKind PROCESS = new WorldKind("process", false);

    /** Each node a container. */
    public static final WorldKind DOCKER = new WorldKind("docker", false);

    @Override
    public String toString() {
        return name;
    }
}
