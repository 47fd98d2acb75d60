package dev.squall.check.linear.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A lock with {@code acquire} and {@code release} that only its holder can release. The state is {@code [owner holds]},
 * where an owner that holds the lock n times must release it as often, or {@code [nil 0]}.
 *
 * <p>One rule says who acts, for all operations on a lock. If no invocation has a value, it is the process, which after
 * a crash never acts again; if each has one, it is that value. What a completion says does not count. A history with
 * invocations of both kinds, such as an acquire of nil that completes with a token and a release of that token, has no
 * such rule, and is not checked.
 *
 * @param name such as {@code owned-mutex}
 * @param maxHolds how often its holder can acquire it before it releases it: 1 unless the lock is reentrant
 */
public record OwnedMutex(String name, long maxHolds) implements Model {

    private static final String ACQUIRE = "acquire";
    private static final String ACQUIRE_BY_PROCESS = "acquire by process";
    private static final String RELEASE_BY_PROCESS = "release by process";
    private static final Object FREE = Arrays.asList(null, 0L);

    /** Returns a lock that its holder cannot acquire again. */
    public static OwnedMutex notReentrant() {
        return new OwnedMutex("owned-mutex", 1);
    }

    /** Returns a lock that its holder can acquire again. */
    public static OwnedMutex reentrant() {
        return new OwnedMutex("reentrant-mutex", Long.MAX_VALUE);
    }

    @Override
    public Object initialState() {
        return FREE;
    }

    @Override
    public Optional<Call> call(int process, String function, Object argument, boolean completed, Object result) {
        Optional<Call> call = call(function, argument == null ? (Object) (long) process : argument, completed, result);
        return argument == null ? call.map(OwnedMutex::byProcess) : call;
    }

    private static Call byProcess(Call call) {
        return new Call(
                call.function().equals(ACQUIRE) ? ACQUIRE_BY_PROCESS : RELEASE_BY_PROCESS, call.argument(), null);
    }

    @Override
    public void requireOneHistory(Call first, Call later) {
        if (isByProcess(first) != isByProcess(later)) {
            throw new IllegalArgumentException("found invocations on one " + name
                    + " with a value and without, expected all with the value that names the holder, or all without");
        }
    }

    private static boolean isByProcess(Call call) {
        return call.function().equals(ACQUIRE_BY_PROCESS) || call.function().equals(RELEASE_BY_PROCESS);
    }

    @Override
    public Optional<Call> call(String function, Object argument, boolean completed, Object result) {
        return switch (function) {
            case ACQUIRE, "release" -> Optional.of(new Call(function, Arguments.present(function, argument), null));
            default -> throw Arguments.unknownFunction(name, function, "acquire or release");
        };
    }

    @Override
    public Object step(Object state, Call call) {
        List<?> ownerAndHolds = (List<?>) state;
        Object owner = ownerAndHolds.get(0);
        long holds = (Long) ownerAndHolds.get(1);
        boolean own = call.argument().equals(owner);
        if (call.function().equals(ACQUIRE) || call.function().equals(ACQUIRE_BY_PROCESS)) {
            return owner == null || own && holds < maxHolds ? Arrays.asList(call.argument(), holds + 1) : INCONSISTENT;
        }
        return !own ? INCONSISTENT : holds == 1 ? FREE : Arrays.asList(owner, holds - 1);
    }
}
