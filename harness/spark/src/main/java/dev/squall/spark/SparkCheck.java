package dev.squall.spark;

import dev.squall.run.cluster.CheckPlan;
import dev.squall.run.cluster.FileTotals;
import dev.squall.run.cluster.SplitStructure;
import dev.squall.world.WorldException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * One check of files as one application with two jobs. The first reads each split's structure, which says how many
 * operations precede a split and if the files are well formed. The second sorts the lines by key and position, and
 * checks key after key.
 */
final class SparkCheck {

    private static final int PARTITIONS_MIN = 32;

    private final CheckPlan plan;
    private final SparkApplication application;
    private final LongConsumer onProgress;
    private final List<FileTotals> totals;
    private long done;

    SparkCheck(CheckPlan plan, MasterAddress master, LongConsumer onProgress) {
        this.plan = plan;
        this.application = new SparkApplication(master, "check");
        this.onProgress = onProgress;
        this.totals = new ArrayList<>(Collections.nCopies(plan.files().size(), FileTotals.NONE));
    }

    /** Returns the totals of each file; empty after a stop. */
    List<FileTotals> run() {
        return application.run(this::check, List::of);
    }

    void stop() {
        application.stop();
    }

    private List<FileTotals> check() {
        JavaSparkContext spark = application.javaContext();
        List<JavaRDD<String>> files = new ArrayList<>();
        List<Integer> fileOfSplit = new ArrayList<>();
        for (String file : plan.files()) {
            JavaRDD<String> lines = spark.textFile(file);
            fileOfSplit.addAll(Collections.nCopies(lines.getNumPartitions(), files.size()));
            files.add(lines);
        }
        JavaRDD<String> lines = union(spark, files);
        SplitStructure[] splits = new SplitStructure[fileOfSplit.size()];
        application.runTasks(
                lines.rdd(), new StructureTask(), SplitStructure.class, (index, split) -> splits[index] = split);
        if (application.isStopped()) {
            return List.of();
        }
        long[] begins = new long[splits.length];
        List<Set<String>> functions = structures(splits, fileOfSplit, begins);
        int[] fileNumbers = fileOfSplit.stream().mapToInt(Integer::intValue).toArray();
        JavaPairRDD<KeyAt, String> byKey = JavaPairRDD.fromJavaRDD(
                        lines.mapPartitionsWithIndex(new LineTask(plan.keyed(), fileNumbers, begins), false))
                .repartitionAndSortWithinPartitions(new ByKey(Math.max(PARTITIONS_MIN, splits.length)));
        application.<Tuple2<KeyAt, String>, Map<Integer, FileTotals>>runTasks(
                byKey.rdd(), new KeyTask(plan, functions), Map.class, (index, part) -> add(part));
        return application.isStopped() ? List.of() : totals;
    }

    @SuppressWarnings("unchecked")
    private static JavaRDD<String> union(JavaSparkContext spark, List<JavaRDD<String>> files) {
        return spark.union((JavaRDD<String>[]) files.toArray(new JavaRDD<?>[0]));
    }

    /** Returns the functions of each file, and sets the number of operations before each split in its file. */
    private List<Set<String>> structures(SplitStructure[] splits, List<Integer> fileOfSplit, long[] begins) {
        List<Set<String>> functions = new ArrayList<>();
        int split = 0;
        for (int file = 0; file < plan.files().size(); file++) {
            SplitStructure whole = SplitStructure.NONE;
            for (; split < splits.length && fileOfSplit.get(split) == file; split++) {
                begins[split] = whole.operations();
                whole = whole.then(splits[split]);
            }
            String problem = whole.problemOfWhole();
            if (!problem.isEmpty()) {
                throw new WorldException(plan.files().get(file) + ": " + problem);
            }
            functions.add(whole.functions());
        }
        return functions;
    }

    private synchronized void add(Map<Integer, FileTotals> part) {
        part.forEach((file, found) -> totals.set(file, totals.get(file).plus(found)));
        onProgress.accept(++done);
    }
}
