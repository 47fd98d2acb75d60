package dev.squall.workload.standard;

import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Step;
import java.util.Arrays;

/**
 * Calls without end on a few keys at a time, so that each has rivals, and after a while on fresh ones, so that the last
 * values of many keys can be compared. Values are {@code [key argument]}.
 *
 * @param functions draws what each call does
 * @param number how many calls were made before: the argument of a call that writes, and so unlike any other
 */
record RotatingKeys(Functions functions, long number) implements Generator {

    /** Draws functions. */
    interface Functions {

        /** The function of the next call, its argument {@code fresh}, which was given to no other, or null. */
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
