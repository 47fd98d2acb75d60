package dev.squall.check.convergence;

import dev.squall.history.Operation;
import java.util.List;

/** Tells which replica answered an operation. Pure. */
@FunctionalInterface
public interface Replicas {

    /** Returns the name of the replica behind a completion; null if that is not known. */
    Object answering(Operation completion);

    /** Returns the replica that completions name in their entry {@code :node}. */
    static Replicas named() {
        return completion -> completion.extras().get("node");
    }

    /**
     * Replicas bound to threads: thread t asks replica t modulo their number, and a thread's processes are its number
     * and that plus multiples of the concurrency.
     *
     * @param concurrency the number of threads; above zero
     * @param names of the replicas; not empty
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
