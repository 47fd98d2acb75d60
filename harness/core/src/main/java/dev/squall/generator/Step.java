package dev.squall.generator;

/** Next step of a generator: a call, a wait, or the end. */
public sealed interface Step {

    /** The end of a generator. */
    Step DONE = new Done();

    /**
     * A call to make now.
     *
     * @param rest the generator to ask for the next step
     */
    record Emit(Call call, Generator rest) implements Step {}

    /**
     * A wait: no call can be made yet.
     *
     * @param timeNanos time of the next request, or {@link Long#MAX_VALUE} to wait for a completion; an earlier request
     *     does no harm
     * @param rest the generator to ask at that time
     */
    record Later(long timeNanos, Generator rest) implements Step {}

    /** The end of a generator: no call follows. */
    record Done() implements Step {}
}
