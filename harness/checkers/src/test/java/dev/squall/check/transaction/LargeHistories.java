package dev.squall.check.transaction;

import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import dev.squall.check.transaction.model.TransactionHistory.Status;
import dev.squall.check.transaction.model.TransactionHistoryBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Large generated histories: clients in closed loops, each transaction at one instant inside its interval, keys rotated
 * after a number of writes as Elle's generators do.
 *
 * @param transactions number of transactions
 * @param clients processes that are busy at once
 * @param steps operations a transaction
 * @param activeKeys keys in use at one time
 * @param writesPerKey writes to a key before another one takes its place
 */
record LargeHistories(int transactions, int clients, int steps, int activeKeys, int writesPerKey, Kind kind) {

    static LargeHistories elle(int transactions) {
        return new LargeHistories(transactions, 20, 4, 10, 32, Kind.LIST_APPEND);
    }

    /** State of the generated database. */
    private static final class Database {
        private final Map<Integer, List<Integer>> lists = new HashMap<>();
        private final int[] active;
        private final int[] written;
        private int nextKey;

        Database(int keys) {
            active = new int[keys];
            written = new int[keys];
            for (int i = 0; i < keys; i++) {
                active[i] = nextKey++;
            }
        }
    }

    /** Returns a strictly serializable history, or its EDN if a text is given. */
    TransactionHistory draw(long seed, StringBuilder edn, boolean stale) {
        Random random = new Random(seed);
        Database database = new Database(activeKeys);
        TransactionHistoryBuilder builder = new TransactionHistoryBuilder();
        int[] open = new int[clients];
        java.util.Arrays.fill(open, -1);
        int begun = 0;
        int ended = 0;
        int index = 0;
        while (ended < transactions) {
            int client = random.nextInt(clients);
            if (open[client] < 0) {
                if (begun < transactions) {
                    open[client] = builder.begin(client, index);
                    begun++;
                    if (edn != null) {
                        edn.append("{:type :invoke, :f :txn, :value [[:r 1 nil]], :process ")
                                .append(client)
                                .append(", :time ")
                                .append(index * 1000L)
                                .append(", :index ")
                                .append(index)
                                .append("}\n");
                    }
                    index++;
                }
                continue;
            }
            builder.operationsOf(open[client]);
            if (edn != null) {
                edn.append("{:type :ok, :f :txn, :value [");
            }
            boolean old = stale && ended == transactions - transactions / 100;
            for (int s = 0; s < steps; s++) {
                step(database, builder, random, edn, old);
            }
            if (edn != null) {
                edn.append("], :process ")
                        .append(client)
                        .append(", :time ")
                        .append(index * 1000L)
                        .append(", :index ")
                        .append(index)
                        .append("}\n");
            }
            builder.end(open[client], Status.OK, index++);
            open[client] = -1;
            ended++;
        }
        return builder.build(kind, true, TransactionHistory.NIL);
    }

    private void step(
            Database database, TransactionHistoryBuilder builder, Random random, StringBuilder edn, boolean old) {
        int slot = random.nextInt(activeKeys);
        if (database.written[slot] >= writesPerKey) {
            database.lists.remove(database.active[slot]);
            database.active[slot] = database.nextKey++;
            database.written[slot] = 0;
        }
        int name = database.active[slot];
        int key = builder.key(name);
        List<Integer> list = database.lists.computeIfAbsent(name, it -> new ArrayList<>());
        boolean lists = kind == Kind.LIST_APPEND;
        if (random.nextBoolean()) {
            int value = ++database.written[slot];
            list.add(value);
            if (lists) {
                builder.append(key, value);
            } else {
                builder.write(key, value);
            }
            if (edn != null) {
                edn.append(lists ? "[:append " : "[:w ")
                        .append(name)
                        .append(' ')
                        .append(value)
                        .append("] ");
            }
            return;
        }
        int size = old ? Math.max(0, list.size() - 1) : list.size();
        if (lists) {
            builder.readList(key, list.stream().mapToInt(Integer::intValue).toArray(), size);
        } else {
            builder.readValue(key, size == 0 ? TransactionHistory.NIL : list.get(size - 1));
        }
        if (edn != null) {
            edn.append("[:r ")
                    .append(name)
                    .append(' ')
                    .append(lists ? list.subList(0, size) : size == 0 ? null : list.get(size - 1))
                    .append("] ");
        }
    }
}
