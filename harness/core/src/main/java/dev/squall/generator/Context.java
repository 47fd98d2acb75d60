package dev.squall.generator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Input of a generator when it is asked for the next call.
 *
 * @param nowNanos time since the run began
 * @param threads the threads that the generator may use, ascending; a thread outlives its processes
 * @param freeThreads the free threads among {@code threads}, ascending
 * @param random the run's random stream for all generators
 * @param nodeIds names of the cluster's nodes, for calls that name a node; empty without a cluster
 */
public record Context(
        long nowNanos, List<Integer> threads, List<Integer> freeThreads, RandomGenerator random, List<String> nodeIds) {

    /** Creates a context for generators whose calls name no node. */
    public Context(long nowNanos, List<Integer> threads, List<Integer> freeThreads, RandomGenerator random) {
        this(nowNanos, threads, freeThreads, random, List.of());
    }

    /** Returns this context restricted to some of its threads, given in ascending order. */
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

    /** Returns a free thread, each with the same probability, so that all nodes get the same load. */
    public int anyFreeThread() {
        return freeThreads.get(random.nextInt(freeThreads.size()));
    }

    /**
     * Returns the owner of a randomly chosen free thread, when the threads are divided among several owners. With this
     * choice, a fixed rate gives a thread of a small group no more work than one of a large group.
     *
     * @param threadsByOwner the threads of each owner
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
