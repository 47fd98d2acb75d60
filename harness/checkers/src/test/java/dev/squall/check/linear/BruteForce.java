package dev.squall.check.linear;

import dev.squall.history.History;
import dev.squall.history.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Linearizability of a CAS register by the definition: every order of every subset that leaves out none but uncompleted
 * operations is tried. It shares no code with the checker, and pairs operations by itself.
 */
final class BruteForce {

    private record Op(String function, Object argument, Object result, int begin, int end) {
        boolean completed() {
            return end < Integer.MAX_VALUE;
        }
    }

    private final List<Op> ops = new ArrayList<>();

    private BruteForce(History history) {
        List<Operation> all = history.operations();
        for (Operation invocation : all) {
            if (invocation.type() == Operation.Type.INVOKE) {
                Operation completion = null;
                for (int i = invocation.index() + 1; i < all.size() && completion == null; i++) {
                    completion = all.get(i).process() == invocation.process() ? all.get(i) : null;
                }
                if (completion == null || completion.type() == Operation.Type.INFO) {
                    ops.add(new Op(
                            invocation.function(), invocation.value(), null, invocation.index(), Integer.MAX_VALUE));
                } else if (completion.type() == Operation.Type.OK) {
                    ops.add(new Op(
                            invocation.function(),
                            invocation.value(),
                            completion.value(),
                            invocation.index(),
                            completion.index()));
                }
            }
        }
    }

    static boolean isLinearizable(History history, Object initial) {
        BruteForce force = new BruteForce(history);
        return force.canPlaceRest(new boolean[force.ops.size()], initial);
    }

    private boolean canPlaceRest(boolean[] placed, Object state) {
        boolean done = true;
        for (int i = 0; i < ops.size(); i++) {
            done &= placed[i] || !ops.get(i).completed();
        }
        if (done) {
            return true;
        }
        for (int i = 0; i < ops.size(); i++) {
            if (!placed[i] && mayBeNext(i, placed) && stands(ops.get(i), state)) {
                placed[i] = true;
                if (canPlaceRest(placed, after(ops.get(i), state))) {
                    return true;
                }
                placed[i] = false;
            }
        }
        return false;
    }

    private boolean mayBeNext(int candidate, boolean[] placed) {
        for (int i = 0; i < ops.size(); i++) {
            if (!placed[i] && ops.get(i).end() < ops.get(candidate).begin()) {
                return false;
            }
        }
        return true;
    }

    private static boolean stands(Op op, Object state) {
        return switch (op.function()) {
            case "write" -> true;
            case "read" -> !op.completed() || Objects.equals(op.result(), state);
            default -> Objects.equals(((List<?>) op.argument()).get(0), state);
        };
    }

    private static Object after(Op op, Object state) {
        return switch (op.function()) {
            case "write" -> op.argument();
            case "read" -> state;
            default -> ((List<?>) op.argument()).get(1);
        };
    }
}
