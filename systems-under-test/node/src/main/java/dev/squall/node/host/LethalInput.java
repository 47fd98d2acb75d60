package dev.squall.node.host;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Input stream that ends the process when the input ends, even if the node hangs, so that no node outlives its harness.
 */
final class LethalInput extends FilterInputStream {

    private static final long GRACE_SECONDS = 1;

    private final CountDownLatch over;

    LethalInput(InputStream in, CountDownLatch over) {
        super(in);
        this.over = over;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count < 0) {
            Thread guard = new Thread(this::haltUnlessOver, "end");
            guard.setDaemon(true);
            guard.start();
        }
        return count;
    }

    private void haltUnlessOver() {
        try {
            if (!over.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(StdioHost.EXIT_DONE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
