package dev.squall.generator;

/** Generator that waits until every thread is free, and then ends. */
record Synchronize() implements Generator {

    @Override
    public Step next(Context context) {
        boolean allFree = context.freeThreads().size() == context.threads().size();
        return allFree ? Step.DONE : new Step.Later(Long.MAX_VALUE, this);
    }
}
