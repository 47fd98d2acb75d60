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
 * Model encoded as integers: calls and states are numbered from 0, and each step of the model is computed once. If a
 * call requires one state and leaves one state, as on a register, a step takes two comparisons. Other steps are
 * memoized in an open-addressing table. Not thread-safe.
 */
public final class Transitions {

    /** Result of {@link #step} for {@link Model#INCONSISTENT}. */
    static final int INCONSISTENT = -1;

    /** Number that stands for {@link Model#ANY}. */
    public static final int ANY = -2;

    /** Number that stands for {@link Model#DEPENDS}. */
    public static final int DEPENDS = -3;

    private static final long FREE = -1L;

    /** Memory overhead of a state, in bytes. */
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
     * Creates the transitions of a model. The budget pays for steps, which may be slow, and for states, which may be
     * large.
     */
    public Transitions(Model model, Meter budget) {
        this.model = model;
        this.budget = budget;
        stateOf(model.initialState());
    }

    /** Sets the budget for all further steps. */
    public void spendFrom(Meter other) {
        budget = other;
    }

    /** Returns the number of a call's kind; equal calls have the same kind. */
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

    /** Returns the only state in which calls of the kind can take effect, {@link #ANY} or {@link #DEPENDS}. */
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

    /** Returns true if no call's required state or resulting state is {@link #DEPENDS}. */
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

    /** Returns the model's object for a state. */
    public Object stateObject(int number) {
        return states.get(number);
    }

    /** Returns the model. */
    public Model model() {
        return model;
    }

    public int kindCount() {
        return calls.size();
    }

    /** Returns the number of states numbered so far; 0 is the initial state. */
    public int stateCount() {
        return states.size();
    }
}
