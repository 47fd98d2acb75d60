/** Faults: how each family is injected, when, how it is undone, and the evidence that it bit. */
package dev.squall.fault;
