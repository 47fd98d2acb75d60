/**
 * The way of a run: plan, record, judge, keep. Open {@link dev.squall.run.Runner} first. What is run belongs to {@code
 * dev.squall.experiment}; where it runs to {@code dev.squall.world}.
 */
package dev.squall.run;
