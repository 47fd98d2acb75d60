package dev.squall.generator;

import java.util.ArrayList;
import java.util.List;

record Sequence(List<Generator> generators) implements Generator {

    @Override
    public Step next(Context context) {
        for (int i = 0; i < generators.size(); i++) {
            Step step = generators.get(i).next(context);
            if (step instanceof Step.Emit emit) {
                return new Step.Emit(emit.call(), from(i, emit.rest()));
            }
            if (step instanceof Step.Later later) {
                return new Step.Later(later.timeNanos(), from(i, later.rest()));
            }
        }
        return Step.DONE;
    }

    private Generator from(int index, Generator current) {
        if (index == 0 && generators.get(0) == current) {
            return this;
        }
        List<Generator> remaining = new ArrayList<>(generators.subList(index, generators.size()));
        remaining.set(0, current);
        return new Sequence(remaining);
    }
}
