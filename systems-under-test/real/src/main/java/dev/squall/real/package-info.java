/**
 * Real systems, not written for this harness: etcd, ZooKeeper, and Redis with Sentinel. They come from Debian's
 * packages, run in containers, and are each driven by their own client. Open {@link dev.squall.real.RealSystems} first.
 */
package dev.squall.real;
