package dev.squall.check.linear.monitor;

import dev.squall.check.Meter;
import dev.squall.check.Validity;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Decision;
import dev.squall.check.linear.calls.Transitions;
import dev.squall.check.linear.model.AppendRegister;
import dev.squall.check.linear.model.ContainerModel;
import dev.squall.check.linear.model.Model;
import dev.squall.check.linear.model.SetModel;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decision procedures without search for histories in which no value is put in, added, appended or written twice. Each
 * value that was read or taken then identifies its source operations, and comparing intervals suffices: O(n log n) for
 * n calls.
 * Sources: Gibbons and Korach, <i>Testing shared memories</i>, 1997. Bouajjani, Emmi, Enea and Hamza, <i>On reducing
 * linearizability to state reachability</i>, 2015. Lee and Mathur, <i>Efficient decrease-and-conquer linearizability
 * monitoring</i>, 2025. Other histories need a search.
 */
public final class Monitors {

    /** Approximate peak memory per call, in bytes, of the monitor that needs most, with boxed numbers and maps. */
    private static final int CALL_BYTES = 256;

    private Monitors() {}

    /**
     * Returns the decision; empty if no monitor can decide.
     *
     * @throws Meter.Spent if the time or memory budget is spent
     */
    public static Optional<Decision> decide(Calls calls, Meter budget) {
        return within(budget, calls, meter -> {
            Transitions transitions = calls.transitions();
            if (transitions.model() instanceof ContainerModel model) {
                return containers(calls, model, meter);
            }
            if (transitions.model() instanceof SetModel model) {
                return GrowingSetMonitor.decide(calls, model, meter);
            }
            if (transitions.model() instanceof AppendRegister model) {
                return AppendMonitor.decide(calls, model, meter);
            }
            return transitions.areNamed() ? RegisterMonitor.decide(calls, meter) : Optional.empty();
        });
    }

    /**
     * Returns a linearization as numbers of calls; empty if no monitor decides the calls to be valid.
     *
     * @throws Meter.Spent if the time or memory budget is spent
     */
    public static Optional<List<Integer>> order(Calls calls, Meter budget) {
        Optional<Decision> decision = decide(calls, budget);
        if (decision.isEmpty() || decision.get().validity() != Validity.VALID) {
            return Optional.empty();
        }
        return within(budget, calls, meter -> Optional.of(orderOfValid(calls, meter)));
    }

    private static List<Integer> orderOfValid(Calls calls, Meter meter) {
        Model model = calls.transitions().model();
        if (model instanceof ContainerModel container) {
            ContainerCalls matched = ContainerCalls.of(calls, container, meter);
            return switch (container.discipline()) {
                case FIFO -> QueueOrder.of(LostValues.assign(matched));
                case LIFO -> StackMonitor.order(matched);
                case SMALLEST_FIRST -> PriorityQueueMonitor.order(matched);
            };
        }
        if (model instanceof AppendRegister register) {
            return AppendMonitor.order(calls, register, meter);
        }
        return model instanceof SetModel set
                ? GrowingSetMonitor.order(calls, set, meter)
                : RegisterMonitor.order(calls, meter);
    }

    /** Runs a monitor with the memory that it needs reserved, and passes it a meter for its steps. */
    private static <T> T within(Meter budget, Calls calls, Function<Meter, T> work) {
        long bytes = (long) CALL_BYTES * calls.size();
        budget.checkTime();
        budget.reserve(bytes);
        try {
            return work.apply(budget.forThread());
        } finally {
            budget.release(bytes);
        }
    }

    private static Optional<Decision> containers(Calls calls, ContainerModel model, Meter meter) {
        ContainerCalls container = ContainerCalls.of(calls, model, meter);
        if (container == null) {
            return Optional.empty();
        }
        String method = model.name() + "-monitor";
        Refutation mismatch = container.refuteMatching();
        if (mismatch != null) {
            return Optional.of(decision(calls, method, mismatch));
        }
        boolean exact = !container.mayHaveLostValues();
        if (!exact && model.discipline() == ContainerModel.Discipline.FIFO) {
            exact = true;
            container = LostValues.assign(container);
        }
        Refutation falseEmpty = container.refuteEmpties();
        Refutation refutation = falseEmpty != null ? falseEmpty : refuteOrder(container, model.discipline());
        return refutation == null || exact ? Optional.of(decision(calls, method, refutation)) : Optional.empty();
    }

    private static Refutation refuteOrder(ContainerCalls container, ContainerModel.Discipline discipline) {
        return switch (discipline) {
            case FIFO -> QueueMonitor.refute(container);
            case LIFO -> StackMonitor.refute(container);
            case SMALLEST_FIRST -> PriorityQueueMonitor.refute(container);
        };
    }

    /** Returns a violation with the refutation, or a valid decision if the refutation is null. */
    static Decision decision(Calls calls, String method, Refutation refutation) {
        int placed = calls.byReturn().length;
        if (refutation == null) {
            return Decision.valid(method, placed, 0);
        }
        return new Decision(
                Validity.VIOLATION,
                method,
                refutation.anomaly(),
                refutation.call(),
                refutation.reason(),
                refutation.cause(),
                refutation.witnesses(),
                0,
                0);
    }

    /**
     * Proof that calls have no linearization.
     *
     * @param anomaly the anomaly's name
     * @param call the call that cannot be placed
     * @param reason the reason, a clause that follows the call's description
     * @param cause the call that is named at the end of the reason, or -1
     * @param witnesses the other calls that show the violation
     */
    record Refutation(String anomaly, int call, String reason, int cause, List<Integer> witnesses) {

        Refutation(String anomaly, int call, String reason, int cause) {
            this(anomaly, call, reason, cause, cause < 0 ? List.of() : List.of(cause));
        }
    }
}
