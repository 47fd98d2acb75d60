package dev.squall.spark;

import dev.squall.run.cluster.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Seeds whose second run is one task.
 *
 * @param seeds seeds whose first runs were in one place
 * @param preferred other places, where their second runs should be; empty if there is none
 */
record RepeatGroup(List<Long> seeds, List<String> preferred) {

    private static final int SEEDS_MAX = 100;

    /**
     * Divides the samples by the place of their first run.
     *
     * @param executors places where second runs can be
     */
    static List<RepeatGroup> of(Map<Long, Sample> samples, Set<String> executors) {
        Map<String, List<Long>> byPlace = new TreeMap<>();
        samples.forEach((seed, sample) -> byPlace.computeIfAbsent(sample.place(), unseen -> new ArrayList<>())
                .add(seed));
        List<RepeatGroup> groups = new ArrayList<>();
        byPlace.forEach((place, seeds) -> {
            TreeSet<String> others = new TreeSet<>(executors);
            others.remove(place);
            for (int from = 0; from < seeds.size(); from += SEEDS_MAX) {
                List<Long> part = seeds.subList(from, Math.min(seeds.size(), from + SEEDS_MAX));
                groups.add(new RepeatGroup(new ArrayList<>(part), List.copyOf(others)));
            }
        });
        return groups;
    }
}
