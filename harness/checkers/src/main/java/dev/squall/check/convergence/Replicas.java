package dev.squall.check.convergence;

import dev.squall.history.Operation;
import java.util.List;

/** Function that finds the replica that answered an operation. Pure. */
@FunctionalInterface
public interface Replicas {

    /** Returns the name of the replica that answered; null if unknown. */
    Object answering(Operation completion);

    /** Returns a function that reads the replica from the completion's entry {@code :node}. */
    static Replicas named() {
        return completion -> completion.extras().get("node");
    }

    /**
     * Returns a function for histories whose client threads are bound to replicas. Thread t of c uses replica t mod r
     * of r replicas, and runs the processes t, t + c, t + 2c and so on.
     *
     * @param concurrency the number of threads; above zero
     * @param names the names of the replicas; not empty
     */
    static Replicas byThread(int concurrency, List<String> names) {
        if (concurrency <= 0 || names.isEmpty()) {
            throw new IllegalArgumentException("found " + concurrency + " threads and " + names.size()
                    + " replicas, expected at least one of each");
        }
        List<String> replicas = List.copyOf(names);
        return completion -> replicas.get(completion.process() % concurrency % replicas.size());
    }
}
