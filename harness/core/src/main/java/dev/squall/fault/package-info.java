/**
 * Faults: values, injection, schedules, undoing, and the evidence of their effects. Open {@link dev.squall.fault.Fault}
 * first. The package is larger than others because all kinds of the sealed type must be in one package.
 */
package dev.squall.fault;
