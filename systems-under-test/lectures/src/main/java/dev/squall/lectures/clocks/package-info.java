/**
 * Physical clocks (lectures 3.1 to 3.3): elapsed time, synchronisation and the order of events. Open {@link
 * dev.squall.lectures.clocks.LeaseNode} first. The README in this folder explains the algorithms and the flawed
 * variants.
 */
package dev.squall.lectures.clocks;
