/**
 * A system under test as the harness knows it: its name, nodes, flaw and journal, the workloads made for it, and the
 * claims about it. Open {@link dev.squall.system.SystemFamily} first: it declares all of them, and {@link
 * dev.squall.system.Systems} finds them. The runs of a system belong to {@code dev.squall.run}.
 */
package dev.squall.system;
