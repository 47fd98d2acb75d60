package dev.squall.generator;

record Until(long endNanos, Generator source) implements Generator {

    @Override
    public Step next(Context context) {
        if (context.nowNanos() >= endNanos) {
            return Step.DONE;
        }
        Step step = source.next(context);
        if (step instanceof Step.Emit emit) {
            return new Step.Emit(emit.call(), new Until(endNanos, emit.rest()));
        }
        if (step instanceof Step.Later later) {
            return new Step.Later(Math.min(later.timeNanos(), endNanos), new Until(endNanos, later.rest()));
        }
        return step;
    }
}
