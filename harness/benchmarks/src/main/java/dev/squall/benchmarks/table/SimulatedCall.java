package dev.squall.benchmarks.table;

import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.util.List;

/** Operation of a simulated client on a CAS register. Times are in microseconds. */
final class SimulatedCall {

    static final String READ = "read";
    static final String WRITE = "write";
    static final String CAS = "cas";

    /** Instant of an effect that never happens. */
    static final long NEVER = Long.MAX_VALUE;

    final int process;
    final String function;
    final long begin;
    final long effect;
    final long end;
    final boolean crashed;
    Object argument;
    Type type = Type.INFO;
    Object result;

    SimulatedCall(int process, String function, Object argument, long begin, long effect, long end, boolean crashed) {
        this.process = process;
        this.function = function;
        this.argument = argument;
        this.begin = begin;
        this.effect = effect;
        this.end = end;
        this.crashed = crashed;
        this.result = argument;
    }

    /** Returns the value that the call leaves if it takes effect; null for a crashed read. */
    Object left() {
        return function.equals(CAS) ? ((List<?>) argument).get(1) : result;
    }

    /** Returns the value that a CAS expects. */
    Object expected() {
        return ((List<?>) argument).get(0);
    }

    boolean isOk(String name) {
        return isOk() && function.equals(name);
    }

    boolean isOk() {
        return type == Type.OK;
    }

    /** Returns true if the call can have set the register to a value, whether it completed or not. */
    boolean canSet(Object value) {
        return type != Type.FAIL && !function.equals(READ) && left().equals(value);
    }

    /** Returns true if this call completed before the other one began. */
    boolean isBefore(SimulatedCall other) {
        return !crashed && end < other.begin;
    }

    Operation invocation() {
        return new Operation(0, Operation.NO_TIME, Type.INVOKE, process, function, invoked());
    }

    private Object invoked() {
        return function.equals(READ) ? null : argument;
    }

    Operation completion() {
        return new Operation(0, Operation.NO_TIME, type, process, function, crashed ? invoked() : result);
    }
}
