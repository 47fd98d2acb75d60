/**
 * Manifests that run a suite's shards in a Kubernetes cluster. Open {@link dev.squall.suite.kubernetes.ClusterSuite}
 * first. Nothing here speaks with a cluster.
 */
package dev.squall.suite.kubernetes;
