package dev.squall.generator;

/**
 * Generator of the next operation, as a pure value. {@link #next} changes only the context's random stream; new state
 * is in the generator that the returned step contains. The design follows Jepsen's generators.
 */
@FunctionalInterface
public interface Generator {

    /** Returns the next step. Called whenever a thread is free, or at a time that the generator has named. */
    Step next(Context context);

    /** Returns a generator that runs this one and then {@code other}; operations still open at the change go on. */
    default Generator then(Generator other) {
        return Generators.sequence(java.util.List.of(this, other));
    }
}
