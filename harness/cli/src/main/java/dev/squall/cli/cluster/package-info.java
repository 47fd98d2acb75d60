/**
 * Work of commands on the machines of a cluster: what the machine of the user does with the totals. Open {@link
 * dev.squall.cli.cluster.ClusterSweep} first. How a cluster is reached is in {@code dev.squall.run.cluster} and its
 * engines.
 */
package dev.squall.cli.cluster;
