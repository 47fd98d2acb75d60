package dev.squall.spark;

import dev.squall.run.cluster.SplitStructure;
import java.io.Serializable;
import org.apache.spark.TaskContext;
import scala.Function2;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/** Structure of the lines of a split, on an executor. */
final class StructureTask implements Function2<TaskContext, Iterator<String>, SplitStructure>, Serializable {

    private static final long serialVersionUID = 1;

    @Override
    public SplitStructure apply(TaskContext context, Iterator<String> lines) {
        return SplitStructure.of(CollectionConverters.asJava(lines));
    }
}
