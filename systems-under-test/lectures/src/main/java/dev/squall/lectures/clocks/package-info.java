/**
 * Physical clocks (lectures 3.1 to 3.3): elapsed time, synchronisation and the order of events. Open {@link
 * dev.squall.lectures.clocks.LeaseNode} first. The README of this folder tells the story.
 */
package dev.squall.lectures.clocks;
