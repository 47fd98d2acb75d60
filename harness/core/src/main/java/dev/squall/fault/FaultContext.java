package dev.squall.fault;

import dev.squall.world.Cluster;
import dev.squall.world.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Cluster, time and chances that one family of faults works with.
 *
 * @param random the family's own stream
 * @param primary the node that the journals last showed as primary, if any
 */
public record FaultContext(
        Cluster cluster, Timeline timeline, RandomGenerator random, Supplier<Optional<String>> primary) {

    /** Returns the nodes' indexes in random order. */
    int[] shuffledIndexes() {
        int[] indexes = new int[cluster.nodeIds().size()];
        for (int i = 0; i < indexes.length; i++) {
            int other = random.nextInt(i + 1);
            indexes[i] = indexes[other];
            indexes[other] = i;
        }
        return indexes;
    }

    /**
     * Returns the cluster as one of its optional interfaces.
     *
     * @throws IllegalStateException if the cluster lacks it
     */
    <T> T capability(Class<T> type) {
        if (!type.isInstance(cluster)) {
            throw new IllegalStateException("the nodes of " + cluster.getClass().getSimpleName() + " are not "
                    + type.getSimpleName() + "; expected a fault that the world offers");
        }
        return type.cast(cluster);
    }

    /**
     * Returns a drawer that strikes some nodes, or another node if none of those could be struck, as when they are
     * down.
     */
    FaultDrawer someNodes(Function<String, Fault> fault) {
        return () -> (nemesis, whenStruck) -> {
            long struck = someNodes().stream()
                    .filter(node -> nemesis.inject(fault.apply(node), () -> {}).isPresent())
                    .count();
            if (struck == 0) {
                for (int index : shuffledIndexes()) {
                    String node = cluster.nodeIds().get(index);
                    if (nemesis.inject(fault.apply(node), () -> {}).isPresent()) {
                        break;
                    }
                }
            }
            whenStruck.run();
        };
    }

    /**
     * Returns some nodes at random: most often one, sometimes more, now and then all. The primary comes more often than
     * its share, since most goes wrong there.
     */
    List<String> someNodes() {
        List<String> ids = cluster.nodeIds();
        int[] order = shuffledIndexes();
        double draw = random.nextDouble();
        int count = draw < 0.5 ? 1 : draw < 0.9 ? 1 + random.nextInt((ids.size() + 1) / 2) : ids.size();
        List<String> chosen = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            primary.get().ifPresent(chosen::add);
        }
        for (int index : order) {
            if (chosen.size() < count && !chosen.contains(ids.get(index))) {
                chosen.add(ids.get(index));
            }
        }
        Collections.sort(chosen);
        return chosen;
    }
}
