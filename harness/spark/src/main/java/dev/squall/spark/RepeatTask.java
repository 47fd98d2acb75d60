package dev.squall.spark;

import dev.squall.run.cluster.RangeSweep;
import dev.squall.run.cluster.Sample;
import dev.squall.run.cluster.SweepPlan;
import dev.squall.system.Systems;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.TaskContext;
import scala.Function2;
import scala.collection.Iterator;

/** Second run of some seeds, on an executor. */
final class RepeatTask implements Function2<TaskContext, Iterator<List<Long>>, Map<Long, Sample>>, Serializable {

    private static final long serialVersionUID = 1;

    private final SweepPlan plan;

    RepeatTask(SweepPlan plan) {
        this.plan = plan;
    }

    @Override
    public Map<Long, Sample> apply(TaskContext context, Iterator<List<Long>> groups) {
        RangeSweep sweep = new RangeSweep(plan, Systems.installed(), Places.here(), context::isInterrupted);
        Map<Long, Sample> repeats = new TreeMap<>();
        while (groups.hasNext()) {
            repeats.putAll(sweep.repeat(groups.next()));
        }
        return repeats;
    }
}
