package dev.squall.check.linear;

import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** Histories of an object that takes operations at random instants, and what becomes of them when they are damaged. */
final class SmallHistories {

    private static final int MAX_STEPS_WITHOUT_PROGRESS = 50;

    /** An operation under way. */
    private static final class Open {
        final int process;
        final Spec.Request request;
        Spec.Done done;

        Open(int process, Spec.Request request) {
            this.process = process;
            this.request = request;
        }
    }

    private final Spec spec;
    private final Random random;
    private final double crashes;
    private final List<Operation> history = new ArrayList<>();
    private final TreeMap<Integer, Open> openByClient = new TreeMap<>();
    private Object state;

    private SmallHistories(Spec spec, Random random) {
        this.spec = spec;
        this.random = random;
        this.crashes = random.nextInt(3) * 0.1;
        this.state = spec.initial();
    }

    /** A linearizable history. */
    static History valid(Spec spec, int operations, int clients, Random random) {
        return new SmallHistories(spec, random).run(operations, clients);
    }

    private History run(int operations, int clients) {
        int[] processes = new int[clients];
        for (int client = 0; client < clients; client++) {
            processes[client] = client;
        }
        int begun = 0;
        int idle = 0;
        while ((begun < operations || !openByClient.isEmpty()) && idle++ < MAX_STEPS_WITHOUT_PROGRESS) {
            int client = random.nextInt(clients);
            Open open = openByClient.get(client);
            if (open != null) {
                idle = go(client, open, processes, clients) ? 0 : idle;
            } else if (begun < operations) {
                open = new Open(processes[client], spec.draw(random, processes[client], begun++));
                openByClient.put(client, open);
                add(Type.INVOKE, open, open.request.argument());
                idle = 0;
            }
        }
        return History.of(history);
    }

    /** Lets an operation take effect, complete or crash; false if the object does not allow it to go on. */
    private boolean go(int client, Open open, int[] processes, int clients) {
        if (random.nextDouble() < crashes) {
            if (random.nextBoolean()) {
                add(Type.INFO, open, open.request.argument());
            }
            processes[client] += clients;
            openByClient.remove(client);
            return true;
        }
        if (open.done == null) {
            open.done = spec.apply(state, open.process, open.request);
            state = open.done == null ? state : open.done.state();
            boolean givesUp = open.done == null && random.nextBoolean();
            open.done = givesUp ? new Spec.Done(state, Spec.FAILED) : open.done;
            return open.done != null;
        }
        boolean failed = open.done.result() == Spec.FAILED;
        Object record = failed ? open.request.argument() : spec.recorded(random, open.request, open.done.result());
        add(failed ? Type.FAIL : Type.OK, open, record);
        openByClient.remove(client);
        return true;
    }

    private void add(Type type, Open open, Object value) {
        history.add(
                new Operation(history.size(), Operation.NO_TIME, type, open.process, open.request.function(), value));
    }

    /** The history with some results, some orders and some operations other than they were. */
    static History damaged(Spec spec, History valid, Random random) {
        List<Operation> operations = new ArrayList<>(valid.operations());
        for (int i = 1 + random.nextInt(6); i > 0 && operations.size() > 1; i--) {
            int at = random.nextInt(operations.size() - 1);
            Operation operation = operations.get(at);
            switch (random.nextInt(5)) {
                case 0, 1:
                    if (operation.type() == Type.OK || operation.type() == Type.FAIL) {
                        operations.set(at, completedWith(operation, otherRecord(spec, operations, at, random)));
                    }
                    break;
                case 2:
                    for (int n = at; n < Math.min(at + 3, operations.size() - 1); n++) {
                        swap(operations, n);
                    }
                    break;
                case 3:
                    exchange(operations, at, random.nextInt(operations.size()));
                    break;
                default:
                    removePair(operations, at);
            }
        }
        return History.of(operations);
    }

    /** Lets two processes do each what the other did, if both are invocations that completed. */
    private static void exchange(List<Operation> operations, int a, int b) {
        int aEnd = completionOf(operations, a);
        int bEnd = completionOf(operations, b);
        if (a != b && aEnd >= 0 && bEnd >= 0) {
            exchangeContent(operations, a, b);
            exchangeContent(operations, aEnd, bEnd);
        }
    }

    private static int completionOf(List<Operation> operations, int invocation) {
        for (int i = invocation + 1; i < operations.size(); i++) {
            if (operations.get(i).process() == operations.get(invocation).process()) {
                boolean completed = operations.get(invocation).type() == Type.INVOKE
                        && operations.get(i).type() != Type.INFO;
                return completed ? i : -1;
            }
        }
        return -1;
    }

    private static void exchangeContent(List<Operation> operations, int a, int b) {
        Operation first = operations.get(a);
        Operation second = operations.get(b);
        operations.set(a, content(first, second));
        operations.set(b, content(second, first));
    }

    private static Operation content(Operation place, Operation from) {
        return new Operation(
                place.index(), place.timeNanos(), from.type(), place.process(), from.function(), from.value());
    }

    private static Object otherRecord(Spec spec, List<Operation> operations, int at, Random random) {
        Operation operation = operations.get(at);
        Object argument = null;
        for (int i = 0; i < at; i++) {
            if (operations.get(i).process() == operation.process()) {
                argument = operations.get(i).value();
            }
        }
        return spec.otherRecord(random, new Spec.Request(operation.function(), argument));
    }

    private static Operation completedWith(Operation o, Object value) {
        return new Operation(o.index(), o.timeNanos(), Type.OK, o.process(), o.function(), value);
    }

    /** Lets an operation and the next change places, if they are of different processes. */
    static void swap(List<Operation> operations, int at) {
        Operation first = operations.get(at);
        if (first.process() != operations.get(at + 1).process()) {
            operations.set(at, operations.get(at + 1));
            operations.set(at + 1, first);
        }
    }

    private static void removePair(List<Operation> operations, int at) {
        Operation operation = operations.get(at);
        if (operation.type() == Type.INVOKE) {
            operations.remove(at);
            for (int i = at; i < operations.size(); i++) {
                if (operations.get(i).process() == operation.process()) {
                    operations.remove(i);
                    return;
                }
            }
        }
    }
}
