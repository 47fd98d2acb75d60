package dev.squall.workload.standard;

import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Step;
import java.util.Arrays;

/**
 * Endless calls on a few keys at a time, so that calls on each key are concurrent. Fresh keys replace the old ones
 * later, so that the final values of many keys can be compared. An operation's value is {@code [key argument]}.
 *
 * @param functions draws the function of each call
 * @param number number of earlier calls, which is the unique argument of a call that writes
 */
record RotatingKeys(Functions functions, long number) implements Generator {

    /** Random source of functions. */
    interface Functions {

        /**
         * Returns the next call: its function, and its argument, which is either the unique number {@code fresh} or
         * null.
         */
        Call draw(Context context, Long fresh);
    }

    static final int KEYS_AT_ONCE = 3;
    static final int CALLS_PER_KEY = 40;

    @Override
    public Step next(Context context) {
        if (context.freeThreads().isEmpty()) {
            return new Step.Later(Long.MAX_VALUE, this);
        }
        Call call = functions.draw(context, number);
        long round = number / (KEYS_AT_ONCE * CALLS_PER_KEY);
        long key = round * KEYS_AT_ONCE + context.random().nextInt(KEYS_AT_ONCE);
        Object keyed = Arrays.asList(key, call.value());
        return new Step.Emit(
                new Call(context.anyFreeThread(), call.function(), keyed), new RotatingKeys(functions, number + 1));
    }
}
