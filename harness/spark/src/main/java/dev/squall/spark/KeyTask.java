package dev.squall.spark;

import dev.squall.run.cluster.CheckPlan;
import dev.squall.run.cluster.FileTotals;
import dev.squall.run.cluster.KeyHistory;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.TaskContext;
import scala.Function2;
import scala.Tuple2;
import scala.collection.Iterator;

/** Checks of the keys of a partition, on an executor. Holds one key at a time. */
final class KeyTask
        implements Function2<TaskContext, Iterator<Tuple2<KeyAt, String>>, Map<Integer, FileTotals>>, Serializable {

    private static final long serialVersionUID = 1;

    private final CheckPlan plan;
    private final List<Set<String>> functions;

    /** @param functions functions of each file's operations that may have had an effect */
    KeyTask(CheckPlan plan, List<Set<String>> functions) {
        this.plan = plan;
        this.functions = functions;
    }

    @Override
    public Map<Integer, FileTotals> apply(TaskContext context, Iterator<Tuple2<KeyAt, String>> lines) {
        Map<Integer, FileTotals> totals = new TreeMap<>();
        KeyAt key = null;
        KeyHistory history = new KeyHistory();
        while (lines.hasNext()) {
            Tuple2<KeyAt, String> line = lines.next();
            if (key != null && !key.isSameKey(line._1())) {
                check(key, history, totals);
                history = new KeyHistory();
                context.killTaskIfInterrupted();
            }
            key = line._1();
            history.add(key.position(), line._2());
        }
        if (key != null) {
            check(key, history, totals);
        }
        return totals;
    }

    private void check(KeyAt key, KeyHistory history, Map<Integer, FileTotals> totals) {
        totals.merge(key.file(), history.check(plan.check(), functions.get(key.file())), FileTotals::plus);
    }
}
