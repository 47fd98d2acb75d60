package dev.squall.generator;

record Cycle(Generator round, Generator current) implements Generator {

    @Override
    public Step next(Context context) {
        Step step = current.next(context);
        if (step instanceof Step.Done) {
            step = round.next(context);
        }
        if (step instanceof Step.Emit emit) {
            return new Step.Emit(emit.call(), new Cycle(round, emit.rest()));
        }
        if (step instanceof Step.Later later) {
            return new Step.Later(later.timeNanos(), new Cycle(round, later.rest()));
        }
        return step;
    }
}
