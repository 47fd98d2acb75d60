package dev.squall.spark;

import dev.squall.run.RunGroup;
import dev.squall.run.cluster.Sample;
import dev.squall.run.cluster.SweepPlan;
import dev.squall.run.cluster.SweepTotals;
import dev.squall.world.WorldException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
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
 * One sweep as one Spark application with two jobs: the ranges of seeds, and the second runs of the samples. Spark
 * carries a task out again if its executor is lost, and each task's result is counted once.
 */
final class SparkSweep {

    private static final long EXECUTORS_WAIT_NANOS = 60_000_000_000L;
    private static final long PAUSE_MILLIS = 100;

    private final SweepPlan plan;
    private final MasterAddress master;
    private final LongConsumer onProgress;
    private volatile SparkContext context;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private SweepTotals totals = SweepTotals.NONE;

    SparkSweep(SweepPlan plan, MasterAddress master, LongConsumer onProgress) {
        this.plan = plan;
        this.master = master;
        this.onProgress = onProgress;
    }

    SweepTotals run() {
        master.requireListening();
        try (ShippedJars jars = new ShippedJars(sparkFolder())) {
            begin(jars.of(System.getProperty("java.class.path")));
            awaitExecutors();
            runRanges();
            Map<Long, Sample> repeats = runRepeats();
            return totals().withRepeats(repeats);
        } catch (WorldException e) {
            throw e;
        } catch (Exception e) {
            // Scala throws checked exceptions that it does not declare.
            if (isStoppedSoon()) {
                return totals();
            }
            throw new WorldException("the sweep on " + master + " failed: " + firstLine(rootOf(e)), e);
        } finally {
            if (context != null) {
                context.stop();
            }
        }
    }

    private boolean isStopped() {
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
                .setAppName("squall sweep " + plan.base().system())
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
                    "the program at " + master + " does not accept this application (" + firstLine(rootOf(e))
                            + "); expected a standalone master of Spark " + SparkVersion.found(),
                    e);
        }
    }

    private void awaitExecutors() throws InterruptedException {
        long start = System.nanoTime();
        // The driver is in the list too.
        while (context.statusTracker().getExecutorInfos().length < 2 && !isStopped()) {
            if (context.isStopped() || System.nanoTime() - start > EXECUTORS_WAIT_NANOS) {
                throw new WorldException("no worker of " + master + " has started an executor; expected a worker with"
                        + " a free core and 1 GiB, whose machine reaches this one (spark.driver.host)");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private void runRanges() {
        int cores = Math.max(1, context.defaultParallelism());
        List<Tuple2<SeedRange, Seq<String>>> work = SeedRange.divide(plan.base().seed(), plan.seeds(), cores).stream()
                .map(range -> new Tuple2<>(range, scala(List.<String>of())))
                .toList();
        run(work, SeedRange.class, new RangeTask(plan), SweepTotals.class, this::add);
    }

    private Map<Long, Sample> runRepeats() {
        List<Tuple2<List<Long>, Seq<String>>> work = RepeatGroup.of(totals().samples()).stream()
                .map(group -> new Tuple2<>(group.seeds(), scala(group.preferred())))
                .toList();
        Map<Long, Sample> repeats = new TreeMap<>();
        run(work, List.class, new RepeatTask(plan), Map.class, part -> {
            synchronized (repeats) {
                repeats.putAll(part);
            }
        });
        return repeats;
    }

    /** Runs one task for each piece of work, and passes on each result once. */
    private <T, U> void run(
            List<Tuple2<T, Seq<String>>> work,
            Class<? super T> type,
            Function2<TaskContext, Iterator<T>, U> task,
            Class<? super U> resultType,
            java.util.function.Consumer<U> onResult) {
        if (isStopped() || work.isEmpty()) {
            return;
        }
        RDD<T> pieces = context.makeRDD(scala(work), SparkSweep.<T>tag(type));
        context.runJob(
                pieces,
                task,
                (index, result) -> {
                    onResult.accept(result);
                    return BoxedUnit.UNIT;
                },
                SparkSweep.<U>tag(resultType));
    }

    private static <T> Seq<T> scala(List<T> list) {
        return CollectionConverters.asScala(list).toList();
    }

    @SuppressWarnings("unchecked")
    private static <T> ClassTag<T> tag(Class<? super T> type) {
        return (ClassTag<T>) ClassTag$.MODULE$.apply(type);
    }

    private synchronized void add(SweepTotals part) {
        totals = totals.plus(part);
        onProgress.accept(totals.seedsRun());
    }

    private synchronized SweepTotals totals() {
        return totals;
    }

    void stop() {
        stopped.countDown();
        SparkContext begun = context;
        if (begun != null) {
            begun.cancelAllJobs();
        }
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
