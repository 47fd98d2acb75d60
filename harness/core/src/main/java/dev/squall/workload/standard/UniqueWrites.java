package dev.squall.workload.standard;

import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Step;

/** Endless reads and writes in equal parts by any free thread; the written values are 1, 2, 3, ... */
record UniqueWrites(long nextValue) implements Generator {

    UniqueWrites() {
        this(1);
    }

    @Override
    public Step next(Context context) {
        if (context.freeThreads().isEmpty()) {
            return new Step.Later(Long.MAX_VALUE, this);
        }
        int thread = context.anyFreeThread();
        return context.random().nextBoolean()
                ? new Step.Emit(new Call(thread, "read", null), this)
                : new Step.Emit(new Call(thread, "write", nextValue), new UniqueWrites(nextValue + 1));
    }
}
