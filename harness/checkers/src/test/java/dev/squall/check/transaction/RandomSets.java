package dev.squall.check.transaction;

import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.level.IsolationLevel.Base;
import dev.squall.check.transaction.level.IsolationLevel.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Small random history of transactions over sets, with the definitions of two levels on the sets themselves. */
final class RandomSets {

    /** Operation; {@code read} is null for an add. */
    private record Step(int key, int element, Set<Integer> read) {}

    /** Transaction with its events' positions. */
    private static final class Transaction {
        private final int process;
        private final int invocation;
        private final List<Step> steps = new ArrayList<>();
        private int completion;
        private String outcome = "ok";

        Transaction(int process, int invocation) {
            this.process = process;
            this.invocation = invocation;
        }

        boolean isOk() {
            return outcome.equals("ok");
        }
    }

    private final Random random;
    private final List<Transaction> transactions = new ArrayList<>();
    private final int keys;
    private int elements;

    RandomSets(long seed) {
        random = new Random(seed);
        keys = 1 + random.nextInt(2);
        int count = 2 + random.nextInt(3);
        Transaction[] open = new Transaction[3];
        int[] names = {0, 1, 2};
        int nextName = 3;
        int event = 0;
        int ended = 0;
        while (ended < count) {
            int p = random.nextInt(open.length);
            if (open[p] == null && transactions.size() < count) {
                open[p] = new Transaction(names[p], event++);
                transactions.add(open[p]);
                plan(open[p]);
            } else if (open[p] != null) {
                open[p].completion = event++;
                int chance = random.nextInt(10);
                open[p].outcome = chance == 0 ? "fail" : chance == 1 ? "info" : "ok";
                names[p] = chance == 1 ? nextName++ : names[p];
                open[p] = null;
                ended++;
            }
        }
        transactions.forEach(this::observe);
    }

    private void plan(Transaction transaction) {
        int length = 1 + random.nextInt(3);
        for (int i = 0; i < length; i++) {
            boolean isRead = random.nextInt(100) < 55;
            transaction.steps.add(
                    new Step(random.nextInt(keys), isRead ? 0 : ++elements, isRead ? new TreeSet<>() : null));
        }
    }

    /** Fills the results of reads: mostly what was added before, and sometimes anything. */
    private void observe(Transaction reader) {
        boolean isWild = random.nextInt(4) == 0;
        for (int i = 0; i < reader.steps.size(); i++) {
            Step read = reader.steps.get(i);
            if (read.read() == null) {
                continue;
            }
            for (Transaction writer : transactions) {
                boolean isBefore = writer.completion < reader.completion && random.nextInt(8) > 0;
                List<Step> own = writer == reader ? reader.steps.subList(0, i) : writer.steps;
                for (Step add : own) {
                    boolean isSeen = writer == reader || (isWild ? random.nextBoolean() : isBefore && writer.isOk());
                    if (add.read() == null && add.key() == read.key() && isSeen) {
                        read.read().add(add.element());
                    }
                }
            }
            if (random.nextInt(80) == 0) {
                read.read().add(99);
            }
        }
    }

    String edn() {
        String[] lines = new String[2 * transactions.size()];
        for (Transaction t : transactions) {
            StringBuilder asked = new StringBuilder();
            StringBuilder answered = new StringBuilder();
            for (Step step : t.steps) {
                String add = "[:add " + step.key() + " " + step.element() + "]";
                asked.append(step.read() == null ? add : "[:r " + step.key() + " nil]");
                String read = String.valueOf(step.read()).replace("[", "#{").replace("]", "}");
                answered.append(step.read() == null ? add : "[:r " + step.key() + " " + read + "]");
            }
            String event = ", :process " + t.process + ", :f :txn, :value [";
            lines[t.invocation] = "{:type :invoke" + event + asked + "]}";
            lines[t.completion] = "{:type :" + t.outcome + event + (t.outcome.equals("ok") ? answered : asked) + "]}";
        }
        return String.join("\n", lines) + "\n";
    }

    /** Returns true if some subset of the crashed transactions and some order of events satisfy the level. */
    boolean satisfies(IsolationLevel level) {
        for (int subset = 0; subset < 1 << transactions.size(); subset++) {
            boolean[] committed = new boolean[transactions.size()];
            boolean isPossible = true;
            for (int t = 0; t < committed.length; t++) {
                committed[t] = (subset >> t & 1) != 0;
                String outcome = transactions.get(t).outcome;
                isPossible &= committed[t] ? !outcome.equals("fail") : !outcome.equals("ok");
            }
            if (isPossible && search(level, committed, new int[committed.length], new ArrayList<>())) {
                return true;
            }
        }
        return false;
    }

    /** Extends an order of starts and commits; {@code stage} is 0, 1 after the start, and 2 after the commit. */
    private boolean search(IsolationLevel level, boolean[] committed, int[] stage, List<Integer> commits) {
        boolean isEnd = true;
        for (int t = 0; t < committed.length; t++) {
            isEnd &= !committed[t] || stage[t] == 2;
        }
        if (isEnd) {
            return true;
        }
        boolean isSerial = level.base() == Base.SERIALIZABLE;
        for (int t = 0; t < committed.length; t++) {
            if (!committed[t] || stage[t] == 2) {
                continue;
            }
            if (stage[t] == 1) {
                stage[t] = 2;
                commits.add(t);
                boolean isFound = search(level, committed, stage, commits);
                commits.remove(commits.size() - 1);
                stage[t] = 1;
                if (isFound) {
                    return true;
                }
            } else if (mayStart(t, level.order(), committed, stage, isSerial) && agrees(t, commits)) {
                stage[t] = 1;
                boolean isFound = search(level, committed, stage, commits);
                stage[t] = 0;
                if (isFound) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean mayStart(int t, Order order, boolean[] committed, int[] stage, boolean isSerial) {
        for (int p = 0; p < committed.length; p++) {
            Transaction before = transactions.get(p);
            Transaction after = transactions.get(t);
            boolean isRequired = before.isOk()
                    && switch (order) {
                        case NONE -> false;
                        case SESSION -> before.process == after.process && before.invocation < after.invocation;
                        case REAL_TIME -> before.completion < after.invocation;
                    };
            if (committed[p] && (isRequired && stage[p] < 2 || isSerial && stage[p] == 1)) {
                return false;
            }
        }
        return true;
    }

    /** Returns true if every read has the elements of the committed transactions and the reader's own. */
    private boolean agrees(int t, List<Integer> commits) {
        if (!transactions.get(t).isOk()) {
            return true;
        }
        List<Step> steps = transactions.get(t).steps;
        for (int i = 0; i < steps.size(); i++) {
            Step read = steps.get(i);
            if (read.read() != null) {
                Set<Integer> expected = new TreeSet<>(added(steps.subList(0, i), read.key()));
                commits.forEach(c -> expected.addAll(added(transactions.get(c).steps, read.key())));
                if (!expected.equals(read.read())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<Integer> added(List<Step> steps, int key) {
        return steps.stream()
                .filter(step -> step.read() == null && step.key() == key)
                .map(Step::element)
                .toList();
    }
}
