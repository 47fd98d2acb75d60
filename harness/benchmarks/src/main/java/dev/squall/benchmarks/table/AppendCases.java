package dev.squall.benchmarks.table;

import dev.squall.check.linear.LinearizabilityChecker;
import dev.squall.check.linear.model.Models;
import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Histories of a map of strings with get, put and append, made as Porcupine's test data are. Clients run in closed
 * loops, with uniform keys. Half of the operations are reads. Every string that is put or appended is unique.
 */
final class AppendCases {

    private static final int KEYS = 10;
    private static final int CLIENTS = 50;

    /** An event of a history: an invocation, the instant of an effect, or a completion. */
    private record Event(long time, long order, Runnable action) {}

    private final Random random = new Random(1);
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::time).thenComparing(Event::order));
    private final List<Operation> history = new ArrayList<>();
    private final String[] texts = new String[KEYS];
    private final int operations;
    private long order;
    private int begun;

    private AppendCases(int operations) {
        this.operations = operations;
        Arrays.fill(texts, "");
    }

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (int operations : new int[] {2_000, 100_000}) {
            boolean isMeasured = operations == 2_000;
            cases.add(of(operations, false, isMeasured ? "Porcupine 175 ms for its own such history" : ""));
            cases.add(of(operations, true, isMeasured ? "Porcupine 21 ms for its own such history" : ""));
        }
        return cases;
    }

    private static Case of(int operations, boolean isStale, String peers) {
        String name = String.format(
                Locale.ROOT,
                "map with append, %d keys, %d clients, %,d ops, %s",
                KEYS,
                CLIENTS,
                operations,
                isStale ? "stale" : "valid");
        return new Case(
                GeneratedCases.SET,
                name,
                () -> List.of(isStale ? stale(operations) : new AppendCases(operations).run()),
                new LinearizabilityChecker(Models.named("kv-map").model(), true),
                peers);
    }

    /** Returns a history in which a late read misses the last append of a text that was read before it began. */
    private static History stale(int operations) {
        List<Operation> all = new ArrayList<>(new AppendCases(operations).run().operations());
        for (int i = all.size() - 1; i >= 0; i--) {
            Operation read = all.get(i);
            List<?> pair = (List<?>) read.value();
            String text = (String) pair.get(1);
            if (isRead(read) && text.indexOf('x', 1) > 0 && wasRead(all.subList(0, invocation(all, i)), pair)) {
                String shorter = text.substring(0, text.lastIndexOf('x'));
                all.set(i, operation(Type.OK, read.process(), "get", Arrays.asList(pair.get(0), shorter)));
                return History.of(all);
            }
        }
        throw new IllegalStateException("no text was read twice");
    }

    private static boolean isRead(Operation operation) {
        return operation.type() == Type.OK && operation.function().equals("get");
    }

    private static boolean wasRead(List<Operation> earlier, List<?> keyAndText) {
        return earlier.stream()
                .anyMatch(operation -> isRead(operation) && operation.value().equals(keyAndText));
    }

    private static int invocation(List<Operation> all, int completion) {
        int place = completion - 1;
        while (all.get(place).process() != all.get(completion).process()) {
            place--;
        }
        return place;
    }

    private History run() {
        for (int client = 0; client < CLIENTS; client++) {
            int process = client;
            at(random.nextInt(1_000_000), () -> begin(process, 0));
        }
        while (!events.isEmpty()) {
            events.remove().action().run();
        }
        return History.of(history);
    }

    private void at(long time, Runnable action) {
        events.add(new Event(time, order++, action));
    }

    private void begin(int process, long now) {
        if (begun++ >= operations) {
            return;
        }
        int key = random.nextInt(KEYS);
        int share = random.nextInt(20);
        String function = share < 10 ? "get" : share < 19 ? "append" : "put";
        String argument = function.equals("get") ? null : "x " + process + " " + begun + " y";
        String[] result = {argument};
        history.add(operation(Type.INVOKE, process, function, Arrays.asList((long) key, argument)));
        long latency = 1_000_000 + random.nextInt(9_000_000);
        at(now + 1 + (long) (random.nextDouble() * (latency - 1)), () -> {
            switch (function) {
                case "get" -> result[0] = texts[key];
                case "put" -> texts[key] = argument;
                default -> texts[key] += argument;
            }
        });
        at(now + latency, () -> {
            history.add(operation(Type.OK, process, function, Arrays.asList((long) key, result[0])));
            long next = now + latency + random.nextInt(1_000_000);
            at(next, () -> begin(process, next));
        });
    }

    private static Operation operation(Type type, int process, String function, Object value) {
        return new Operation(0, Operation.NO_TIME, type, process, function, value);
    }
}
