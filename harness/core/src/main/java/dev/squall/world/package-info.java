/** Worlds: a timeline and a cluster of nodes into which faults can be injected. */
package dev.squall.world;
