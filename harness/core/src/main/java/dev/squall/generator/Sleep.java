package dev.squall.generator;

/**
 * @param endNanos when the sleep ends, or -1 before it is first asked
 */
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
