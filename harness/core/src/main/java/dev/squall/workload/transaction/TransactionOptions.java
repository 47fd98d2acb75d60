package dev.squall.workload.transaction;

import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.workload.WorkloadOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Options of workloads of transactions; the defaults are Elle's.
 *
 * @param level level that the history must satisfy
 * @param isExponential true if each key is used more often than the previous one, false if all keys are used equally
 *     often
 * @param base ratio of the uses of two neighbouring keys, if they differ
 * @param keyCount number of keys that are in use at the same time
 * @param minLength minimum number of operations of a transaction
 * @param maxLength maximum number of operations of a transaction
 * @param maxWritesPerKey number of writes after which a fresh key replaces a key
 * @param readShare share of reads among the operations, from 0 to 1
 * @param repeatsReads false if no transaction reads a key twice without a write between. A weak level allows the two
 *     reads to differ, and this difference would hide lost updates
 * @param minMeetings minimum number of meetings on a key for a run to prove something
 */
record TransactionOptions(
        IsolationLevel level,
        boolean isExponential,
        double base,
        int keyCount,
        int minLength,
        int maxLength,
        int maxWritesPerKey,
        double readShare,
        boolean repeatsReads,
        int minMeetings) {

    static final String MIN_MEETINGS = "min-meetings";
    static final int MEETINGS = 10;
    static final String MIN_MEETINGS_MEANING =
            "transactions that must meet on a key, or else the run is vacuous (" + MEETINGS + ")";

    private static final String LEVEL = "level";
    private static final String KEY_DIST = "key-dist";
    private static final String KEY_DIST_BASE = "key-dist-base";
    private static final String KEY_COUNT = "key-count";
    private static final String MIN_LENGTH = "min-txn-length";
    private static final String MAX_LENGTH = "max-txn-length";
    private static final String MAX_WRITES = "max-writes-per-key";
    private static final String READ_SHARE = "read-share";
    private static final String REPEAT_READS = "repeat-reads";
    private static final String EXPONENTIAL = "exponential";
    private static final int LARGEST = 1_000;

    static final TransactionOptions DEFAULT = of(Map.of());

    /** Returns a description of each option, by name. */
    static Map<String, String> descriptions() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(LEVEL, "isolation level that must hold (strict-serializable)");
        all.put(KEY_DIST, "exponential, or uniform: how often each key is used (exponential)");
        all.put(KEY_DIST_BASE, "ratio of the uses of two neighbouring keys, with exponential (2)");
        all.put(KEY_COUNT, "keys in use at the same time (10; 3 with uniform)");
        all.put(MIN_LENGTH, "least number of operations of a transaction (1)");
        all.put(MAX_LENGTH, "largest number of operations of a transaction (2)");
        all.put(MAX_WRITES, "writes after which a fresh key replaces a key (32)");
        all.put(READ_SHARE, "share of reads among the operations (0.5)");
        all.put(REPEAT_READS, "false: no transaction reads a key twice without a write between (true)");
        all.put(MIN_MEETINGS, MIN_MEETINGS_MEANING);
        return all;
    }

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException if a value is not allowed; the message is one sentence
     */
    static TransactionOptions of(Map<String, String> values) {
        WorkloadOptions options = new WorkloadOptions(values);
        boolean isExponential = options.word(KEY_DIST, EXPONENTIAL, List.of(EXPONENTIAL, "uniform"))
                .equals(EXPONENTIAL);
        int minLength = options.whole(MIN_LENGTH, 1, 1, LARGEST);
        return new TransactionOptions(
                level(values),
                isExponential,
                options.number(KEY_DIST_BASE, 2, 1.01, LARGEST),
                options.whole(KEY_COUNT, isExponential ? 10 : 3, 1, isExponential ? 100 : LARGEST),
                minLength,
                options.whole(MAX_LENGTH, Math.max(2, minLength), minLength, LARGEST),
                options.whole(MAX_WRITES, 32, 1, Integer.MAX_VALUE),
                options.number(READ_SHARE, 0.5, 0, 1),
                options.word(REPEAT_READS, "true", List.of("true", "false")).equals("true"),
                options.whole(MIN_MEETINGS, MEETINGS, 0, Integer.MAX_VALUE));
    }

    private static IsolationLevel level(Map<String, String> values) {
        String name = values.getOrDefault(LEVEL, IsolationLevel.STRICT_SERIALIZABLE.name());
        return IsolationLevel.named(name)
                .orElseThrow(() -> new IllegalArgumentException("the option 'level' of the workload is '" + name
                        + "'; expected one of "
                        + String.join(
                                ", ",
                                IsolationLevel.values().stream()
                                        .map(IsolationLevel::name)
                                        .toList())));
    }

    /** Returns the position of the key that an operation uses. */
    int drawKey(RandomGenerator random) {
        if (!isExponential) {
            return random.nextInt(keyCount);
        }
        // Inverts the integral of base^x, so that position i is drawn in proportion to base^i.
        double drawn = 1 + random.nextDouble() * (Math.pow(base, keyCount) - 1);
        return Math.min(keyCount - 1, (int) (Math.log(drawn) / Math.log(base)));
    }

    int drawLength(RandomGenerator random) {
        return minLength + random.nextInt(maxLength - minLength + 1);
    }
}
