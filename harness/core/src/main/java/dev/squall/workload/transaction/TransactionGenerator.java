package dev.squall.workload.transaction;

import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Step;
import dev.squall.history.Keyword;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Generator of endless transactions, like Elle's generators. A transaction reads and writes a few keys, and a fresh key
 * replaces each key after a number of writes. The values of a key are 1, 2, 3, ..., so that every write to a key has a
 * unique value.
 *
 * @param write function of a write operation
 * @param keys keys in use
 * @param writes number of writes of each key so far
 * @param nextKey key that replaces the next key in use
 */
record TransactionGenerator(
        TransactionOptions options, Keyword write, List<Long> keys, List<Integer> writes, long nextKey)
        implements Generator {

    private static final Keyword READ = new Keyword("r");

    static TransactionGenerator of(TransactionOptions options, Keyword write) {
        List<Long> keys = new ArrayList<>();
        for (long key = 0; key < options.keyCount(); key++) {
            keys.add(key);
        }
        return new TransactionGenerator(options, write, keys, Collections.nCopies(keys.size(), 0), options.keyCount());
    }

    @Override
    public Step next(Context context) {
        if (context.freeThreads().isEmpty()) {
            return new Step.Later(Long.MAX_VALUE, this);
        }
        RandomGenerator random = context.random();
        List<Long> active = new ArrayList<>(keys);
        List<Integer> written = new ArrayList<>(writes);
        long fresh = nextKey;
        List<Object> operations = new ArrayList<>();
        Set<Long> read = new HashSet<>();
        for (int remaining = options.drawLength(random); remaining > 0; remaining--) {
            int position = options.drawKey(random);
            long key = active.get(position);
            boolean isRead = random.nextDouble() < options.readShare();
            if (isRead && (options.repeatsReads() || read.add(key))) {
                operations.add(read(key));
                continue;
            }
            read.remove(key);
            int value = written.get(position) + 1;
            operations.add(List.of(write, key, (long) value));
            boolean isUsedUp = value >= options.maxWritesPerKey();
            active.set(position, isUsedUp ? fresh++ : key);
            written.set(position, isUsedUp ? 0 : value);
        }
        return new Step.Emit(
                new Call(context.anyFreeThread(), TransactionClient.FUNCTION, List.copyOf(operations)),
                new TransactionGenerator(options, write, active, written, fresh));
    }

    /** Returns a read without result, as it appears in a request. */
    static List<Object> read(Object key) {
        return Collections.unmodifiableList(Arrays.asList(READ, key, null));
    }
}
