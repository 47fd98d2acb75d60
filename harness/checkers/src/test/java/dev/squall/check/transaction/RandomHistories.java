package dev.squall.check.transaction;

import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import dev.squall.check.transaction.model.TransactionHistory.Status;
import dev.squall.check.transaction.model.TransactionHistoryBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Small random histories of every kind: overlapping, with aborted and indeterminate transactions, right and wrong
 * reads.
 */
final class RandomHistories {

    private final Random random;
    private final Kind kind;
    private final boolean repeated;
    private final int transactions;
    private final int keys;

    /** Drawn operation of a plan. */
    private record Step(boolean read, int key, int value) {}

    private RandomHistories(Random random, Kind kind, boolean repeated, int maxTransactions) {
        this.random = random;
        this.kind = kind;
        this.repeated = repeated;
        this.transactions = 2 + random.nextInt(maxTransactions - 1);
        this.keys = 1 + random.nextInt(3);
    }

    static TransactionHistory of(long seed, Kind kind, boolean repeated, int maxTransactions) {
        return new RandomHistories(new Random(seed), kind, repeated, maxTransactions).draw();
    }

    private TransactionHistory draw() {
        int processes = 1 + random.nextInt(4);
        List<List<Step>> plans = new ArrayList<>();
        List<List<Integer>> values = new ArrayList<>();
        for (int k = 0; k < keys; k++) {
            values.add(new ArrayList<>());
        }
        for (int t = 0; t < transactions; t++) {
            List<Step> plan = new ArrayList<>();
            int length = 1 + random.nextInt(3);
            for (int i = 0; i < length; i++) {
                int key = random.nextInt(keys);
                boolean read = random.nextInt(100) < 55;
                int value = repeated ? 1 + random.nextInt(2) : values.get(key).size() + 1;
                if (!read) {
                    values.get(key).add(value);
                }
                plan.add(new Step(read, key, value));
            }
            plans.add(plan);
        }
        if (random.nextInt(100) < 70) {
            values.forEach(list -> {
                for (int swaps = random.nextInt(3); swaps > 0 && list.size() > 1; swaps--) {
                    int at = random.nextInt(list.size() - 1);
                    Collections.swap(list, at, at + 1);
                }
            });
        } else {
            values.forEach(list -> Collections.shuffle(list, random));
        }
        return build(processes, plans, values);
    }

    private TransactionHistory build(int processes, List<List<Step>> plans, List<List<Integer>> values) {
        TransactionHistoryBuilder builder = new TransactionHistoryBuilder();
        for (int k = 0; k < keys; k++) {
            builder.key(k);
        }
        int[] open = new int[processes];
        java.util.Arrays.fill(open, -1);
        int begun = 0;
        int index = 0;
        int ended = 0;
        int nextProcess = processes;
        int[] names = new int[processes];
        for (int p = 0; p < processes; p++) {
            names[p] = p;
        }
        while (ended < transactions) {
            int p = random.nextInt(processes);
            if (open[p] < 0 && begun < transactions) {
                open[p] = builder.begin(names[p], index++);
                begun++;
            } else if (open[p] >= 0) {
                int chance = random.nextInt(100);
                Status status = chance < 84 ? Status.OK : chance < 93 ? Status.INFO : Status.FAIL;
                builder.operationsOf(open[p]);
                add(builder, plans.get(open[p]), values, status == Status.OK, (double) ended / transactions);
                builder.end(open[p], status, index++);
                open[p] = -1;
                ended++;
                if (status == Status.INFO) {
                    names[p] = nextProcess++;
                }
            }
        }
        return builder.build(kind, true, TransactionHistory.NIL);
    }

    private void add(
            TransactionHistoryBuilder builder, List<Step> plan, List<List<Integer>> values, boolean ok, double done) {
        for (int i = 0; i < plan.size(); i++) {
            Step step = plan.get(i);
            if (!step.read()) {
                if (kind == Kind.LIST_APPEND) {
                    builder.append(step.key(), step.value());
                } else {
                    builder.write(step.key(), step.value());
                }
            } else if (!ok) {
                builder.readUnknown(step.key());
            } else if (kind == Kind.LIST_APPEND) {
                addListRead(builder, plan.subList(0, i), step, values.get(step.key()), done);
            } else {
                addValueRead(builder, plan.subList(0, i), step, values.get(step.key()), done);
            }
        }
    }

    private int likely(int size, double done) {
        return random.nextInt(100) < 30
                ? random.nextInt(size + 1)
                : Math.max(0, Math.min(size, (int) Math.round(size * done + random.nextGaussian())));
    }

    private void addListRead(
            TransactionHistoryBuilder builder, List<Step> before, Step step, List<Integer> order, double done) {
        List<Integer> list = new ArrayList<>(order.subList(0, likely(order.size(), done)));
        if (random.nextInt(100) < 85) {
            List<Integer> own = before.stream()
                    .filter(it -> !it.read() && it.key() == step.key())
                    .map(Step::value)
                    .toList();
            if (!own.isEmpty()) {
                int at = order.indexOf(own.get(own.size() - 1));
                list = new ArrayList<>(order.subList(0, at + 1));
            }
        }
        if (random.nextInt(100) < 2) {
            list.add(99);
        }
        builder.readList(step.key(), list.stream().mapToInt(Integer::intValue).toArray(), list.size());
    }

    private void addValueRead(
            TransactionHistoryBuilder builder, List<Step> before, Step step, List<Integer> order, double done) {
        Integer own = null;
        for (Step earlier : before) {
            own = !earlier.read() && earlier.key() == step.key() ? Integer.valueOf(earlier.value()) : own;
        }
        int at = likely(order.size(), done);
        int value = at == 0 ? TransactionHistory.NIL : order.get(at - 1);
        if (own != null && random.nextInt(100) < 90) {
            value = own;
        }
        builder.readValue(step.key(), random.nextInt(200) == 0 ? 99 : value);
    }
}
