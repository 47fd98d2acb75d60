/**
 * Real systems, not written for this harness: etcd, ZooKeeper, and Redis with Sentinel. The systems come from Debian's
 * packages, run in containers, and are accessed through their own clients. Open {@link dev.squall.real.RealSystems}
 * first.
 */
package dev.squall.real;
