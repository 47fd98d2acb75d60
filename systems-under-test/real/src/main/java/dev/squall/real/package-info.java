/**
 * Real systems, which nobody wrote for this harness: etcd, ZooKeeper, and Redis with Sentinel, from Debian's packages,
 * in containers, each driven by its own client. {@link dev.squall.real.RealSystems} is the entrance.
 */
package dev.squall.real;
