package dev.squall.generator;

import java.util.function.Function;

record Forever(Function<Context, Call> template) implements Generator {

    @Override
    public Step next(Context context) {
        if (context.freeThreads().isEmpty()) {
            return new Step.Later(Long.MAX_VALUE, this);
        }
        Call call = template.apply(context);
        return new Step.Emit(new Call(context.anyFreeThread(), call.function(), call.value()), this);
    }
}
