/**
 * Faults: how each family is injected, when, how it is undone, and the evidence of its effect. Open {@link
 * dev.squall.fault.Fault} first. The package is larger than others, because all kinds of a sealed type share one.
 */
package dev.squall.fault;
