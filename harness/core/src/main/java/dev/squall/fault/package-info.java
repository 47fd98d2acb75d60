/** Faults: how each family is injected, when, how it is undone, and the evidence of its effect. */
package dev.squall.fault;
