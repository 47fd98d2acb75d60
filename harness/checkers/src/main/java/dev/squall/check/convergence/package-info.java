/** Eventual convergence: what the replicas hold in the end, and how long it took each update to get there. */
package dev.squall.check.convergence;
