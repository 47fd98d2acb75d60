package dev.squall.check.transaction.online;

import dev.squall.history.Keyword;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Generator of histories of a store that executes one transaction after another. Clients overlap, some transactions
 * fail, some have an unknown outcome, and some of those never take effect.
 */
final class SerialStore {

    private static final int CLIENTS = 4;

    private final Random random;
    private final boolean isList;
    private final boolean isBlind;
    private final Map<Long, List<Long>> lists = new LinkedHashMap<>();
    private final List<Operation> history = new ArrayList<>();
    private final int[] process = new int[CLIENTS];
    private final List<List<Object>> asked = new ArrayList<>();
    private final List<List<Object>> answers = new ArrayList<>();
    private int nextProcess = CLIENTS;
    private long lastValue;

    /**
     * Creates a store with empty keys.
     *
     * @param isBlind false if every transaction reads what it writes
     */
    SerialStore(long seed, boolean isList, boolean isBlind) {
        this.random = new Random(seed);
        this.isList = isList;
        this.isBlind = isBlind;
        for (int client = 0; client < CLIENTS; client++) {
            process[client] = client;
            asked.add(null);
            answers.add(null);
        }
    }

    /**
     * Returns a history.
     *
     * @param staleFrom number of completions after which one read returns an older value; negative for never
     */
    List<Operation> history(int completions, int staleFrom) {
        int completed = 0;
        boolean isStale = false;
        while (completed < completions) {
            int client = random.nextInt(CLIENTS);
            if (asked.get(client) == null) {
                asked.set(client, transaction(completed / 40));
                add(Type.INVOKE, client, asked.get(client));
            } else if (answers.get(client) == null && random.nextInt(10) > 0) {
                boolean makeStale = staleFrom >= 0 && completed >= staleFrom && !isStale;
                List<Object> answer = new ArrayList<>();
                for (Object operation : asked.get(client)) {
                    answer.add(execute((List<?>) operation));
                }
                isStale |= makeStale && makeStale(answer);
                answers.set(client, answer);
            } else {
                completed++;
                complete(client);
            }
        }
        return history;
    }

    private void complete(int client) {
        boolean isExecuted = answers.get(client) != null;
        if (isExecuted && random.nextInt(20) > 0) {
            add(Type.OK, client, answers.get(client));
        } else if (!isExecuted && random.nextBoolean()) {
            add(Type.FAIL, client, asked.get(client));
        } else {
            add(Type.INFO, client, asked.get(client));
            process[client] = nextProcess++;
        }
        asked.set(client, null);
        answers.set(client, null);
    }

    private List<Object> transaction(long firstKey) {
        List<Object> operations = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            Object key = firstKey + random.nextInt(3);
            boolean isWrite = random.nextBoolean();
            if (!isWrite || !isBlind) {
                operations.add(Arrays.asList(new Keyword("r"), key, null));
            }
            if (isWrite) {
                operations.add(List.of(new Keyword(isList ? "append" : "w"), key, ++lastValue));
            }
        }
        return operations;
    }

    private Object execute(List<?> operation) {
        Long key = (Long) operation.get(1);
        if (operation.get(2) == null) {
            List<Long> list = lists.getOrDefault(key, List.of());
            Object value = isList ? List.copyOf(list) : list.isEmpty() ? null : list.get(list.size() - 1);
            return Arrays.asList(operation.get(0), key, value);
        }
        lists.computeIfAbsent(key, k -> new ArrayList<>()).add((Long) operation.get(2));
        return operation;
    }

    /** Makes the first read of a transaction miss the last two writes. Returns false if there is no such read. */
    private boolean makeStale(List<Object> answer) {
        List<?> first = (List<?>) answer.get(0);
        List<Long> now = lists.getOrDefault((Long) first.get(1), List.of());
        boolean isRead = first.get(0).equals(new Keyword("r"));
        boolean isAlone = answer.stream()
                        .filter(each -> ((List<?>) each).get(1).equals(first.get(1)))
                        .count()
                == 1;
        if (!isRead || !isAlone || now.size() < 12) {
            return false;
        }
        List<Long> old = List.copyOf(now.subList(0, now.size() - 8));
        answer.set(0, Arrays.asList(first.get(0), first.get(1), isList ? old : old.get(old.size() - 1)));
        return true;
    }

    private void add(Type type, int client, List<Object> value) {
        history.add(new Operation(history.size(), history.size(), type, process[client], "txn", value));
    }
}
