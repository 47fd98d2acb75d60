package dev.squall.generator;

/**
 * Spaces out the calls of a generator in time.
 *
 * @param nextNanos time at which the next call is due, or -1 before the first call
 */
record Stagger(long meanIntervalNanos, long nextNanos, Generator source) implements Generator {

    @Override
    public Step next(Context context) {
        long dueNanos = nextNanos >= 0 ? nextNanos : context.nowNanos() + intervalNanos(context);
        if (context.nowNanos() < dueNanos) {
            return new Step.Later(dueNanos, new Stagger(meanIntervalNanos, dueNanos, source));
        }
        Step step = source.next(context);
        if (step instanceof Step.Emit emit) {
            // The next interval counts from the time at which the call was due, so that the mean rate holds even after
            // all threads were busy. The interval starts at most one mean interval ago, so that a long wait is not
            // followed by a burst of calls.
            long base = Math.max(dueNanos, context.nowNanos() - meanIntervalNanos);
            return new Step.Emit(
                    emit.call(), new Stagger(meanIntervalNanos, base + intervalNanos(context), emit.rest()));
        }
        if (step instanceof Step.Later later) {
            return new Step.Later(later.timeNanos(), new Stagger(meanIntervalNanos, dueNanos, later.rest()));
        }
        return step;
    }

    private long intervalNanos(Context context) {
        return (long) (context.random().nextDouble() * 2 * meanIntervalNanos);
    }
}
