package dev.squall.generator;

/**
 * Decides what is done next. A pure value: asking changes nothing but the context's random stream; what has changed is
 * in the generator that the answer carries. After Jepsen's generators.
 */
@FunctionalInterface
public interface Generator {

    /** Asked whenever a thread is free or a time has come that the generator named. */
    Step next(Context context);

    /** Does this and then, when it is done, {@code other}; whatever still runs goes on. */
    default Generator then(Generator other) {
        return Generators.sequence(java.util.List.of(this, other));
    }
}
