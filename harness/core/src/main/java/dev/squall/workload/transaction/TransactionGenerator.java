package dev.squall.workload.transaction;

import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Step;
import dev.squall.history.Keyword;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Transactions without end, as Elle's generators make them: reads and writes of a few keys, of which each is replaced
 * by a fresh one after a number of writes. Values of a key are 1, 2, 3, ..., so no value is written twice to a key.
 *
 * @param write function of a write
 * @param keys keys in use
 * @param writes number of writes of each key so far
 * @param nextKey key that replaces the next one
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
        for (int remaining = options.drawLength(random); remaining > 0; remaining--) {
            int position = options.drawKey(random);
            long key = active.get(position);
            if (random.nextDouble() < options.readShare()) {
                operations.add(read(key));
                continue;
            }
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

    /** Returns a read whose result is not known yet. */
    static List<Object> read(Object key) {
        return Collections.unmodifiableList(Arrays.asList(READ, key, null));
    }
}
