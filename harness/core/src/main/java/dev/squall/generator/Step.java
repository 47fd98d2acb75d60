package dev.squall.generator;

/** A generator's answer: something to do, "ask me later", or "that was all". */
public sealed interface Step {

    /** Nothing more will come. */
    Step DONE = new Done();

    /**
     * Do this now.
     *
     * @param rest the generator to ask next
     */
    record Emit(Call call, Generator rest) implements Step {}

    /**
     * Nothing yet.
     *
     * @param timeNanos when to ask again, or {@link Long#MAX_VALUE} for "when something has completed"; asking sooner
     *     does no harm
     * @param rest the generator to ask then
     */
    record Later(long timeNanos, Generator rest) implements Step {}

    /** Nothing more will come. */
    record Done() implements Step {}
}
