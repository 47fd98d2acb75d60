package dev.squall.check.linear.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A lock with {@code acquire} and {@code release} that only its holder can release. Who acts is the operation's value;
 * where that is nil, the process, which after a crash never acts again. The state is {@code [owner holds]}, where an
 * owner that holds the lock n times must release it as often, or {@code [nil 0]}.
 *
 * @param name such as {@code owned-mutex}
 * @param maxHolds how often its holder can acquire it before it releases it: 1 unless the lock is reentrant
 */
public record OwnedMutex(String name, long maxHolds) implements Model {

    private static final String ACQUIRE = "acquire";
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
        return call(function, argument == null ? (Object) (long) process : argument, completed, result);
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
        if (call.function().equals(ACQUIRE)) {
            return owner == null || own && holds < maxHolds ? Arrays.asList(call.argument(), holds + 1) : INCONSISTENT;
        }
        return !own ? INCONSISTENT : holds == 1 ? FREE : Arrays.asList(owner, holds - 1);
    }
}
