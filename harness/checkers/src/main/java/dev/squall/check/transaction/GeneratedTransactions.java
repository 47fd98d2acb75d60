package dev.squall.check.transaction;

import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import dev.squall.check.transaction.model.TransactionHistory.Status;
import dev.squall.check.transaction.model.TransactionHistoryBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Generator of large histories for benchmarks and tests. Clients run in closed loops, and each transaction executes at
 * one instant inside its interval. After a number of writes, another key takes a key's place, as in Elle's generators.
 *
 * @param transactions number of transactions
 * @param clients processes that are busy at once
 * @param steps operations in a transaction
 * @param activeKeys keys in use at one time
 * @param writesPerKey writes to a key before another one takes its place
 * @param readPercent share of reads among the operations, in per cent
 * @param infoPercent share of transactions with an unknown outcome, in per cent; all of them take effect
 */
public record GeneratedTransactions(
        int transactions,
        int clients,
        int steps,
        int activeKeys,
        int writesPerKey,
        int readPercent,
        int infoPercent,
        Kind kind) {

    /** Flaws of a generated history. */
    public enum Flaw {
        /** The history is strictly serializable. */
        NONE,
        /** In the last one per cent, the reads of one transaction miss the last write of each key. */
        STALE,
        /** In the last one per cent, a transaction misses a write by one of the first transactions. */
        STALE_FROM_THE_BEGINNING
    }

    private static final int PERCENT = 100;

    /** Name of a key that only the flaw uses. */
    private static final int FLAWED_KEY = -1;

    /** Returns histories like those of Elle's list-append generator. */
    public static GeneratedTransactions likeElle(int transactions, Kind kind) {
        return new GeneratedTransactions(transactions, 20, 4, 10, 32, 50, 0, kind);
    }

    /** Returns these histories with another share of reads. */
    public GeneratedTransactions withReadPercent(int percent) {
        return new GeneratedTransactions(
                transactions, clients, steps, activeKeys, writesPerKey, percent, infoPercent, kind);
    }

    /** Returns these histories with another share of unknown outcomes. */
    public GeneratedTransactions withInfoPercent(int percent) {
        return new GeneratedTransactions(
                transactions, clients, steps, activeKeys, writesPerKey, readPercent, percent, kind);
    }

    /** Returns the history of a seed. Takes time linear in its size. */
    public TransactionHistory history(long seed, Flaw flaw) {
        return new Drawing(seed, flaw, null).draw();
    }

    /**
     * Returns the history of a seed as EDN, for other checkers and for readers. Its invocations have no arguments.
     *
     * @throws IllegalArgumentException if some outcomes are unknown, since the EDN has no arguments of invocations
     */
    public String edn(long seed, Flaw flaw) {
        if (infoPercent > 0) {
            throw new IllegalArgumentException(
                    "found " + infoPercent + " % of unknown outcomes, expected 0 for a history as EDN");
        }
        StringBuilder edn = new StringBuilder();
        new Drawing(seed, flaw, edn).draw();
        return edn.toString();
    }

    /** One drawing of a history, with the state of the generated database. */
    private final class Drawing {
        private final Random random;
        private final Flaw flaw;
        private final StringBuilder edn;
        private final TransactionHistoryBuilder builder = new TransactionHistoryBuilder();
        private final Map<Integer, List<Integer>> lists = new HashMap<>();
        private final int[] active = new int[activeKeys];
        private final int[] written = new int[activeKeys];
        private int nextKey;
        private int index;

        Drawing(long seed, Flaw flaw, StringBuilder edn) {
            this.random = new Random(seed);
            this.flaw = flaw;
            this.edn = edn;
            for (int i = 0; i < activeKeys; i++) {
                active[i] = nextKey++;
            }
        }

        TransactionHistory draw() {
            int[] open = new int[clients];
            int[] process = new int[clients];
            Arrays.fill(open, -1);
            Arrays.setAll(process, client -> client);
            int begun = 0;
            int nextProcess = clients;
            for (int ended = 0; ended < transactions; ) {
                int client = random.nextInt(clients);
                if (open[client] >= 0) {
                    boolean isInfo = infoPercent > 0 && random.nextInt(PERCENT) < infoPercent;
                    end(open[client], process[client], ended++, isInfo);
                    process[client] = isInfo ? nextProcess++ : process[client];
                    open[client] = -1;
                } else if (begun < transactions) {
                    open[client] = builder.begin(process[client], index);
                    write("{:type :invoke, :f :txn, :value [[:r 1 nil]", process[client]);
                    begun++;
                }
            }
            return builder.build(kind, true, TransactionHistory.NIL);
        }

        private void end(int transaction, int process, int ended, boolean isInfo) {
            builder.operationsOf(transaction);
            if (edn != null) {
                edn.append("{:type :ok, :f :txn, :value [");
            }
            boolean isFlawed = flaw != Flaw.NONE && ended == transactions - Math.max(1, transactions / PERCENT);
            for (int s = 0; s < steps; s++) {
                step(isFlawed && flaw == Flaw.STALE, isInfo);
            }
            if (flaw == Flaw.STALE_FROM_THE_BEGINNING && (ended < 2 || isFlawed)) {
                flawedKey(ended);
            }
            write("", process);
            builder.end(transaction, isInfo ? Status.INFO : Status.OK, isInfo ? TransactionHistory.NEVER : index - 1);
        }

        /** Writes the end of an operation's map, and counts its line. */
        private void write(String begin, int process) {
            if (edn != null) {
                edn.append(begin).append("], :process ").append(process);
                edn.append(", :time ")
                        .append(index * 1000L)
                        .append(", :index ")
                        .append(index)
                        .append("}\n");
            }
            index++;
        }

        private void flawedKey(int ended) {
            int key = builder.key(FLAWED_KEY);
            if (ended >= 2) {
                readFlawed(key);
            } else {
                write(key, FLAWED_KEY, ended + 1);
            }
        }

        private void readFlawed(int key) {
            if (kind == Kind.LIST_APPEND) {
                append("[:r ", FLAWED_KEY, List.of(1));
                builder.readList(key, new int[] {1}, 1);
            } else {
                append("[:r ", FLAWED_KEY, 1);
                builder.readValue(key, 1);
            }
        }

        private void write(int key, int name, int value) {
            if (kind == Kind.LIST_APPEND) {
                append("[:append ", name, value);
                builder.append(key, value);
            } else {
                append("[:w ", name, value);
                builder.write(key, value);
            }
        }

        private void step(boolean isStale, boolean isInfo) {
            int slot = random.nextInt(activeKeys);
            if (written[slot] >= writesPerKey) {
                lists.remove(active[slot]);
                active[slot] = nextKey++;
                written[slot] = 0;
            }
            int key = builder.key(active[slot]);
            List<Integer> list = lists.computeIfAbsent(active[slot], name -> new ArrayList<>());
            if (random.nextInt(PERCENT) >= readPercent) {
                list.add(++written[slot]);
                write(key, active[slot], written[slot]);
                return;
            }
            int size = isStale ? Math.max(0, list.size() - 1) : list.size();
            if (isInfo) {
                builder.readUnknown(key);
            } else if (kind == Kind.LIST_APPEND) {
                append("[:r ", active[slot], list.subList(0, size));
                builder.readList(key, list.stream().mapToInt(Integer::intValue).toArray(), size);
            } else {
                append("[:r ", active[slot], size == 0 ? null : list.get(size - 1));
                builder.readValue(key, size == 0 ? TransactionHistory.NIL : list.get(size - 1));
            }
        }

        private void append(String begin, int name, Object value) {
            if (edn != null) {
                edn.append(begin)
                        .append(name)
                        .append(' ')
                        .append(value == null ? "nil" : value)
                        .append("] ");
            }
        }
    }
}
