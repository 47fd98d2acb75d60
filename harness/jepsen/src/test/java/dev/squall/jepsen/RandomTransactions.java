package dev.squall.jepsen;

import dev.squall.check.transaction.model.TransactionHistory.Kind;
import dev.squall.history.History;
import dev.squall.history.Keyword;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Random histories of a small store with some isolation, or with none. The store keeps one order of the writes of each
 * key, and its isolation says which of these writes a transaction sees. Some histories have a changed read.
 */
final class RandomTransactions {

    /** Isolation of a store: when a transaction reads and writes. */
    private enum Store {
        /** A transaction runs at one instant. */
        SERIAL,
        /** A transaction reads the state of its start; a later writer of the same key aborts. */
        SNAPSHOT,
        /** As {@link #SNAPSHOT}, without aborts: updates are lost. */
        BLIND_SNAPSHOT,
        /** A transaction reads a state from before its start. */
        STALE_SNAPSHOT,
        /** Every read sees what is committed then. */
        COMMITTED_READS,
        /** Writes take effect at once, also those of transactions that abort later. */
        DIRTY,
        /** Every process sees other writes of each key after a time of its own: forks and fractured reads. */
        REPLICAS
    }

    /** Write in the order of its key's writes. */
    private record Write(int value, int commit) {}

    /** Transaction that runs. */
    private static final class Running {
        private final int start;
        private final List<Object[]> plan = new ArrayList<>();
        private final List<Object> results = new ArrayList<>();
        private boolean hasConflict;

        Running(int start) {
            this.start = start;
        }
    }

    private final Random random;
    private final Kind kind;
    private final Store store;
    private final boolean isRepeating;
    private final int keys;
    private final List<List<Write>> writes = new ArrayList<>();
    private final int[] nextValue;
    private final int[][] seen;
    private final List<Operation> operations = new ArrayList<>();
    private int commits;

    private RandomTransactions(long seed, Kind kind) {
        this.random = new Random(seed);
        this.kind = kind;
        this.store = Store.values()[random.nextInt(Store.values().length)];
        this.isRepeating = kind == Kind.RW_REGISTER && random.nextInt(12) == 0;
        this.keys = 1 + random.nextInt(3);
        this.nextValue = new int[keys];
        int processes = 1 + random.nextInt(5);
        this.seen = new int[processes][keys];
        for (int k = 0; k < keys; k++) {
            writes.add(new ArrayList<>());
        }
    }

    /** Returns the history of a seed: up to {@code maxTransactions} transactions over up to 3 keys. */
    static History of(long seed, Kind kind, int maxTransactions) {
        return new RandomTransactions(seed, kind).run(maxTransactions);
    }

    private History run(int maxTransactions) {
        int left = 2 + random.nextInt(maxTransactions - 1);
        Running[] running = new Running[seen.length];
        int[] names = new int[seen.length];
        Arrays.setAll(names, p -> p);
        int nextName = names.length;
        int open = 0;
        while (left > 0 || open > 0) {
            int p = random.nextInt(running.length);
            if (running[p] == null && left > 0) {
                running[p] = begin(names[p]);
                left--;
                open++;
            } else if (running[p] != null && running[p].results.size() < running[p].plan.size()) {
                step(running[p], p);
            } else if (running[p] != null) {
                if (end(running[p], p, names[p]) == Type.INFO) {
                    names[p] = nextName++;
                }
                running[p] = null;
                open--;
            }
        }
        return History.of(operations);
    }

    private Running begin(int name) {
        int start = store == Store.STALE_SNAPSHOT ? Math.max(0, commits - random.nextInt(3)) : commits;
        Running transaction = new Running(start);
        int length = 1 + random.nextInt(4);
        for (int i = 0; i < length; i++) {
            int key = random.nextInt(keys);
            boolean isRead = random.nextInt(100) < 55;
            int value = isRepeating ? 1 + random.nextInt(3) : ++nextValue[key];
            transaction.plan.add(new Object[] {isRead, key, value});
        }
        record(Type.INVOKE, name, asked(transaction));
        return transaction;
    }

    private List<Object> asked(Running transaction) {
        List<Object> asked = new ArrayList<>();
        for (Object[] step : transaction.plan) {
            asked.add(operation(step, null));
        }
        return asked;
    }

