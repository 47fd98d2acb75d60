package dev.squall.spark;

import dev.squall.run.RunGroup;
import dev.squall.world.WorldException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import scala.Function2;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/**
 * One application on a standalone master. Spark carries a task out again if its executor is lost, and each task's
 * result is counted once. {@link #stop} is thread-safe; all else belongs to one thread.
 */
final class SparkApplication {

    /** Setting of Squall among Spark's: the longest wait for the first executor. */
    private static final String EXECUTOR_WAIT = "spark.squall.executorWait";

    private static final String EXECUTOR_WAIT_DEFAULT = "180s";
    private static final long PAUSE_MILLIS = 100;

    private final MasterAddress master;
    private final String name;
    private final LiveExecutors executors = new LiveExecutors();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile SparkContext context;

    /** @param name what the master's page calls the application */
    SparkApplication(MasterAddress master, String name) {
        this.master = master;
        this.name = name;
    }

    /**
     * Starts the application, does the work in the calling thread, and ends the application.
     *
     * @param ifStopped result after a {@link #stop}
     * @throws WorldException if the master or its workers cannot be used, or the work fails; the message is one
     *     sentence
     */
    <T> T run(Supplier<T> work, Supplier<T> ifStopped) {
        master.requireListening();
        try (ShippedJars jars = new ShippedJars(sparkFolder())) {
            begin(jars.of(System.getProperty("java.class.path")));
            awaitExecutors();
            return work.get();
        } catch (Exception e) {
            // Scala throws checked exceptions that it does not declare.
            if (isStoppedSoon()) {
                return ifStopped.get();
            }
            throw e instanceof WorldException expected
                    ? expected
                    : new WorldException(name + " on " + master + " failed: " + firstLine(rootOf(e)), e);
        } finally {
            if (context != null) {
                context.stop();
            }
        }
    }

    /** Cancels the work. May be called at any time. */
    void stop() {
        stopped.countDown();
        SparkContext begun = context;
        if (begun != null) {
            begun.cancelAllJobs();
        }
    }

    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Waits briefly for a stop. At Ctrl-C, Spark's own handler may end the jobs before {@link #stop} is called. */
    private boolean isStoppedSoon() {
        try {
            return stopped.await(RunGroup.SIGNAL_LAG_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return isStopped();
        }
    }

    private static Path sparkFolder() {
        try {
            return Path.of(SparkContext.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of a loaded class is a URI", e);
        }
    }

    private void begin(List<Path> jars) {
        // Must be set before the first of Spark's classes logs.
        if (System.getProperty("log4j2.configurationFile") == null) {
            System.setProperty("log4j2.configurationFile", "classpath:dev/squall/spark/log4j2.properties");
        }
        SparkConf conf = new SparkConf()
                .setMaster(master.toString())
                .setAppName("squall " + name)
                .setIfMissing("spark.ui.enabled", "false")
                .setIfMissing("spark.executor.memory", "1g")
                .setIfMissing("spark.locality.wait", "30s")
                .set("spark.jars", jars.stream().map(Path::toString).collect(Collectors.joining(",")));
        if (master.isLoopback()) {
            conf.setIfMissing("spark.driver.host", "127.0.0.1").setIfMissing("spark.driver.bindAddress", "127.0.0.1");
        }
        try {
            context = new SparkContext(conf);
        } catch (Exception e) {
            throw new WorldException(
                    "no application can be started at " + master + " (" + firstLine(rootOf(e))
                            + "); expected a standalone master of Spark " + SparkVersion.found(),
                    e);
        }
        context.addSparkListener(executors);
    }

    private void awaitExecutors() {
        long waitNanos =
                TimeUnit.SECONDS.toNanos(context.getConf().getTimeAsSeconds(EXECUTOR_WAIT, EXECUTOR_WAIT_DEFAULT));
        long start = System.nanoTime();
        // The listener misses an executor that registered before it; the driver is in Spark's list too.
        while (executors.names().isEmpty() && context.statusTracker().getExecutorInfos().length < 2 && !isStopped()) {
            if (context.isStopped() || System.nanoTime() - start > waitNanos) {
                throw new WorldException("no worker of " + master + " has started an executor; expected a worker with"
                        + " a free core and 1 GiB, whose machine reaches this one (spark.driver.host)");
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new WorldException(name + " on " + master + " was interrupted", e);
            }
        }
    }

    /** Returns the executors that are known to be alive, as {@link Places} names them. */
    Set<String> executors() {
        return executors.names();
    }

    /** Runs one task for each piece of work, and passes on each result once. Does nothing after a {@link #stop}. */
    <T, U> void runTasks(
            List<Piece<T>> work,
            Class<? super T> type,
            Function2<TaskContext, Iterator<T>, U> task,
            Class<? super U> resultType,
            Consumer<U> onResult) {
        if (isStopped() || work.isEmpty()) {
            return;
        }
        List<Tuple2<T, Seq<String>>> pieces = work.stream()
                .map(piece -> new Tuple2<>(piece.work(), scala(piece.preferred())))
                .toList();
        runTasks(
                context.makeRDD(scala(pieces), SparkApplication.<T>tag(type)),
                task,
                resultType,
                (index, result) -> onResult.accept(result));
    }

    /** Runs one task for each partition, and passes on each partition's result once. Does nothing after a stop. */
    <T, U> void runTasks(
            RDD<T> data,
            Function2<TaskContext, Iterator<T>, U> task,
            Class<? super U> resultType,
            BiConsumer<Integer, U> onResult) {
        if (isStopped()) {
            return;
        }
        context.runJob(
                data,
                task,
                (index, result) -> {
                    onResult.accept((Integer) index, result);
                    return BoxedUnit.UNIT;
                },
                SparkApplication.<U>tag(resultType));
    }

    /** Returns the context, with which data sets are made. */
    JavaSparkContext javaContext() {
        return JavaSparkContext.fromSparkContext(context);
    }

    /**
     * Work of one task.
     *
     * @param preferred executors that should do it; empty if any may
     */
    record Piece<T>(T work, List<String> preferred) {}

    private static <T> Seq<T> scala(List<T> list) {
        return CollectionConverters.asScala(list).toList();
    }

    @SuppressWarnings("unchecked")
    private static <T> ClassTag<T> tag(Class<? super T> type) {
        return (ClassTag<T>) ClassTag$.MODULE$.apply(type);
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return message.lines().findFirst().orElse(failure.toString());
    }
}
