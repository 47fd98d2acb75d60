package dev.squall.spark;

import org.apache.spark.Partitioner;

/** Sends all lines of a key to one task. The hash of a text is the same in every JVM. */
final class ByKey extends Partitioner {

    private static final long serialVersionUID = 1;
    private static final int PRIME = 31;

    private final int partitions;

    ByKey(int partitions) {
        this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
        return partitions;
    }

    @Override
    public int getPartition(Object key) {
        KeyAt at = (KeyAt) key;
        return Math.floorMod(PRIME * at.key().hashCode() + at.file(), partitions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByKey by && by.partitions == partitions;
    }

    @Override
    public int hashCode() {
        return partitions;
    }
}
