package dev.squall.generator;

record Limit(int count, Generator source) implements Generator {

    @Override
    public Step next(Context context) {
        Step step = source.next(context);
        if (step instanceof Step.Emit emit) {
            return new Step.Emit(emit.call(), Generators.limit(count - 1, emit.rest()));
        }
        if (step instanceof Step.Later later) {
            return later.rest() == source
                    ? new Step.Later(later.timeNanos(), this)
                    : new Step.Later(later.timeNanos(), new Limit(count, later.rest()));
        }
        return step;
    }
}
