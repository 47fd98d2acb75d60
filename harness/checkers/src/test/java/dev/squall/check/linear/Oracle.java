package dev.squall.check.linear;

import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Linearizability by the definition, for any object: every order of every subset that leaves out none but uncompleted
 * operations is tried. It shares no code with the checker or the models, and pairs operations by itself.
 */
final class Oracle {

    private record Op(int process, Spec.Request request, boolean completed, Object record, int begin, int end) {}

    private final Spec spec;
    private final List<Op> ops = new ArrayList<>();

    private Oracle(Spec spec, History history) {
        this.spec = spec;
        List<Operation> all = history.operations();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).type() == Type.INVOKE) {
                add(all, i);
            }
        }
    }

    private void add(List<Operation> all, int begin) {
        Operation invocation = all.get(begin);
        Spec.Request request = new Spec.Request(invocation.function(), invocation.value());
        for (int i = begin + 1; i < all.size(); i++) {
            Operation completion = all.get(i);
            if (completion.process() == invocation.process() && completion.type() != Type.INFO) {
                if (completion.type() == Type.OK) {
                    ops.add(new Op(invocation.process(), request, true, completion.value(), begin, i));
                }
                return;
            }
        }
        ops.add(new Op(invocation.process(), request, false, null, begin, Integer.MAX_VALUE));
    }

    static boolean isLinearizable(Spec spec, History history) {
        Oracle oracle = new Oracle(spec, history);
        return oracle.canPlaceRest(new boolean[oracle.ops.size()], spec.initial());
    }

    private boolean canPlaceRest(boolean[] placed, Object state) {
        boolean done = true;
        int firstEnd = Integer.MAX_VALUE;
        for (int i = 0; i < placed.length; i++) {
            if (!placed[i] && ops.get(i).completed()) {
                done = false;
                firstEnd = Math.min(firstEnd, ops.get(i).end());
            }
        }
        for (int i = 0; i < placed.length && !done; i++) {
            Op op = ops.get(i);
            if (!placed[i] && op.begin() < firstEnd) {
                Spec.Done after = spec.apply(state, op.process(), op.request());
                if (after != null && after.result() != Spec.FAILED && isRecorded(op, after.result())) {
                    placed[i] = true;
                    done = canPlaceRest(placed, after.state());
                    placed[i] = false;
                }
            }
        }
        return done;
    }

    private boolean isRecorded(Op op, Object result) {
        return !op.completed() || spec.agrees(op.request(), op.record(), result);
    }
}
