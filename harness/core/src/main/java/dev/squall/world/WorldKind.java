package dev.squall.world;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;

/**
 * Kind of a world. Each kind of world has a {@code WorldProvider}.
 *
 * @param name name of the kind on the command line, in suites and in experiments
 * @param isVirtual true if the world has virtual time: a run is a function of its seed, and several runs can proceed in
 *     parallel
 */
public record WorldKind(@JsonValue String name, boolean isVirtual) implements Serializable {

    private static final long serialVersionUID = 1;

    /** World with nodes, clients and faults in one thread under virtual time. */
    public static final WorldKind SIMULATED = new WorldKind("simulated", true);

    /** World in which each node is an operating system process. */
    public static final WorldKind PROCESS = new WorldKind("process", false);

    /** World in which each node is a container. */
    public static final WorldKind DOCKER = new WorldKind("docker", false);

    @Override
    public String toString() {
        return name;
    }
}
