/**
 * Sweeps and checks on Apache Spark. Open {@link dev.squall.spark.SparkEngine} first; it and the engine for checks are
 * the only classes that load without Spark. What an executor does with its seeds or keys is in {@code
 * dev.squall.run.cluster}.
 */
package dev.squall.spark;
