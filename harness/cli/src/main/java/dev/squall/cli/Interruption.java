package dev.squall.cli;

import dev.squall.experiment.World;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a run on Ctrl-C or a termination signal: the world is stopped and closed, and the JVM waits until the run has
 * written what it recorded.
 */
final class Interruption implements AutoCloseable {

    private static final long GRACE_SECONDS = 10;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean happened;

    private Interruption(World world) {
        hook = new Thread(() -> stop(world), "squall-interruption");
    }

    static Interruption stopping(World world) {
        Interruption interruption = new Interruption(world);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void stop(World world) {
        happened = true;
        world.timeline().stop();
        world.cluster().close();
        try {
            finished.await(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean happened() {
        return happened;
    }

    @Override
    public void close() {
        finished.countDown();
        if (!happened) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The JVM has just begun to shut down: the hook runs, and finds nothing left to do.
                happened = true;
            }
        }
    }
}
