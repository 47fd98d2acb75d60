package dev.squall.check.register;

import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Small random histories of registers, each operation's value {@code [key value]}; registers begin as nil. */
final class RandomRegisters {

    /**
     * Parameters of a random history.
     *
     * @param unique whether no value is written twice to a key
     * @param cas whether some operations are compare-and-sets
     */
    record Shape(int operations, int processes, int keys, boolean unique, boolean cas, double crashed) {}

    private final Shape shape;
    private final Random random;
    private final List<Operation> operations = new ArrayList<>();
    private final Operation[] open;
    private final int[] processes;
    private final List<List<Object>> written = new ArrayList<>();

    private RandomRegisters(Shape shape, Random random) {
        this.shape = shape;
        this.random = random;
        this.open = new Operation[shape.processes()];
        this.processes = new int[shape.processes()];
        Arrays.setAll(processes, i -> i);
        for (int k = 0; k < shape.keys(); k++) {
            written.add(new ArrayList<>(Arrays.asList((Object) null)));
        }
    }

    static History draw(Shape shape, Random random) {
        return new RandomRegisters(shape, random).run();
    }

    private History run() {
        int begun = 0;
        while (begun < shape.operations() || Arrays.stream(open).anyMatch(o -> o != null)) {
            int p = random.nextInt(open.length);
            if (open[p] == null && begun < shape.operations()) {
                open[p] = invocation(processes[p]);
                operations.add(open[p]);
                begun++;
            } else if (open[p] != null) {
                complete(p);
            }
        }
        return History.of(operations);
    }

    private Operation invocation(int process) {
        int key = random.nextInt(shape.keys());
        int kind = random.nextInt(shape.cas() ? 5 : 4);
        if (kind < 2) {
            return operation(Type.INVOKE, process, "read", key, null);
        }
        Object value = shape.unique() ? (long) operations.size() : (Object) (long) random.nextInt(3);
        Object argument = kind < 4 ? value : Arrays.asList(drawWritten(key), value);
        written.get(key).add(value);
        return operation(Type.INVOKE, process, kind < 4 ? "write" : "cas", key, argument);
    }

    private void complete(int p) {
        Operation invocation = open[p];
        boolean crashes = random.nextDouble() < shape.crashed();
        Type type = crashes ? Type.INFO : random.nextInt(20) == 0 ? Type.FAIL : Type.OK;
        List<?> keyed = (List<?>) invocation.value();
        int key = ((Long) keyed.get(0)).intValue();
        boolean returns = type == Type.OK && invocation.function().equals("read");
        Object value = returns ? drawWritten(key) : keyed.get(1);
        operations.add(operation(type, invocation.process(), invocation.function(), key, value));
        processes[p] += crashes ? open.length : 0;
        open[p] = null;
    }

    private Object drawWritten(int key) {
        List<Object> values = written.get(key);
        int recent = Math.min(values.size(), 3);
        return values.get(values.size() - 1 - random.nextInt(recent));
    }

    private static Operation operation(Type type, int process, String function, int key, Object value) {
        return new Operation(0, Operation.NO_TIME, type, process, function, Arrays.asList((long) key, value));
    }
}
