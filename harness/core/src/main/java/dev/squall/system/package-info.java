/**
 * Systems under test: their names, nodes, flaws, journals, workloads and claims. Open {@link
 * dev.squall.system.SystemFamily} first: it declares systems, workloads and claims, and {@link
 * dev.squall.system.Systems} finds them. Runs of a system belong to {@code dev.squall.run}.
 */
package dev.squall.system;