    private List<Object> operation(Object[] step, Object result) {
        boolean isRead = (Boolean) step[0];
        String function = isRead ? "r" : kind == Kind.LIST_APPEND ? "append" : "w";
        long value = (Integer) step[2];
        return Arrays.asList(new Keyword(function), (long) (Integer) step[1], isRead ? result : (Object) value);
    }

    private void step(Running transaction, int p) {
        int at = transaction.results.size();
        if (store == Store.SERIAL) {
            // All steps run when the last one does.
            transaction.results.addAll(Collections.nCopies(transaction.plan.size(), null));
            return;
        }
        Object[] step = transaction.plan.get(at);
        int key = (Integer) step[1];
        if ((Boolean) step[0]) {
            transaction.results.add(read(transaction, at, key, p));
        } else {
            if (store == Store.DIRTY) {
                writes.get(key).add(new Write((Integer) step[2], commits));
            }
            transaction.results.add(null);
        }
    }

    private Object read(Running transaction, int at, int key, int p) {
        List<Integer> visible = new ArrayList<>();
        List<Write> all = writes.get(key);
        int until = all.size();
        if (store == Store.REPLICAS) {
            seen[p][key] = Math.min(all.size(), seen[p][key] + random.nextInt(3));
            until = seen[p][key];
        }
        for (Write write : all.subList(0, until)) {
            boolean isSnapshot =
                    store == Store.SNAPSHOT || store == Store.BLIND_SNAPSHOT || store == Store.STALE_SNAPSHOT;
            if (!isSnapshot || write.commit() < transaction.start) {
                visible.add(write.value());
            }
        }
        if (store != Store.DIRTY) {
            for (Object[] step : transaction.plan.subList(0, at)) {
                if (!(Boolean) step[0] && (Integer) step[1] == key) {
                    visible.add((Integer) step[2]);
                }
            }
        }
        return result(visible);
    }

    private Object result(List<Integer> visible) {
        if (random.nextInt(60) == 0) {
            change(visible);
        }
        List<Object> elements = new ArrayList<>();
        visible.forEach(value -> elements.add((long) value));
        if (kind == Kind.LIST_APPEND) {
            return elements;
        }
        return elements.isEmpty() ? null : elements.get(elements.size() - 1);
    }

    private void change(List<Integer> visible) {
        int size = visible.size();
        switch (random.nextInt(5)) {
            case 0 -> visible.add(random.nextInt(4) == 0 ? 99 : 1 + random.nextInt(6));
            case 1 -> visible.clear();
            case 2 -> Collections.shuffle(visible, random);
            case 3 -> {
                if (size > 0) {
                    visible.remove(size - 1);
                }
            }
            default -> {
                if (size > 0) {
                    visible.add(visible.get(random.nextInt(size)));
                }
            }
        }
    }

    private Type end(Running transaction, int p, int name) {
        if (store == Store.SERIAL) {
            for (int i = 0; i < transaction.plan.size(); i++) {
                Object[] step = transaction.plan.get(i);
                transaction.results.set(i, (Boolean) step[0] ? read(transaction, i, (Integer) step[1], p) : null);
            }
        }
        for (Object[] step : transaction.plan) {
            transaction.hasConflict |= store == Store.SNAPSHOT
                    && !(Boolean) step[0]
                    && writes.get((Integer) step[1]).stream().anyMatch(write -> write.commit() >= transaction.start);
        }
        int chance = random.nextInt(100);
        Type type = transaction.hasConflict || chance < 8 ? Type.FAIL : chance < 16 ? Type.INFO : Type.OK;
        boolean takesEffect = type == Type.OK || type == Type.INFO && random.nextBoolean();
        if (takesEffect && store != Store.DIRTY) {
            for (Object[] step : transaction.plan) {
                if (!(Boolean) step[0]) {
                    writes.get((Integer) step[1]).add(new Write((Integer) step[2], commits));
                }
            }
        }
        commits++;
        List<Object> answered = new ArrayList<>();
        for (int i = 0; i < transaction.plan.size(); i++) {
            answered.add(operation(transaction.plan.get(i), transaction.results.get(i)));
        }
        record(type, name, type == Type.OK ? answered : asked(transaction));
        return type;
    }

    private void record(Type type, int process, List<Object> value) {
        operations.add(new Operation(operations.size(), Operation.NO_TIME, type, process, "txn", value));
    }
}
