package dev.squall.generator;

/** Waits until every thread is free. */
record Synchronize() implements Generator {

    @Override
    public Step next(Context context) {
        boolean allFree = context.freeThreads().size() == context.threads().size();
        return allFree ? Step.DONE : new Step.Later(Long.MAX_VALUE, this);
    }
}
