/**
 * Merging the results of a suite's shards into one. Open {@link dev.squall.suite.merge.ShardSearch} first. The shards'
 * own results belong to {@code dev.squall.suite}.
 */
package dev.squall.suite.merge;
