/** Worlds: time, and a cluster of nodes in it to which faults can be done. */
package dev.squall.world;
