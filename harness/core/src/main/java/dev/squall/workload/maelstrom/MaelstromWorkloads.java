package dev.squall.workload.maelstrom;

import dev.squall.workload.Workload;
import java.util.List;
import java.util.Optional;

/** Catalogue of the workloads of this package. */
public final class MaelstromWorkloads {

    private static final List<Workload> ALL = List.of(
            ReplyWorkload.echo(),
            ReplyWorkload.uniqueIds(),
            BroadcastWorkload.DEFAULT,
            ReplicatedWorkload.set(),
            ReplicatedWorkload.growingCounter(),
            ReplicatedWorkload.counter(),
            KafkaWorkload.DEFAULT);

    private MaelstromWorkloads() {}

    /** Returns all workloads of the catalogue, echo first. */
    public static List<Workload> all() {
        return ALL;
    }

    /** Returns the workload with this name, or empty if there is none. */
    public static Optional<Workload> named(String name) {
        return ALL.stream().filter(workload -> workload.name().equals(name)).findFirst();
    }
}
