package dev.squall.spark;

import dev.squall.run.cluster.RangeSweep;
import dev.squall.run.cluster.SweepPlan;
import dev.squall.run.cluster.SweepTotals;
import dev.squall.system.Systems;
import java.io.Serializable;
import org.apache.spark.TaskContext;
import scala.Function2;
import scala.collection.Iterator;

/** First run of a range's seeds, on an executor. */
final class RangeTask implements Function2<TaskContext, Iterator<SeedRange>, SweepTotals>, Serializable {

    private static final long serialVersionUID = 1;

    private final SweepPlan plan;

    RangeTask(SweepPlan plan) {
        this.plan = plan;
    }

    @Override
    public SweepTotals apply(TaskContext context, Iterator<SeedRange> ranges) {
        RangeSweep sweep = new RangeSweep(plan, Systems.installed(), Places.here(), context::isInterrupted);
        SweepTotals totals = SweepTotals.NONE;
        while (ranges.hasNext()) {
            SeedRange range = ranges.next();
            totals = totals.plus(sweep.run(range.first(), range.count()));
        }
        return totals;
    }
}
