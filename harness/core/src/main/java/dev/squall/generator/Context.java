package dev.squall.generator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Facts that a generator may use when it is asked for a call.
 *
 * @param nowNanos time since the run began
 * @param threads the threads that the generator may use, ascending; a thread outlives the processes that run on it
 * @param freeThreads those of them that wait for something to do, ascending
 * @param random the run's stream for generators: all that is random about a generator is drawn from it
 * @param nodeIds the names of the cluster's nodes, for calls that name a node; empty where there is no cluster
 */
public record Context(
        long nowNanos, List<Integer> threads, List<Integer> freeThreads, RandomGenerator random, List<String> nodeIds) {

    /** For generators whose calls name no node. */
    public Context(long nowNanos, List<Integer> threads, List<Integer> freeThreads, RandomGenerator random) {
        this(nowNanos, threads, freeThreads, random, List.of());
    }

    /** This context as it looks to a generator that owns only some of the threads, ascending. */
    public Context restrictedTo(List<Integer> owned) {
        if (owned.size() == threads.size()) {
            return this;
        }
        List<Integer> freeOwned = new ArrayList<>(owned.size());
        for (Integer thread : freeThreads) {
            if (Collections.binarySearch(owned, thread) >= 0) {
                freeOwned.add(thread);
            }
        }
        return new Context(nowNanos, owned, freeOwned, random, nodeIds);
    }

    /** One of the free threads, each as likely as the other, so that no node gets more work than its neighbour. */
    public int anyFreeThread() {
        return freeThreads.get(random.nextInt(freeThreads.size()));
    }

    /**
     * Returns the owner of any free thread, when the threads are divided among several owners. Under a rate, no thread
     * of a small group then gets more work than one of a large group.
     *
     * @param threadsByOwner which threads each owner has
     * @return an index in {@code threadsByOwner}; 0 if no owner has a free thread
     */
    int anyOwner(List<List<Integer>> threadsByOwner) {
        if (freeThreads.isEmpty()) {
            return 0;
        }
        int thread = anyFreeThread();
        for (int owner = 0; owner < threadsByOwner.size(); owner++) {
            if (threadsByOwner.get(owner).contains(thread)) {
                return owner;
            }
        }
        return 0;
    }
}
