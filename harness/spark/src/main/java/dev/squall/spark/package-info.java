/**
 * Sweeps on Apache Spark. Open {@link dev.squall.spark.SparkEngine} first; it is the only class that loads without
 * Spark. What an executor does with its seeds is in {@code dev.squall.run.cluster}.
 */
package dev.squall.spark;
