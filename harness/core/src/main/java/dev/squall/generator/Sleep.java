package dev.squall.generator;

/** @param endNanos time at which the sleep ends, or -1 before the first request */
record Sleep(long minimumNanos, long maximumNanos, long endNanos) implements Generator {

    @Override
    public Step next(Context context) {
        if (endNanos < 0) {
            long drawn = minimumNanos + (long) (context.random().nextDouble() * (maximumNanos - minimumNanos));
            long end = context.nowNanos() + drawn;
            return new Step.Later(end, new Sleep(minimumNanos, maximumNanos, end));
        }
        return context.nowNanos() < endNanos ? new Step.Later(endNanos, this) : Step.DONE;
    }
}
