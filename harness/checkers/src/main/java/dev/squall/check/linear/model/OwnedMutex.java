package dev.squall.check.linear.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A lock with {@code acquire} and {@code release} that only its owner can release. The state is {@code [owner holds]},
 * or {@code [nil 0]} if the lock is free. An owner that holds the lock n times must release it n times.
 *
 * <p>If no invocation on a lock has a value, the owner is the process, which never acts again after a crash. If each
 * invocation has a value, the value names the owner. The values of completions are ignored. A history with invocations
 * of both kinds cannot be checked, such as an acquire of nil that returns a token and a release of that token.
 *
 * @param name the model's name, such as {@code owned-mutex}
 * @param maxHolds the number of times that the owner can acquire the lock before releasing it; 1 unless the lock is
 *     reentrant
 */
public record OwnedMutex(String name, long maxHolds) implements Model {

    private static final String ACQUIRE = "acquire";
    private static final String ACQUIRE_BY_PROCESS = "acquire by process";
    private static final String RELEASE_BY_PROCESS = "release by process";
    private static final Object FREE = Arrays.asList(null, 0L);

    /** Returns a lock that its owner cannot acquire again. */
    public static OwnedMutex notReentrant() {
        return new OwnedMutex("owned-mutex", 1);
    }

    /** Returns a lock that its owner can acquire again. */
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
