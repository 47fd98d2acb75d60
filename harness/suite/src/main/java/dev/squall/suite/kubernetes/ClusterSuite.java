package dev.squall.suite.kubernetes;

import dev.squall.suite.Shard;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A suite run in a cluster: an Indexed Job with one pod for each shard, and a Job that waits for the shards and merges
 * their results.
 *
 * @param suite name of the suite
 * @param text content of the suite's file
 * @param masterSeed seed from which all shards derive their fresh seeds
 * @param shards number of shards, from 1 to {@link #SHARDS_MAX}
 * @param image name of an image of Squall
 * @param claim name of an existing persistent volume claim for the results; empty to write a claim too
 * @param timeBudget time budget of each attempt at a shard
 * @param options further options of {@code squall suite}
 */
public record ClusterSuite(
        String suite,
        String text,
        long masterSeed,
        int shards,
        String image,
        Optional<String> claim,
        Optional<Duration> timeBudget,
        List<String> options) {

    /** Maximum number of shards, which is that of {@link Shard}. */
    public static final int SHARDS_MAX = 10_000;

    /** Number of times that a pod without an answer is tried again. */
    static final int RETRIES = 2;

    /** Number of bytes that a ConfigMap can hold, less some room for its other fields. */
    private static final int TEXT_BYTES_MAX = 1_000_000;

    private static final Duration WAIT_WITHOUT_BUDGET = Duration.ofHours(24);
    private static final Duration WAIT_BEYOND_BUDGET = Duration.ofHours(1);
    private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/:@-]{0,254}");
    private static final Pattern CLAIM = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
    private static final int SUITE_NAME_MAX = 24;

    /** @throws IllegalArgumentException if a value is not one that a cluster accepts; the message is one sentence */
    public ClusterSuite {
        options = List.copyOf(options);
        require(
                shards >= 1 && shards <= SHARDS_MAX,
                "--shards is " + shards + "; expected at least 1 and at most " + SHARDS_MAX);
        require(
                IMAGE.matcher(image).matches(),
                "the image is '" + image + "'; expected a name such as registry.example.com/squall:0.1.0");
        require(
                claim.isEmpty() || CLAIM.matcher(claim.get()).matches(),
                "the claim is '" + claim.orElse("") + "'; expected the name of a persistent volume claim, in lower"
                        + " case letters, digits, dots and hyphens");
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        require(
                bytes <= TEXT_BYTES_MAX,
                "the suite has " + bytes + " bytes; expected at most " + TEXT_BYTES_MAX
                        + ", since a ConfigMap holds no more");
    }

    private static void require(boolean isMet, String sentence) {
        if (!isMet) {
            throw new IllegalArgumentException(sentence);
        }
    }

    /**
     * Returns the beginning of the objects' names, a DNS label of at most 52 characters. It contains the seed, so each
     * night has names of its own.
     */
    String name() {
        String plain = suite.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String shortened = plain.substring(0, Math.min(plain.length(), SUITE_NAME_MAX));
        return ("squall-" + shortened + "-" + masterSeed).replaceAll("-{2,}", "-");
    }

    /** Returns the options of each shard, without {@code --shard}. */
    List<String> shardOptions() {
        List<String> words = new ArrayList<>(List.of("--seed", String.valueOf(masterSeed)));
        timeBudget.ifPresent(budget -> words.addAll(List.of("--time-budget", seconds(budget))));
        words.addAll(options);
        return words;
    }

    /** Returns the longest time that the merging Job waits for the shards and their retries. */
    Duration mergeWait() {
        return timeBudget
                .map(budget -> budget.multipliedBy(RETRIES + 1L).plus(WAIT_BEYOND_BUDGET))
                .orElse(WAIT_WITHOUT_BUDGET);
    }

    static String seconds(Duration duration) {
        return Math.max(1, duration.toSeconds()) + "s";
    }
}
