package dev.squall.check.linear.calls;

import dev.squall.check.Meter;
import dev.squall.check.linear.model.Call;
import dev.squall.check.linear.model.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A model in numbers: calls and states are interned from 0, and each step of the model is taken once. Where a call
 * requires and leaves one state, as on a register, a step is two comparisons; else it is looked up in an
 * open-addressing table. For one thread.
 */
public final class Transitions {

    /** The answer of {@link #step} where the model says {@link Model#INCONSISTENT}. */
    static final int INCONSISTENT = -1;

    /** {@link Model#ANY} in numbers. */
    public static final int ANY = -2;

    /** {@link Model#DEPENDS} in numbers. */
    public static final int DEPENDS = -3;

    private static final long FREE = -1L;

    /** Memory that a state costs besides itself. */
    private static final int STATE_BYTES = 64;

    private static final int FIRST_STEPS = 64;
    private static final long STEP_BYTES = 12;

    private final Model model;
    private final Map<Call, Integer> kinds = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final Map<Object, Integer> numbers = new HashMap<>();
    private final List<Object> states = new ArrayList<>();
    private int[] required = new int[16];
    private int[] left = new int[16];
    private boolean[] observer = new boolean[16];
    private long[] stepKeys = {};
    private int[] stepResults = {};
    private int stepCount;
    private Meter budget;

    /**
     * Creates the numbers of a model, at the cost of a budget: a step of the model may be slow, and its states large.
     */
    public Transitions(Model model, Meter budget) {
        this.model = model;
        this.budget = budget;
        stateOf(model.initialState());
    }

    /** From now on, another budget pays. */
    public void spendFrom(Meter other) {
        budget = other;
    }

    /** Returns the number of a call; equal calls are of one kind. */
    public int kindOf(Call call) {
        Integer known = kinds.get(call);
        if (known != null) {
            return known;
        }
        int kind = calls.size();
        kinds.put(call, kind);
        calls.add(call);
        if (kind == required.length) {
            required = Arrays.copyOf(required, 2 * kind);
            left = Arrays.copyOf(left, 2 * kind);
            observer = Arrays.copyOf(observer, 2 * kind);
        }
        observer[kind] = model.isObserver(call);
        required[kind] = numberOf(model.requiredState(call));
        left[kind] = numberOf(model.leftState(call));
        return kind;
    }

    private int numberOf(Object state) {
        return state == Model.ANY ? ANY : state == Model.DEPENDS ? DEPENDS : stateOf(state);
    }

    /** Returns the number of a state of the model. */
    public int stateOf(Object state) {
        Integer known = numbers.get(state);
        if (known != null) {
            return known;
        }
        budget.reserve(STATE_BYTES + model.bytesOf(state));
        numbers.put(state, states.size());
        states.add(state);
        return states.size() - 1;
    }

    /** Returns the state after a call of this kind, or {@link #INCONSISTENT}. */
    public int step(int state, int kind) {
        int found = required[kind];
        if (found != DEPENDS && left[kind] != DEPENDS) {
            return found == ANY || found == state ? left[kind] : INCONSISTENT;
        }
        return memoizedStep(state, kind);
    }

    private int memoizedStep(int state, int kind) {
        if (stepCount >= stepKeys.length / 2) {
            growSteps();
        }
        long key = (long) state << 32 | kind;
        int slot = slotOf(key);
        while (stepKeys[slot] != FREE) {
            if (stepKeys[slot] == key) {
                return stepResults[slot];
            }
            slot = slot + 1 & stepKeys.length - 1;
        }
        budget.checkTime();
        Object next = model.step(states.get(state), calls.get(kind));
        int result = next == Model.INCONSISTENT ? INCONSISTENT : stateOf(next);
        stepKeys[slot] = key;
        stepResults[slot] = result;
        stepCount++;
        return result;
    }

    private int slotOf(long key) {
        return (int) (key * 0x9E3779B97F4A7C15L >>> 32) & stepKeys.length - 1;
    }

    private void growSteps() {
        long[] keys = stepKeys;
        int[] results = stepResults;
        int capacity = Math.max(FIRST_STEPS, 2 * keys.length);
        budget.reserve(STEP_BYTES * (capacity - keys.length));
        stepKeys = new long[capacity];
        stepResults = new int[capacity];
        Arrays.fill(stepKeys, FREE);
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != FREE) {
                int slot = slotOf(keys[i]);
                while (stepKeys[slot] != FREE) {
                    slot = slot + 1 & stepKeys.length - 1;
                }
                stepKeys[slot] = keys[i];
                stepResults[slot] = results[i];
            }
        }
    }

    public boolean isObserver(int kind) {
        return observer[kind];
    }

    /** Returns the only state in which calls of the kind can stand, {@link #ANY} or {@link #DEPENDS}. */
    public int required(int kind) {
        return required[kind];
    }

    /** Returns the only state that calls of the kind leave, or {@link #DEPENDS}. */
    public int left(int kind) {
        return left[kind];
    }

    public Call call(int kind) {
        return calls.get(kind);
    }

    /** Returns true if every call names the state that it requires and the one that it leaves. */
    public boolean areNamed() {
        for (int kind = 0; kind < calls.size(); kind++) {
            if (required[kind] == DEPENDS || left[kind] == DEPENDS) {
                return false;
            }
        }
        return true;
    }

    /** Returns a state as EDN data. */
    public Object state(int number) {
        return model.stateAsData(states.get(number));
    }

    /** Returns a state as the model has it. */
    public Object stateObject(int number) {
        return states.get(number);
    }

    /** Returns the model itself. */
    public Model model() {
        return model;
    }

    public int kindCount() {
        return calls.size();
    }

    /** Returns how many states are known by now; number 0 is the initial one. */
    public int stateCount() {
        return states.size();
    }
}
