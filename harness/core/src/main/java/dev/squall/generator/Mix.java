package dev.squall.generator;

import java.util.ArrayList;
import java.util.List;

record Mix(List<Generator> generators) implements Generator {

    @Override
    public Step next(Context context) {
        if (context.freeThreads().isEmpty()) {
            return new Step.Later(Long.MAX_VALUE, this);
        }
        int drawn = context.random().nextInt(generators.size());
        Step step = generators.get(drawn).next(context);
        if (step instanceof Step.Emit emit) {
            return new Step.Emit(emit.call(), replaced(drawn, emit.rest()));
        }
        if (step instanceof Step.Later later) {
            return new Step.Later(later.timeNanos(), replaced(drawn, later.rest()));
        }
        return step;
    }

    private Mix replaced(int index, Generator generator) {
        if (generators.get(index) == generator) {
            return this;
        }
        List<Generator> changed = new ArrayList<>(generators);
        changed.set(index, generator);
        return new Mix(List.copyOf(changed));
    }
}
